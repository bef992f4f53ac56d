import type { SystemMessage } from '../marks/ai-sdk-messages.ts';
import { markStep, type StepSettings } from '../marks/mark-step.ts';
import type { ProviderOptions } from '../provider-rules/provider-options.ts';

export interface StepMarkerOptions {
  /** The major version of `ai`. */
  readonly major: 5 | 6 | 7;
  /** The plan's own, which stand ahead of each step's messages. */
  readonly system: readonly SystemMessage[];
  readonly providerOptions: ProviderOptions | undefined;
  readonly settings: StepSettings;
}

/** The field of the call, and of a prepared step, that holds the system messages; AI SDK 5 has them in the messages. */
export function systemField(major: 6 | 7): 'system' | 'instructions' {
  return major === 6 ? 'system' : 'instructions';
}

/** A `prepareStep` for the AI SDK: it moves the plan's markers along with a tool loop. */
export function stepMarker({ major, system, providerOptions, settings }: StepMarkerOptions) {
  return ({
    stepNumber,
    messages,
  }: {
    readonly stepNumber: number;
    readonly messages: readonly object[];
  }) => {
    // The plan has marked the first step.
    if (stepNumber === 0) return {};
    const leading = major === 5 ? [] : system;
    const marked = markStep(
      { prompt: [...leading, ...messages], ...(providerOptions && { providerOptions }) },
      settings,
    );
    if (major === 5) return { messages: marked.messages };
    return {
      [systemField(major)]: marked.messages.slice(0, leading.length),
      messages: marked.messages.slice(leading.length),
    };
  };
}

import type { CacheEvent } from './cache-event.ts';
import type { Savings } from './savings.ts';

type Attributes = Record<string, string | number | boolean>;

/** What is used of a `Tracer` of `@opentelemetry/api`. */
export interface TelemetryTracer {
  startSpan(
    name: string,
    options: { readonly startTime: number; readonly attributes: Attributes },
  ): { end(endTime: number): void };
}

/** What is used of a `Meter` of `@opentelemetry/api`. */
export interface TelemetryMeter {
  createCounter(
    name: string,
    options: { readonly description: string; readonly unit: string },
  ): { add(value: number, attributes: Attributes): void };
  createHistogram(
    name: string,
    options: { readonly description: string; readonly unit: string },
  ): { record(value: number, attributes: Attributes): void };
}

export interface TelemetryOptions {
  /** `trace.getTracer('reprise')`. Default: no spans. */
  readonly tracer?: TelemetryTracer;
  /** `metrics.getMeter('reprise')`. Default: no metrics. */
  readonly meter?: TelemetryMeter;
}

/**
 * An `onEvent` that tells OpenTelemetry what the cache does: a span `cache_lookup <model>` for each lookup, and metrics.
 *
 * Attributes are named by the GenAI semantic conventions where those have a name (`gen_ai.provider.name`,
 * `gen_ai.request.model`, `gen_ai.token.type`; opentelemetry.io/docs/specs/semconv/gen-ai, November 2026), and
 * `reprise.*` where they don't. Durations are in seconds. No attribute holds a prompt, an answer, a scope or a key.
 *
 * Metrics: `reprise.lookup.duration` (s), `reprise.bypasses`, `reprise.saved.tokens` ({token}), `reprise.saved.cost`
 * ({USD}), `reprise.failures`.
 */
export function openTelemetryEvents({ tracer, meter }: TelemetryOptions): (event: CacheEvent) => void {
  const instruments = meter && {
    duration: meter.createHistogram('reprise.lookup.duration', {
      description: 'Lookups, by their outcome.',
      unit: 's',
    }),
    bypasses: meter.createCounter('reprise.bypasses', {
      description: 'Calls that went past the cache.',
      unit: '{call}',
    }),
    tokens: meter.createCounter('reprise.saved.tokens', {
      description: 'Tokens that were not billed.',
      unit: '{token}',
    }),
    cost: meter.createCounter('reprise.saved.cost', {
      description: 'Money that was not billed.',
      unit: '{USD}',
    }),
    failures: meter.createCounter('reprise.failures', {
      description: 'Operations that failed.',
      unit: '{operation}',
    }),
  };

  const lookedUp = (about: Attributes, at: number, durationMs: number) => {
    instruments?.duration.record(durationMs / 1_000, about);
    tracer
      ?.startSpan(`cache_lookup ${about['gen_ai.request.model']}`, {
        startTime: at - durationMs,
        attributes: about,
      })
      .end(at);
  };

  const saved = (about: Attributes, { inputTokens, outputTokens, usd }: Savings) => {
    if (inputTokens !== undefined)
      instruments?.tokens.add(inputTokens, { ...about, 'gen_ai.token.type': 'input' });
    if (outputTokens !== undefined)
      instruments?.tokens.add(outputTokens, { ...about, 'gen_ai.token.type': 'output' });
    // A counter only rises: a judge that cost more than its hit saved counts as nothing saved.
    if (usd !== undefined) instruments?.cost.add(Math.max(0, usd), about);
  };

  return (event) => {
    switch (event.type) {
      case 'hit':
      case 'stale':
      case 'shared':
      case 'miss': {
        const about: Attributes = {
          'gen_ai.provider.name': event.provider,
          'gen_ai.request.model': event.model,
          'reprise.status': event.type,
          ...('layer' in event ? { 'reprise.layer': event.layer } : {}),
          ...('reason' in event ? { 'reprise.reason': event.reason } : {}),
        };
        lookedUp(about, event.at, event.durationMs);
        if ('saved' in event) saved(about, event.saved);
        return;
      }
      case 'bypass':
        instruments?.bypasses.add(1, {
          'gen_ai.provider.name': event.provider,
          'gen_ai.request.model': event.model,
          'reprise.reason': event.reason,
        });
        return;
      case 'failure':
        instruments?.failures.add(1, {
          'reprise.backend': event.backend,
          'reprise.operation': event.operation,
          'error.type': event.code,
        });
    }
  };
}

import { urlsAndModel, type WrappableModel } from '../../wrapped-model.ts';
import { isRecord } from '../text/json.ts';

/** A finished call as the AI SDK's middleware sees it. */
export interface ObservedCall {
  readonly params: object;
  readonly provider: string;
  readonly model: string;
  readonly usage: unknown;
  readonly providerMetadata: unknown;
}

interface NamedModel {
  readonly provider: string;
  readonly modelId: string;
}

/** For `wrapLanguageModel` of `ai` 5, 6 and 7. Passes results and streams on as they are. */
export interface MonitorMiddleware {
  readonly specificationVersion: 'v3';
  overrideSupportedUrls(options: { readonly model: WrappableModel }): ReturnType<typeof urlsAndModel>;
  wrapGenerate<Result extends object>(options: {
    readonly doGenerate: () => PromiseLike<Result>;
    readonly params: object;
    readonly model: NamedModel;
  }): Promise<Result>;
  wrapStream<Part, Result extends { stream: ReadableStream<Part> }>(options: {
    readonly doStream: () => PromiseLike<Result & { stream: ReadableStream<Part> }>;
    readonly params: object;
    readonly model: NamedModel;
  }): Promise<Result>;
}

/** @param observe called once for each finished call; what it throws is swallowed, the call goes on. */
export function monitorMiddleware(observe: (call: ObservedCall) => void): MonitorMiddleware {
  const safely = (call: ObservedCall) => {
    try {
      observe(call);
    } catch {
      // Watching must never be in the way: a request that can't be read is a call that isn't counted.
    }
  };
  return {
    specificationVersion: 'v3',
    overrideSupportedUrls: ({ model }) => urlsAndModel(model),
    async wrapGenerate({ doGenerate, params, model: { provider, modelId } }) {
      const result = await doGenerate();
      safely({ params, provider, model: modelId, ...usageOf(result) });
      return result;
    },
    async wrapStream({ doStream, params, model: { provider, modelId } }) {
      const result = await doStream();
      const watched = new TransformStream({
        transform(part, controller) {
          controller.enqueue(part);
          if (isRecord(part) && part.type === 'finish')
            safely({ params, provider, model: modelId, ...usageOf(part) });
        },
      });
      return { ...result, stream: result.stream.pipeThrough(watched) };
    },
  };
}

function usageOf(result: object): { readonly usage: unknown; readonly providerMetadata: unknown } {
  return {
    usage: 'usage' in result ? result.usage : undefined,
    providerMetadata: 'providerMetadata' in result ? result.providerMetadata : undefined,
  };
}

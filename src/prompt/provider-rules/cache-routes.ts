import type { ModelName } from '../../prices/model-name.ts';
import type { MarkerPlace, MarkerStyle, RequestOption } from './cache-rules.ts';
import type { ModelCache } from './model-caches.ts';

/** How a request to a vendor says what to cache. */
export interface CacheRoute {
  readonly id: string;
  readonly style?: MarkerStyle;
  readonly places?: readonly MarkerPlace[];
  readonly request: readonly RequestOption[];
}

/** Most markers of one request, at every vendor that takes any. */
export const markerLimit = 4;

const everywhere: readonly MarkerPlace[] = ['tool', 'system', 'user', 'assistant', 'tool-result'];
const notOnTools: readonly MarkerPlace[] = ['system', 'user', 'assistant', 'tool-result'];
const key = (...namespaces: readonly string[]): RequestOption => ({ kind: 'key', namespaces });
const plain = (id: string): CacheRoute => ({ id, request: [] });

const anthropic: CacheRoute = { id: 'anthropic', style: 'anthropic', places: everywhere, request: [] };

/**
 * How a model is reached and what its request may carry; `undefined` where that isn't known.
 *
 * Names of options are those of the sources of `@ai-sdk/openai` 4, `anthropic` 4, `google` 4, `amazon-bedrock` 5 and
 * OpenRouter's provider 3, and tests hold them to those packages on the wire; those for xAI, Azure and the gateway are
 * from documentation alone.
 * @param provider in lower case.
 */
export function cacheRoute(
  provider: string,
  { vendor, maker }: ModelName,
  { finds }: ModelCache,
): CacheRoute | undefined {
  switch (vendor) {
    case 'openai':
      if (maker !== 'openai') return undefined;
      return finds === 'prefixes'
        ? { id: 'openai-automatic', request: [key('openai')] }
        : {
            id: 'openai-markers',
            style: 'openai',
            places: ['system', 'user', 'tool-result'],
            request: [key('openai'), { kind: 'explicit-mode' }],
          };
    case 'azure':
      // Azure's option set is the older one. Its chat models read the namespace `openai`, its responses models `azure`.
      return maker === 'openai' && finds === 'prefixes'
        ? { id: 'azure-automatic', request: [key('azure', 'openai')] }
        : undefined;
    case 'anthropic':
      return maker === 'anthropic' ? anthropic : undefined;
    case 'bedrock':
      // The Messages API over Bedrock takes Anthropic's own markers; the Converse API has cache points.
      if (maker === 'anthropic' && /\.anthropic(\.|$)/.test(provider)) return anthropic;
      if (maker === 'anthropic') return { id: 'bedrock', style: 'bedrock', places: notOnTools, request: [] };
      if (maker === 'amazon')
        // Nova refuses cache points beside tool results (so does `@langchain/aws` for it).
        return { id: 'bedrock-nova', style: 'bedrock', places: ['system', 'user', 'assistant'], request: [] };
      return plain('bedrock-automatic');
    case 'google':
      // Claude on Vertex is billed by Google and cached by Anthropic's rules, through Anthropic's own options.
      if (maker === 'anthropic') return anthropic;
      return maker === 'google' ? plain('gemini-implicit') : undefined;
    case 'deepseek':
      return maker === 'deepseek' ? plain('deepseek') : undefined;
    case 'xai':
      if (maker !== 'xai') return undefined;
      return provider.endsWith('.chat')
        ? { id: 'xai-chat', request: [{ kind: 'conversation-header', name: 'x-grok-conv-id' }] }
        : { id: 'xai-responses', request: [key('xai')] };
    case 'openrouter':
      return maker === 'anthropic'
        ? {
            id: 'openrouter',
            style: 'openrouter',
            places: ['system', 'user', 'tool-result'],
            request: [],
          }
        : plain('openrouter-automatic');
    case 'gateway':
      return { id: 'gateway', request: [{ kind: 'gateway-auto' }] };
  }
}

import { priceVendor } from '../observe/price-vendor.ts';
import type { CacheRules } from './cache-rules.ts';
import { cacheRulesTable } from './cache-rules-table.ts';

/**
 * The rules of the provider's prompt cache for a model.
 * @param provider as the AI SDK (`openai.responses`) or LangChain (`openai`) names it.
 * @returns `undefined` for a provider or model that isn't in the table: then nothing is added to a request.
 */
export function findCacheRules(provider: string, model: string): CacheRules | undefined {
  const vendor = cacheVendor(provider.toLowerCase());
  if (vendor === undefined) return undefined;
  // Routers and some ids write Anthropic's versions with a dot.
  const id = model.toLowerCase().replace(/(claude-[a-z]+-\d)\.(\d)/, '$1-$2');
  return cacheRulesTable.find((row) => row.vendor === vendor && row.models.test(id))?.rules;
}

function cacheVendor(provider: string): string | undefined {
  // Claude on Vertex is billed by Google and cached by Anthropic's rules, through Anthropic's own options.
  if (/(^|\.)anthropic(\.|$)/.test(provider)) return provider.startsWith('bedrock') ? 'bedrock' : 'anthropic';
  const vendor = priceVendor(provider);
  return vendor === 'xai' && provider.endsWith('.chat') ? 'xai.chat' : vendor;
}

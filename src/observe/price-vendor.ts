/** Who bills a call. `gateway` is Vercel's AI Gateway. */
export type PriceVendor =
  | 'openai'
  | 'azure'
  | 'anthropic'
  | 'google'
  | 'bedrock'
  | 'deepseek'
  | 'xai'
  | 'openrouter'
  | 'gateway';

/** First matching row wins, so `vertex.anthropic` stands before `anthropic` and `azure-openai` before `openai`. */
const names: readonly (readonly [RegExp, PriceVendor])[] = [
  [/^(azure|azure-openai|azure_openai)([.]|$)/, 'azure'],
  [/^openai([.]|$)/, 'openai'],
  [/^(amazon-bedrock|amazon_bedrock|bedrock|aws)([.]|$)/, 'bedrock'],
  [/^(google\.vertex|vertex)\.anthropic([.]|$)/, 'google'],
  [/^anthropic([.]|$)/, 'anthropic'],
  [
    /^(google|google-generative-ai|google_genai|google_vertexai|google-vertex|vertex|gemini)([.]|$)/,
    'google',
  ],
  [/^deepseek([.]|$)/, 'deepseek'],
  [/^(xai|x-ai|grok)([.]|$)/, 'xai'],
  [/^openrouter([.]|$)/, 'openrouter'],
  [/^(gateway|vercel)([.]|$)/, 'gateway'],
];

/**
 * The vendor behind a provider name as the AI SDK (`openai.responses`, `anthropic.messages`, `amazon-bedrock`) or
 * LangChain (`ls_provider`, such as `google_genai`) writes it; upper and lower case are the same.
 * @returns `undefined` for a name that isn't known.
 */
export function priceVendor(provider: string): PriceVendor | undefined {
  const name = provider.toLowerCase();
  return names.find(([pattern]) => pattern.test(name))?.[1];
}

/**
 * The vendor and the model's own id. A router's id names the vendor (`anthropic/claude-sonnet-4.5`): Vercel's gateway
 * and OpenRouter bill the vendor's list price (their pricing pages, November 2026), so that vendor's price is meant.
 */
export function priceSubject(
  provider: string,
  model: string,
): { readonly vendor: PriceVendor; readonly model: string } | undefined {
  const vendor = priceVendor(provider);
  if (vendor !== 'gateway' && vendor !== 'openrouter') return vendor && { vendor, model };
  const slash = model.indexOf('/');
  if (slash < 0) return undefined;
  const inner = priceVendor(model.slice(0, slash));
  // A variant such as `:free` or `:nitro` has a price of its own, which isn't known here.
  if (inner === undefined || model.includes(':')) return undefined;
  const id = model.slice(slash + 1);
  // Routers write Anthropic's versions with a dot where Anthropic's own ids have a dash.
  return { vendor: inner, model: inner === 'anthropic' ? id.replaceAll('.', '-') : id };
}

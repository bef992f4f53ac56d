/** Who bills a call. `gateway` is Vercel's AI Gateway. */
export type Vendor =
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
const names: readonly (readonly [RegExp, Vendor])[] = [
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
export function vendorOf(provider: string): Vendor | undefined {
  const name = provider.toLowerCase();
  return names.find(([pattern]) => pattern.test(name))?.[1];
}

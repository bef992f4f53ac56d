/** US dollars for a million tokens. A field that is left out is unknown. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** Input that the provider's prompt cache served. */
  readonly cacheRead?: number;
  /** Input that the provider's prompt cache stored, by the time it is kept. */
  readonly cacheWrite?: { readonly short?: number; readonly long?: number };
}

/** Tells what a model costs. A model it doesn't know has no price: then tokens are reported, and no money. */
export interface PriceSource {
  /** The date of the prices, `YYYY-MM-DD`. */
  readonly date: string;
  /** @param provider such as `openai`, or an AI SDK name such as `openai.responses`. @param model the model's id. */
  price(provider: string, model: string): ModelPrice | undefined;
}

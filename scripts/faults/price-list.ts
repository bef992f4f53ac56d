import type { CachedResponse, CacheRequest } from '../../src/index.ts';

/** An item of one tenant: what a question is about. */
export interface Asked {
  readonly item: number;
  readonly scope: string;
  /** In other words, as only the lookup by meaning finds it. */
  readonly reworded?: boolean;
}

/**
 * The provider, a function that counts its calls, and the judge of what the cache gives. Each answer tells its item,
 * its scope and the version of the item; an invalidation that was `done` makes all earlier versions wrong for calls that
 * begin after it.
 */
export class PriceList {
  calls = 0;
  /** Milliseconds that an answer takes. */
  readonly latency: number;
  readonly #callsFor = new Map<string, number>();
  readonly #version = new Map<number, number>();
  readonly #oldestRight = new Map<number, number>();

  /** @param latency more than nothing: callers that never wait would leave the servers of this process no time. */
  constructor(latency = 20) {
    this.latency = latency;
  }

  request({ item, scope, reworded = false }: Asked): CacheRequest {
    const question = `What is the price of item ${item}?`;
    return {
      provider: 'local',
      model: 'price-list',
      question: reworded ? `Please, ${question.toLowerCase()}` : question,
      scope,
      tags: [`item-${item}`],
    };
  }

  answer({ item, scope }: Asked): CachedResponse {
    this.calls++;
    this.#callsFor.set(`${scope} ${item}`, this.callsFor({ item, scope }) + 1);
    const version = this.#version.get(item) ?? 0;
    return {
      parts: [{ type: 'text', text: `${scope} ${item} version ${version}` }],
      finishReason: 'stop',
      usage: { inputTokens: 10, outputTokens: 5 },
    };
  }

  /** How often the provider was asked for an item. */
  callsFor({ item, scope }: Asked): number {
    return this.#callsFor.get(`${scope} ${item}`) ?? 0;
  }

  /** Changes the item's price. The function that comes back says that the invalidation is done. */
  change(item: number): () => void {
    const version = (this.#version.get(item) ?? 0) + 1;
    this.#version.set(item, version);
    return () => this.#oldestRight.set(item, Math.max(version, this.#oldestRight.get(item) ?? 0));
  }

  /** To be called before the call: what comes back says whether an answer to it is right. */
  expect({ item, scope }: Asked): (text: string) => boolean {
    const oldest = this.#oldestRight.get(item) ?? 0;
    return (text) => {
      const [, ofScope, ofItem, version] = /^(\S+) (\d+) version (\d+)$/.exec(text) ?? [];
      const newest = this.#version.get(item) ?? 0;
      return (
        ofScope === scope && Number(ofItem) === item && Number(version) >= oldest && Number(version) <= newest
      );
    };
  }
}

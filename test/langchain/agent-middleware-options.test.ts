import { AIMessageChunk } from '@langchain/core/messages';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { describe, expect, it } from 'vitest';
import { type CacheEvent, createCache } from '../../src/index.ts';
import {
  type CacheAgentMiddlewareOptions,
  CachedChatModel,
  cacheAgentMiddleware,
} from '../../src/langchain/index.ts';
import { fakeTimeOf } from '../fake-time.ts';

/** Streams two words without saying how it ended, the second when it is told to. */
class TwoWords extends FakeListChatModel {
  readonly model = 'two-words';
  readonly pause: () => Promise<void>;

  constructor(pause: () => Promise<void> = async () => undefined) {
    super({ responses: ['one two'] });
    this.pause = pause;
  }

  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    for (const text of ['one ', 'two']) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await this.pause();
    }
  }
}

/** The model that an agent goes on with, as its middleware has it. */
async function agentsModel(options: CacheAgentMiddlewareOptions, model = new TwoWords()) {
  const events: CacheEvent[] = [];
  const cache = createCache({ onEvent: (event) => events.push(event) });
  const cached = await cacheAgentMiddleware(cache, options).wrapModelCall({ model }, (request) => {
    if (!(request.model instanceof CachedChatModel)) throw new Error('The model is not cached.');
    return request.model;
  });
  const read = async (context?: object) => {
    for await (const _ of await cached.stream('Hello', { ...(context === undefined ? {} : { context }) }));
  };
  return { events: () => events.map(({ type }) => type), seen: events, read };
}

describe('the options of cacheAgentMiddleware', () => {
  it('take a stream without an end for finished', async () => {
    for (const assumeFinished of [true, false]) {
      const { read, events } = await agentsModel({ assumeFinished });
      await read();
      expect(events()).toContain(assumeFinished ? 'stored' : 'not-stored');
    }
  });

  it('name the provider', async () => {
    const { read, seen } = await agentsModel({ provider: 'mine' });
    await read();
    expect(seen.find(({ type }) => type === 'miss')).toMatchObject({ provider: 'mine' });
  });

  it('leave the context of the run out of the key', async () => {
    for (const context of [true, false]) {
      const { read, events } = await agentsModel({ context, assumeFinished: true });
      await read({ user: 'ada' });
      await read({ user: 'ben' });
      expect(events().includes('hit')).toBe(!context);
    }
  });

  it('replay with the delays that were recorded', async () => {
    const slow = new TwoWords(() => new Promise((resolve) => setTimeout(resolve, 30)));
    const { read, events } = await agentsModel({ replay: 'recorded', assumeFinished: true }, slow);
    expect(await fakeTimeOf(read)).toBe(60);
    // Between two chunks: the wait behind the last isn't one.
    expect(await fakeTimeOf(read)).toBe(30);
    expect(events()).toContain('hit');
  });
});

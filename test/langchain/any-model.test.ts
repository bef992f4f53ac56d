import { readdir, readFile } from 'node:fs/promises';
import { ChatAnthropic } from '@langchain/anthropic';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { RunnableLambda } from '@langchain/core/runnables';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ExactStore } from '../../src/contracts/index.ts';
import { type CacheEvent, createCache } from '../../src/index.ts';
import { CachedChatModel } from '../../src/langchain/index.ts';
import { memoryStore } from '../../src/memory/index.ts';
import { BIKE, fakeProvider, Person, told, weather } from './fake-provider.ts';

const provider = fakeProvider();
beforeAll(() => provider.start());
afterAll(() => provider.stop());
beforeEach(() => provider.mock.clearRequests());

/** A model of a user's own that tells its name, but not its settings, and streams without saying how it ended. */
class OwnModel extends BaseChatModel {
  readonly model = 'own-1';
  readonly mood: string;
  asked = 0;

  constructor(mood: string) {
    super({});
    this.mood = mood;
  }

  override _llmType(): string {
    return 'own';
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    this.asked++;
    const text = `${this.mood} ${messages.at(-1)?.text}`;
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    this.asked++;
    for (const text of ['one ', 'two']) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
    }
  }
}

/** One that can't stream. */
class SilentModel extends BaseChatModel {
  override _llmType(): string {
    return 'silent';
  }

  override async _generate(): Promise<ChatResult> {
    const text = 'All that there is to say, at once.';
    return { generations: [{ text, message: new AIMessage(text) }] };
  }
}

async function read(model: CachedChatModel, input: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const chunk of await model.stream(input)) if (chunk.text !== '') texts.push(chunk.text);
  return texts;
}

/** Two integrations of one type, with the same settings: their classes are all that tells them apart. */
function integration(name: string, answer: string) {
  return class extends OwnModel {
    static override lc_name(): string {
      return name;
    }

    override invocationParams() {
      return { region: 'eu' };
    }

    override async _generate(): Promise<ChatResult> {
      return { generations: [{ text: answer, message: new AIMessage(answer) }] };
    }
  };
}

describe('a model that does not tell its provider', () => {
  it('is called by its type, whatever a minifier made of the name of its class', async () => {
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    for (const model of [new (integration('_9', 'one'))(''), new SilentModel({})]) {
      await new CachedChatModel({ model, cache }).invoke('Hello');
    }
    expect(events.filter(({ type }) => type === 'miss')).toMatchObject([
      { provider: 'own', model: 'own-1' },
      { provider: 'silent', model: 'silent' },
    ]);
  });

  it('is never answered by another class of the same type, model and settings', async () => {
    const cache = createCache();
    const asked = async (name: string, answer: string) => {
      const model = new CachedChatModel({ model: new (integration(name, answer))(''), cache });
      return (await model.invoke('Hello')).text;
    };
    expect(await asked('ChatHere', 'one')).toBe('one');
    expect(await asked('ChatThere', 'two')).toBe('two');
    expect(await asked('ChatHere', 'three')).toBe('one');
  });
});

describe('a model that does not tell its settings', () => {
  it('is answered from what this instance said, never from what another did', async () => {
    const cache = createCache();
    const [kind, grim] = [new OwnModel('kind'), new OwnModel('grim')];
    await new CachedChatModel({ model: kind, cache }).invoke('hi');
    expect((await new CachedChatModel({ model: grim, cache }).invoke('hi')).text).toBe('grim hi');
    expect((await new CachedChatModel({ model: kind, cache }).invoke('hi')).text).toBe('kind hi');
    expect(kind.asked).toBe(1);
  });

  it('keeps what is bound to it, and its instance, apart from others', async () => {
    const cache = createCache();
    const fake = () =>
      new CachedChatModel({ model: new FakeListChatModel({ responses: ['a', 'b'] }), cache });
    const bound = fake().bindTools([weather]);
    expect((await bound.invoke('hi')).text).toBe('a');
    expect((await bound.invoke('hi')).text).toBe('a');
    expect(told(await bound.invoke('hi')).status).toBe('hit');
    expect(told(await fake().invoke('hi')).status).toBe('miss');
  });
});

describe('a model that does not say how its stream ended', () => {
  it('is not stored from streams, unless it is told to be trusted', async () => {
    const events: CacheEvent[] = [];
    const cache = createCache({ onEvent: (event) => events.push(event) });
    const own = new OwnModel('kind');
    const careful = new CachedChatModel({ model: own, cache });
    await read(careful, 'hi');
    await read(careful, 'hi');
    expect(own.asked).toBe(2);
    expect(events.find((event) => event.type === 'not-stored')).toMatchObject({ reason: 'unfinished' });
    const trusting = new CachedChatModel({ model: own, cache, assumeFinished: true });
    await read(trusting, 'hi');
    expect(await read(trusting, 'hi')).toEqual(['one ', 'two']);
    expect(own.asked).toBe(3);
  });

  it('is stored when it has no name either, as in tests', async () => {
    const model = new CachedChatModel({
      model: new FakeListChatModel({ responses: ['abc', 'xyz'] }),
      cache: createCache(),
    });
    expect(await read(model, 'hi')).toEqual(['a', 'b', 'c']);
    expect(await read(model, 'hi')).toEqual(['a', 'b', 'c']);
  });
});

describe('a model that can not stream', () => {
  it('streams its answer as one, from the cache as well', async () => {
    const model = new CachedChatModel({
      model: new SilentModel({}),
      cache: createCache(),
    });
    expect(await read(model, 'hi')).toEqual(['All that there is to say, at once.']);
    expect(await read(model, 'hi')).toEqual(['All that there is to say, at once.']);
    expect(told(await model.invoke('hi')).status).toBe('hit');
  });
});

describe('a model with options bound', () => {
  it('is wrapped with them, and they are in the key', async () => {
    const cache = createCache();
    const plain = new CachedChatModel({ model: provider.chat(), cache });
    const bound = new CachedChatModel({ model: provider.chat().withConfig({ stop: ['END'] }), cache });
    await plain.invoke('hi');
    expect(told(await bound.invoke('hi')).status).toBe('miss');
    expect(provider.mock.getRequests()[1]?.body).toMatchObject({ stop: ['END'] });
    expect(told(await plain.withConfig({ stop: ['END'] }).invoke('hi')).status).toBe('hit');
  });

  it('keeps them when tools or a schema are bound as well', async () => {
    const anthropic = new ChatAnthropic({
      model: 'claude-sonnet-4-5',
      apiKey: 'sk-test',
      anthropicApiUrl: provider.mock.url,
    });
    const cache = createCache();
    const keys: unknown[] = [];
    for (const stop of [['END'], ['STOP']]) {
      const models = [
        new CachedChatModel({ model: anthropic.withConfig({ stop }), cache }),
        new CachedChatModel({ model: provider.chat().withConfig({ stop }), cache }),
      ];
      for (const model of models) {
        const structured = model.withStructuredOutput(Person, {
          method: 'functionCalling',
          includeRaw: true,
        });
        const { raw } = z.object({ raw: z.instanceof(AIMessage) }).parse(await structured.invoke('weather?'));
        keys.push(told(await model.bindTools([weather]).invoke('weather?')).key, told(raw).key);
      }
    }
    expect(new Set(keys).size).toBe(8);
    const bodies = provider.mock.getRequests().map(({ body }) => body);
    expect(bodies.filter((body) => body?.model === 'gpt-4o-mini')).toMatchObject([
      { stop: ['END'] },
      { stop: ['END'] },
      { stop: ['STOP'] },
      { stop: ['STOP'] },
    ]);
  });

  it('can be retried and fall back, around the cache', async () => {
    const model = new CachedChatModel({ model: provider.chat(), cache: createCache() });
    const safe = model
      .withRetry({ stopAfterAttempt: 1 })
      .withFallbacks([RunnableLambda.from(() => new AIMessageChunk('sorry'))]);
    expect((await safe.invoke('fail')).text).toBe('sorry');
    expect((await safe.invoke('hi')).text).toContain(BIKE);
    expect(told(await safe.invoke('hi')).status).toBe('hit');
  });
});

describe('what is no chat model', () => {
  it('is refused at once, with what was expected', () => {
    const model: object = RunnableLambda.from(() => new AIMessageChunk('hi'));
    expect(() => Reflect.construct(CachedChatModel, [{ model, cache: createCache() }])).toThrow(
      /"model" is not valid: expected a chat model/,
    );
  });
});

describe('a store that fails', () => {
  const broken = (): ExactStore => {
    const fail = () => Promise.reject(new Error('The store is down.'));
    return { ...memoryStore(), read: fail, write: fail, increment: fail };
  };

  it('changes nothing for whoever invokes, batches or streams', async () => {
    const model = new CachedChatModel({
      model: provider.chat(),
      cache: createCache({ memory: false, store: broken() }),
    });
    expect((await model.invoke('hi')).text).toContain(BIKE);
    expect((await model.batch(['hi', 'ho'])).map(({ text }) => text.includes(BIKE))).toEqual([true, true]);
    expect((await read(model, 'hi')).join('')).toContain(BIKE);
  });
});

describe('the module', () => {
  it('imports nothing of "langchain" itself: whoever has the core only can use it', async () => {
    const folder = new URL('../../src/langchain/', import.meta.url);
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const sources = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
    const packages = sources.flatMap((source) =>
      [...source.matchAll(/from '([^.'][^']*)'/g)].map(([, name = '']) =>
        name.split('/').slice(0, 2).join('/'),
      ),
    );
    expect([...new Set(packages)].sort()).toEqual(['@langchain/core']);
  });
});

describe('the options of a call', () => {
  it('are those of the wrapped model, and reprise', async () => {
    const model = new CachedChatModel({ model: provider.chat(), cache: createCache() });
    await model.invoke('hi', { seed: 1, reprise: { scope: 'a' } });
    // @ts-expect-error a misspelt setting
    const misspelt = model.invoke('hi', { seed: 1, reprise: { scop: 'a' } });
    await expect(misspelt).rejects.toThrow('options.reprise');
    expect(provider.mock.getRequests().map(({ body }) => body)).toMatchObject([{ seed: 1 }]);
  });
});

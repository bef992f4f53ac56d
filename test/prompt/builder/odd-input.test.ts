import { createOpenAI } from '@ai-sdk/openai';
import { generateText } from 'ai';
import { describe, expect, it } from 'vitest';
import { InvalidOptionError, NotSerialisableError } from '../../../src/errors.ts';
import {
  definePrompt,
  promptCacheMiddleware,
  type SimpleMessage,
  segment,
  stableText,
} from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { answers, captureFetch, onlyBody } from '../wire.ts';

const rules = prose('support', 2000);
const question = (values: { question: string }) => values.question;
const openai = { provider: 'openai.responses', model: 'gpt-5.6' };
const xai = { provider: 'xai.chat', model: 'grok-4.5' };

/** A prompt whose one changing segment renders what it is given. */
const rendering = definePrompt({
  id: 'odd',
  version: '1',
  segments: [
    segment.static('rules', rules),
    // Whatever a caller without types may render.
    { ...segment.session('profile', () => ''), render: (values: { profile: unknown }) => values.profile },
    segment.turn('ask', () => 'Hello?'),
  ],
});

function nested(levels: number): unknown {
  let value: unknown = 'core';
  for (let level = 0; level < levels; level++) value = { inner: value };
  return value;
}

describe('a routing key', () => {
  const chat = (id: string) =>
    definePrompt({
      id,
      version: '1',
      segments: [
        segment.static('rules', rules),
        segment.history('history'),
        segment.turn('question', question, { repeats: true }),
      ],
    });
  const headers = (id: string, key?: string, values: object = {}) =>
    chat(id)
      .plan({ history: [], question: 'Hello?', ...values }, { ...xai, ...(key !== undefined && { key }) })
      .toAISDK().headers ?? {};

  it.each([
    ['поддержка', undefined],
    ['support\n', undefined],
    ['support', 'чат-7'],
    ['support', 'chat 7 '],
    ['support', 'chat\r\nx-injected: 1'],
    ['support', `${'k'.repeat(46)}😀${'k'.repeat(40)}`],
  ])('made of %j and %j can stand in a header', (id, key) => {
    const sent = new Headers(headers(id, key)).get('x-grok-conv-id');
    expect(sent).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,62}[\x21-\x7e]$/);
    expect(sent).toBe(headers(id, key)['x-grok-conv-id']);
  });

  it('stays as it was given where every provider takes it', () => {
    expect(headers('support', 'chat 7')).toEqual({ 'x-grok-conv-id': 'chat 7' });
  });

  it('differs where only what a provider refuses differs', () => {
    expect(headers('support', 'чат-7')).not.toEqual(headers('support', 'чат-8'));
  });

  it('never ends within a pair of surrogates, on the wire', async () => {
    const wire = captureFetch(answers.openaiResponses);
    const plan = chat(`${'x'.repeat(46)}😀`).plan({ history: [], question: 'Hello?' }, openai);
    const model = createOpenAI({ apiKey: 'none', fetch: wire.fetch })('gpt-5.6');
    await generateText({ model, ...plan.toAISDK() });
    const key = String(onlyBody(wire.bodies).prompt_cache_key);
    expect(() => encodeURIComponent(key)).not.toThrow();
    expect(key.length).toBeLessThanOrEqual(64);
  });

  it('is refused when it is empty, by a plan and by the middleware', () => {
    expect(() => headers('support', '')).toThrow(InvalidOptionError);
    expect(() => promptCacheMiddleware({ key: '' })).toThrow('"key"');
  });

  it('is one for each conversation where the provider asks for that', () => {
    const conversation = (first: string) => {
      const history: SimpleMessage[] = [];
      const ids = new Set<string | undefined>();
      for (const asked of [first, 'And Norway?', 'Thanks!']) {
        ids.add(headers('support', undefined, { history: [...history], question: asked })['x-grok-conv-id']);
        history.push({ role: 'user', content: asked }, { role: 'assistant', content: 'Yes.' });
      }
      return [...ids];
    };
    const first = conversation('Do you ship to Iceland?');
    const second = conversation('Where is my parcel?');
    expect([first.length, second.length]).toEqual([1, 1]);
    expect(first).not.toEqual(second);
  });

  it('is one for each conversation with the middleware, too', async () => {
    const { transformParams } = promptCacheMiddleware();
    const send = async (...texts: string[]) => {
      const prompt = [
        { role: 'system', content: rules },
        ...texts.map((text, index) => ({
          role: index % 2 === 0 ? 'user' : 'assistant',
          content: [{ type: 'text', text }],
        })),
      ];
      const params: { prompt: object[]; headers?: Record<string, string> } = { prompt };
      const sent = await transformParams({ params, model: { provider: 'xai.chat', modelId: 'grok-4.5' } });
      return sent.headers?.['x-grok-conv-id'];
    };
    const first = await send('Do you ship to Iceland?');
    expect(first).toBeDefined();
    expect(await send('Do you ship to Iceland?', 'Yes.', 'And Norway?')).toBe(first);
    expect(await send('Where is my parcel?')).not.toBe(first);
  });
});

describe('a segment', () => {
  const systemOf = (profile: unknown) =>
    rendering
      .plan({ profile }, openai)
      .toAISDK()
      .instructions.map(({ content }) => content);

  it.each([null, undefined, '', ' ', '\n', '\t \u00a0\n'])('that renders %j is left out', (profile) => {
    expect(systemOf(profile)).toEqual([rules]);
  });

  it('that renders blank text is left out of the turn, and for LangChain', () => {
    const prompt = definePrompt({
      id: 'odd',
      version: '1',
      segments: [
        segment.session('blank', () => '\n'),
        segment.turn('ask', question),
        segment.turn('more', () => ' '),
      ],
    });
    const plan = prompt.plan({ question: 'Hello?' }, openai);
    expect(plan.toAISDK().messages).toMatchObject([{ role: 'user', content: [{ text: 'Hello?' }] }]);
    expect(plan.toLangChain().messages).toHaveLength(1);
  });

  it.each([0, false, -0, [], {}])('that renders %j keeps it', (profile) => {
    expect(systemOf(profile)).toEqual([rules, JSON.stringify(profile)]);
  });

  it.each([
    ['a map', new Map(), 'Map'],
    ['a function', () => 1, 'function'],
    ['not a number', Number.NaN, 'number that is not finite'],
    ['5,000 levels', nested(5000), 'nesting of more than 1000 levels'],
    [
      'a getter that throws',
      {
        get name(): string {
          throw new Error('secret');
        },
      },
      'object that throws when it is read',
    ],
  ])('that renders %s is refused by name', (_what, profile, kind) => {
    const error = refusal(() => systemOf(profile));
    expect(error).toBeInstanceOf(NotSerialisableError);
    expect(error).toHaveProperty(
      'message',
      `The segment "profile" renders a value of kind "${kind}", which has no faithful serial form. Render a text, or the plain data that it stands for.`,
    );
  });

  it('may be 1,000 levels deep', () => {
    expect(JSON.parse(stableText(nested(1000)))).toEqual(nested(1000));
  });
});

describe('a target', () => {
  const plan = (target: object) => () => Reflect.apply(rendering.plan, rendering, [{ profile: 'x' }, target]);

  it.each([
    [{ provider: 'openai' }, 'model'],
    [{ provider: 'openai', model: '' }, 'model'],
    [{ model: 'gpt-5.6' }, 'provider'],
    [{ provider: 7, model: 'gpt-5.6' }, 'provider'],
  ])('of %j is refused for its %s', (target, option) => {
    expect(plan(target)).toThrow(`The option "${option}" is not valid`);
  });
});

function refusal(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was refused.');
}

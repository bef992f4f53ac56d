import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheMiddleware } from '../../src/ai-sdk/index.ts';
import type { Specification } from '../../src/ai-sdk/native-model.ts';
import { createCache } from '../../src/index.ts';
import { collect, ending, fakeModel, streamOf } from './fake-model.ts';
import { versions } from './versions.ts';

type Part = Record<string, unknown> & { type: string };

const json = fc.jsonValue({ maxDepth: 2 });
const metadata = fc.option(
  fc.dictionary(
    fc.constantFrom('anthropic', 'google'),
    fc.dictionary(fc.constantFrom('signature', 'note', 'data'), json, { minKeys: 1 }),
  ),
  { nil: undefined },
);
const withMetadata = (part: fc.Arbitrary<Part>) =>
  fc
    .tuple(part, metadata)
    .map(([value, providerMetadata]) =>
      providerMetadata === undefined ? value : { ...value, providerMetadata },
    );
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 });

/** Content parts that a model of a specification may answer with. */
function contentPart(specification: Specification): fc.Arbitrary<Part> {
  const data = fc.oneof(bytes, fc.constant('AQID'));
  const tool = fc.record({ toolCallId: fc.uuid(), toolName: fc.constantFrom('weather', 'search') });
  const shared = [
    withMetadata(text.map((value) => ({ type: 'text', text: value }))),
    withMetadata(text.map((value) => ({ type: 'reasoning', text: value }))),
    withMetadata(
      fc
        .tuple(tool, json)
        .map(([call, input]) => ({ type: 'tool-call', ...call, input: JSON.stringify(input) })),
    ),
    withMetadata(
      fc
        .tuple(tool, fc.oneof(fc.string(), fc.integer()))
        .map(([call, result]) => ({ type: 'tool-result', ...call, result, providerExecuted: true })),
    ),
    withMetadata(
      fc.uuid().map((id) => ({
        type: 'source',
        sourceType: 'url',
        id,
        url: 'https://example.org/',
        title: 'A page',
      })),
    ),
    withMetadata(
      fc.uuid().map((id) => ({
        type: 'source',
        sourceType: 'document',
        id,
        mediaType: 'text/plain',
        title: 'Notes',
      })),
    ),
  ];
  if (specification !== 'v4') {
    return fc.oneof(
      ...shared,
      withMetadata(data.map((value) => ({ type: 'file', mediaType: 'image/png', data: value }))),
    );
  }
  const tagged = fc.oneof(
    data.map((value) => ({ type: 'data', data: value })),
    fc.constant({ type: 'url', url: new URL('https://example.org/a.png') }),
  );
  return fc.oneof(
    ...shared,
    withMetadata(tagged.map((value) => ({ type: 'file', mediaType: 'image/png', data: value }))),
    withMetadata(tagged.map((value) => ({ type: 'reasoning-file', mediaType: 'image/png', data: value }))),
    withMetadata(fc.constant({ type: 'custom', kind: 'google.processing_call' })),
    text.map((value) => ({ type: 'text', text: value, citations: [{ type: 'quote', start: 0, end: 1 }] })),
  );
}

/** A result stands behind its call, and something is said behind it: no other answer is kept. */
function withCalls(content: readonly Part[]): Part[] {
  const called = new Set<unknown>();
  const parts = content.flatMap((part) => {
    const { type, toolCallId, toolName } = part;
    if (type === 'tool-call') called.add(toolCallId);
    if (type !== 'tool-result' || called.has(toolCallId)) return [part];
    called.add(toolCallId);
    return [{ type: 'tool-call', toolCallId, toolName, input: '{}', providerExecuted: true }, part];
  });
  return called.size === 0 ? parts : [...parts, { type: 'text', text: 'So.' }];
}

/** A content as the stream that a provider would make of it. */
function asStream(content: readonly Part[], specification: Specification): object[] {
  const parts: object[] = [{ type: 'stream-start', warnings: [] }];
  content.forEach((part, index) => {
    if (part.type !== 'text' && part.type !== 'reasoning') {
      parts.push(part);
      return;
    }
    const { type, text: whole, citations, providerMetadata } = part;
    const id = String(index);
    const middle = Math.ceil(String(whole).length / 2);
    const told = providerMetadata === undefined ? {} : { providerMetadata };
    parts.push({ type: `${type}-start`, id });
    parts.push({ type: `${type}-delta`, id, delta: String(whole).slice(0, middle) });
    parts.push({ type: `${type}-delta`, id, delta: String(whole).slice(middle), ...told });
    parts.push({ type: `${type}-end`, id, ...(citations === undefined ? {} : { citations }) });
  });
  parts.push({ type: 'finish', ...ending(specification) });
  return parts;
}

/** What a consumer makes of a stream: a model of the SDK's own rules, apart from the library's recorder. */
function asContent(stream: readonly unknown[]): Part[] {
  const content: Part[] = [];
  const open = new Map<string, Part>();
  for (const part of stream as Part[]) {
    const [kind, step] = [
      part.type.slice(0, part.type.lastIndexOf('-')),
      part.type.slice(part.type.lastIndexOf('-') + 1),
    ];
    if (['stream-start', 'finish', 'response-metadata'].includes(part.type) || kind === 'tool-input')
      continue;
    if ((kind !== 'text' && kind !== 'reasoning') || !['start', 'delta', 'end'].includes(step)) {
      content.push(part);
      continue;
    }
    const key = `${kind} ${String(part.id)}`;
    const { citations, providerMetadata } = part;
    const told = {
      ...(citations === undefined ? {} : { citations }),
      ...(providerMetadata === undefined ? {} : { providerMetadata }),
    };
    if (step === 'start') {
      const span: Part = { type: kind, text: '', ...told };
      content.push(span);
      open.set(key, span);
    } else {
      const span = open.get(key);
      if (span === undefined) throw new Error('a delta without its start');
      Object.assign(span, told, {
        text: `${String(span.text)}${step === 'delta' ? String(part.delta) : ''}`,
      });
    }
  }
  return content;
}

/** Tool-call ids are renewed on a hit: here they are told by their order. */
function withOrdinalIds(content: readonly unknown[]): unknown[] {
  const ordinals = new Map<unknown, number>();
  const calls = new Set(
    (content as Part[]).filter(({ type }) => type === 'tool-call').map(({ toolCallId }) => toolCallId),
  );
  return (content as Part[]).map((part) => {
    if (!calls.has(part.toolCallId)) return part;
    if (!ordinals.has(part.toolCallId)) ordinals.set(part.toolCallId, ordinals.size);
    return { ...part, toolCallId: ordinals.get(part.toolCallId) };
  });
}

describe.each(versions)('a hit with $name', ({ sdk, specification }) => {
  const scripted = (content: readonly Part[]) => {
    const model = fakeModel({
      specification,
      generate: () => ({
        content,
        ...ending(specification),
        warnings: [],
        providerMetadata: { anthropic: { stopSequence: 'c' } },
        response: { id: 'resp-1', modelId: 'one-2026', timestamp: new Date(1_700_000_000_000) },
      }),
      stream: () => streamOf(asStream(content, specification)),
    });
    const wrapped = sdk.wrapLanguageModel({
      model: model as never,
      middleware: cacheMiddleware(createCache({ policy: { providerTools: true } })),
    });
    return { model, wrapped: wrapped as unknown as ReturnType<typeof fakeModel> };
  };
  const params = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Why?' }] }] };
  const contents = fc.array(contentPart(specification), { minLength: 1, maxLength: 5 }).map(withCalls);

  it('of a generated answer is the answer, generated and streamed', async () => {
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        const { model, wrapped } = scripted(content);
        await wrapped.doGenerate(params);
        const hit = (await wrapped.doGenerate(params)) as { content: unknown[] };
        const { stream } = await wrapped.doStream(params);
        expect(withOrdinalIds(hit.content)).toEqual(withOrdinalIds(content));
        expect(withOrdinalIds(asContent(await collect(stream)))).toEqual(withOrdinalIds(content));
        expect(model.calls).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('of a streamed answer is the answer, streamed and generated', async () => {
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        const { model, wrapped } = scripted(content);
        const live = await collect((await wrapped.doStream(params)).stream);
        const again = await collect((await wrapped.doStream(params)).stream);
        const generated = (await wrapped.doGenerate(params)) as { content: unknown[] };
        expect(asContent(live)).toEqual(content);
        expect(withOrdinalIds(asContent(again))).toEqual(withOrdinalIds(content));
        expect(withOrdinalIds(generated.content)).toEqual(withOrdinalIds(content));
        expect(model.calls).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps metadata and the date, which is a Date, and bills nothing', async () => {
    const { wrapped } = scripted([{ type: 'text', text: 'Because.' }]);
    const model = wrapped as never;
    await sdk.generateText({ model, prompt: 'Why?' });
    const hit = await sdk.generateText({ model, prompt: 'Why?' });
    expect(hit.response.timestamp).toEqual(new Date(1_700_000_000_000));
    expect(hit.response.modelId).toBe('one-2026');
    expect(hit.usage.totalTokens).toBe(0);
    expect(hit.providerMetadata).toMatchObject({
      anthropic: { stopSequence: 'c' },
      reprise: { status: 'hit', layer: 'memory', saved: { inputTokens: 7, outputTokens: 3 } },
    });
  });

  it('has no ids of items that the provider keeps, and response and tool-call ids of its own', async () => {
    const openai = { itemId: 'msg_1', logprobs: [1] };
    const { wrapped } = scripted([
      { type: 'text', text: 'Because.', providerMetadata: { openai } },
      {
        type: 'tool-call',
        toolCallId: 'call_1',
        toolName: 'weather',
        input: '{}',
        providerMetadata: { openai: { itemId: 'fc_1' } },
      },
    ]);
    await wrapped.doGenerate(params);
    const hits = [await wrapped.doGenerate(params), await wrapped.doGenerate(params)] as {
      content: Part[];
      response: object;
    }[];
    const ids = hits.map(({ content }) => content[1]?.toolCallId);
    expect(new Set(['call_1', ...ids]).size).toBe(3);
    expect(JSON.stringify(hits)).not.toMatch(/itemId|msg_1|fc_1|resp-1/);
    expect(hits[0]?.content[0]?.providerMetadata).toEqual({ openai: { logprobs: [1] } });
  });
});

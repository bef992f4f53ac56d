import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RepriseError } from '../../../src/errors.ts';
import {
  builtinPrices,
  cacheSavings,
  definePrompt,
  explainDrift,
  findCacheRules,
  promptCacheMiddleware,
  promptCacheMonitor,
  readCacheUsage,
  segment,
} from '../../../src/prompt/index.ts';
import { volatileText } from '../../../src/prompt/text/volatile-text.ts';

/** What callers without types, databases and models hand in. */
const odd = fc.oneof(
  { maxDepth: 3 },
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    '\ud800',
    'x\udfff',
    '__proto__',
    Number.POSITIVE_INFINITY,
    -0,
    Object.freeze({ a: [] }),
  ),
);
const oddText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', '', '\n', 'constructor', 'arn:::/'),
);
const names = fc.constantFrom(
  'openai.responses',
  'anthropic.messages',
  'amazon-bedrock',
  'xai.chat',
  'gateway',
  'openrouter',
);
const models = fc.oneof(
  oddText,
  fc.constantFrom('gpt-5.6', 'claude-opus-5', 'us.anthropic.claude-opus-5', 'grok-4.5'),
);
const part = fc.record(
  {
    type: fc.constantFrom('text', 'file', 'image', 'tool-call', 'tool-result', 'reasoning', 'tool_use'),
    text: odd,
    input: odd,
    output: odd,
    data: odd,
    toolCallId: odd,
    toolName: odd,
    providerOptions: odd,
  },
  { requiredKeys: ['type'] },
);
const message = fc.record(
  {
    role: fc.constantFrom('system', 'user', 'assistant', 'tool', 'other'),
    content: fc.oneof(odd, fc.array(part)),
    providerOptions: odd,
  },
  { requiredKeys: ['role'] },
);

const prompt = definePrompt({
  id: 'hostile',
  version: '1',
  segments: [
    { ...segment.tenant('company', () => ''), render: (values: { company: unknown }) => values.company },
    segment.history('history'),
    { ...segment.turn('question', () => ''), render: (values: { question: unknown }) => values.question },
  ],
});

/** What comes of a call: a value, or an error of the library's own. */
function settled<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    expect(RepriseError.isInstance(error)).toBe(true);
    return undefined;
  }
}

/** A small share of what was hunted with; the seeds differ from run to run. */
fc.configureGlobal({ numRuns: 30 });

describe('whatever is handed in', () => {
  it('a plan is made, or refused with an error of its own', () => {
    fc.assert(
      fc.property(
        odd,
        fc.array(message),
        odd,
        names,
        models,
        (company, history, question, provider, model) => {
          const plan = settled(() => prompt.plan({ company, history, question }, { provider, model }));
          if (plan === undefined) return;
          plan.toAISDK();
          plan.toLangChain();
          const stored = JSON.parse(JSON.stringify(plan.fingerprint()));
          expect(explainDrift(stored, plan).prefix).toBe('kept');
          for (const value of Object.values(plan.toAISDK().headers ?? {})) new Headers({ value });
        },
      ),
    );
  });

  it('a system message without a text is one', () => {
    const history = [{ role: 'system', content: Object.create(null) }];
    const plan = prompt.plan(
      { company: '', history, question: 0 },
      { provider: 'openai.responses', model: 'gpt-5.6' },
    );
    expect(plan.toLangChain()).toBeDefined();
  });

  it('the middleware and the monitor are never in the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message),
        odd,
        odd,
        odd,
        names,
        models,
        async (messages, providerOptions, usage, providerMetadata, provider, modelId) => {
          const model = { provider, modelId };
          const params = { prompt: messages, providerOptions };
          await promptCacheMiddleware().transformParams({ params, model });
          const result = { usage, providerMetadata };
          const { middleware } = promptCacheMonitor();
          expect(await middleware.wrapGenerate({ doGenerate: async () => result, params, model })).toBe(
            result,
          );
        },
      ),
    );
  });

  it('rates lie in 0 to 1, and money is a number or unknown', () => {
    const count = fc.oneof(fc.nat(), fc.double(), odd);
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count, count)), names, models, (calls, provider, model) => {
        const monitor = promptCacheMonitor();
        for (const [total, noCache, cacheRead, cacheWrite] of calls)
          monitor.record({
            provider,
            model,
            usage: { inputTokens: { total, noCache, cacheRead, cacheWrite } },
          });
        const { hitRate = 0, saved = 0 } = monitor.report();
        expect(hitRate).toBeGreaterThanOrEqual(0);
        expect(hitRate).toBeLessThanOrEqual(1);
        expect(Number.isFinite(saved)).toBe(true);
      }),
    );
  });

  it('ids, usages and texts are read or not known', () => {
    fc.assert(
      fc.property(oddText, oddText, odd, odd, (provider, model, usage, metadata) => {
        findCacheRules(provider, model);
        const price = builtinPrices.price(provider, model);
        const read = readCacheUsage(usage, provider, metadata);
        if (read !== undefined) cacheSavings(read, price);
        volatileText(model);
      }),
    );
  });

  it('ten megabytes are planned', () => {
    const company = '0123456789 é\n'.repeat(800_000);
    const plan = prompt.plan(
      { company, history: [], question: 'Hello?' },
      { provider: 'openai', model: 'gpt-5.6' },
    );
    expect(plan.toAISDK().instructions[0]?.content).toBe(company);
  });
});

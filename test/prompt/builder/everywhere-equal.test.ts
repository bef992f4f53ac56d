import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createAnthropic } from '@ai-sdk/anthropic';
import { generateText, wrapLanguageModel } from 'ai';
import { describe, expect, it } from 'vitest';
import { definePrompt, promptCacheMiddleware, segment } from '../../../src/prompt/index.ts';
import { prose } from '../support-prompt.ts';
import { answers, captureFetch } from '../wire.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('./rendered-bytes.ts', import.meta.url));

async function digestUnder(environment: Record<string, string>): Promise<string> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...environment },
  });
  return stdout;
}

describe('what a prompt renders', () => {
  it('is the same in every process, locale and time zone', async () => {
    const digests = new Set<string>();
    for (const environment of [
      { TZ: 'UTC', LC_ALL: 'C', LANG: 'C' },
      { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      { TZ: 'Pacific/Apia', LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8' },
    ])
      digests.add(await digestUnder(environment));
    expect([...digests]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it('is each tenant its own, with many at once', async () => {
    const prompt = definePrompt({
      id: 'tenants',
      version: '1',
      segments: [
        segment.static('rules', prose('support', 2000)),
        segment.tenant('company', (values: { tenant: number }) => ({ company: `company-${values.tenant}-` })),
        segment.turn('question', (values: { tenant: number }) => `Where is parcel-${values.tenant}-?`),
      ],
    });
    const send = async (tenant: number) => {
      const wire = captureFetch(answers.anthropic);
      const model = wrapLanguageModel({
        model: createAnthropic({ apiKey: 'none', fetch: wire.fetch })('claude-sonnet-4-5'),
        middleware: promptCacheMiddleware(),
      });
      const plan = prompt.plan({ tenant }, { provider: 'anthropic.messages', model: 'claude-sonnet-4-5' });
      await Promise.resolve();
      await generateText({ model, ...plan.toAISDK() });
      return JSON.stringify(wire.bodies);
    };
    const tenants = Array.from({ length: 20 }, (_, index) => index);
    const together = await Promise.all(tenants.map(send));
    for (const [tenant, body] of together.entries()) {
      expect(new Set(body.match(/(?:company|parcel)-\d+-/g))).toEqual(
        new Set([`company-${tenant}-`, `parcel-${tenant}-`]),
      );
      expect(body).toBe(await send(tenant));
    }
  });

  it('has a routing key for each tenant', () => {
    const prompt = definePrompt({
      id: 'keys',
      version: '1',
      segments: [segment.tenant('company', (values: { company: string }) => values.company)],
    });
    const keys = Array.from({ length: 200 }, (_, index) => {
      const plan = prompt.plan({ company: `Company ${index}` }, { provider: 'openai', model: 'gpt-4.1' });
      return plan.toAISDK().providerOptions.openai?.promptCacheKey;
    });
    expect(new Set(keys).size).toBe(200);
  });
});

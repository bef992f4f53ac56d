import { createAnthropic } from '@ai-sdk/anthropic';
import { generateText, type ModelMessage } from 'ai';
import { describe, expect, it } from 'vitest';
import { definePrompt, segment } from '../../../src/prompt/index.ts';
import { answers, captureFetch, onlyBody, pathsOf } from '../wire.ts';

const chat = definePrompt({
  id: 'files',
  version: '1',
  segments: [segment.history('history'), segment.turn('ask', () => 'And now?', { repeats: true })],
});

/** What is sent for a chat about one file, and what the plan says of it. */
async function about(part: object) {
  const history: ModelMessage[] = [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look at this.' },
        { type: 'file', mediaType: 'application/pdf', data: '', ...part },
      ],
    },
    { role: 'assistant', content: 'I see.' },
  ];
  const wire = captureFetch(answers.anthropic);
  const model = createAnthropic({ apiKey: 'none', fetch: wire.fetch })('claude-sonnet-4-5');
  const plan = chat.plan({ history }, { provider: model.provider, model: model.modelId });
  await generateText({ model, ...plan.toAISDK() });
  return { report: plan.report, marks: pathsOf(onlyBody(wire.bodies), 'cache_control') };
}

const pdf = (pages: number) =>
  new TextEncoder().encode(`%PDF-1.7\n<< /Type /Pages >>\n${'<< /Type /Page >>\n'.repeat(pages)}`);

function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

describe('a chat about a file', () => {
  it('is marked for a PDF, which counts by its pages', async () => {
    const { report, marks } = await about({ data: pdf(3) });
    expect(report.totalTokens).toBeGreaterThan(4500);
    expect(report.totalTokens).toBeLessThan(4600);
    expect(marks.length).toBeGreaterThan(0);
    expect(report.warnings).toEqual([]);
  });

  it('counts an image by its width and height', async () => {
    const { report } = await about({ mediaType: 'image/png', data: png(1000, 750) });
    expect(report.totalTokens).toBeGreaterThanOrEqual(1000);
    expect(report.totalTokens).toBeLessThan(1050);
  });

  it('is marked when the size is not known, without a warning that it is too short', async () => {
    const { report, marks } = await about({ data: new URL('https://example.com/a.pdf') });
    expect(marks.length).toBeGreaterThan(0);
    expect(report.warnings.map(({ code }) => code)).toEqual(['unestimated-part']);
  });
});

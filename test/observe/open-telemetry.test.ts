import { metrics, trace } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import type { TelemetryMeter, TelemetryTracer } from '../../src/contracts/index.ts';
import { type CacheRequest, createCache, openTelemetryEvents, textResponse } from '../../src/index.ts';

const request: CacheRequest = { provider: 'openai', model: 'gpt-4o-mini', question: 'Why is the sky blue?' };
const answered = async () => textResponse('Air.', { inputTokens: 1_000, outputTokens: 500 });

/** What a tracer and a meter were told. */
function recording() {
  const spans: { name: string; durationMs: number; attributes: object }[] = [];
  const points: { name: string; value: number; attributes: object }[] = [];
  const instrument = (name: string) => {
    const note = (value: number, attributes: object) => {
      points.push({ name, value, attributes });
    };
    return { add: note, record: note };
  };
  const tracer: TelemetryTracer = {
    startSpan: (name, { startTime, attributes }) => ({
      end: (endTime) => {
        spans.push({ name, durationMs: endTime - startTime, attributes });
      },
    }),
  };
  const meter: TelemetryMeter = { createCounter: instrument, createHistogram: instrument };
  return { spans, points, tracer, meter };
}

const about = { 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-4o-mini' };

describe('openTelemetryEvents', () => {
  it('tells a span for each lookup, with its outcome', async () => {
    const { spans, tracer } = recording();
    const cache = createCache({ onEvent: openTelemetryEvents({ tracer }) });
    await cache.getOrSet(request, answered);
    await cache.getOrSet(request, answered);
    expect(spans).toMatchObject([
      {
        name: 'cache_lookup gpt-4o-mini',
        attributes: { ...about, 'reprise.status': 'miss', 'reprise.reason': 'absent' },
      },
      {
        name: 'cache_lookup gpt-4o-mini',
        attributes: { ...about, 'reprise.status': 'hit', 'reprise.layer': 'memory' },
      },
    ]);
    expect(spans.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  it('counts what was saved, bypassed and failed', async () => {
    const { points, meter } = recording();
    const cache = createCache({ onEvent: openTelemetryEvents({ meter }) });
    await cache.getOrSet(request, answered);
    await cache.getOrSet(request, answered);
    await cache.getOrSet({ ...request, temperature: 1 }, answered);
    const named = (name: string) => points.filter((point) => point.name === name);
    expect(named('reprise.lookup.duration')).toHaveLength(2);
    expect(named('reprise.saved.tokens')).toMatchObject([
      { value: 1_000, attributes: { ...about, 'gen_ai.token.type': 'input' } },
      { value: 500, attributes: { ...about, 'gen_ai.token.type': 'output' } },
    ]);
    expect(named('reprise.saved.cost')).toMatchObject([{ attributes: about }]);
    expect(named('reprise.bypasses')).toMatchObject([
      { value: 1, attributes: { 'reprise.reason': 'temperature' } },
    ]);
  });

  it('tells nothing of what was asked, by whom, and what was answered', async () => {
    const { spans, points, tracer, meter } = recording();
    const cache = createCache({ onEvent: openTelemetryEvents({ tracer, meter }) });
    await cache.getOrSet({ ...request, scope: 'anna@example.org' }, answered);
    await cache.getOrSet({ ...request, scope: 'anna@example.org' }, answered);
    expect(JSON.stringify([spans, points])).not.toMatch(/sky|Air|anna/);
  });

  it('takes what the API of OpenTelemetry gives', async () => {
    const onEvent = openTelemetryEvents({
      tracer: trace.getTracer('reprise'),
      meter: metrics.getMeter('reprise'),
    });
    const cache = createCache({ onEvent });
    expect((await cache.getOrSet(request, answered)).status).toBe('miss');
  });
});

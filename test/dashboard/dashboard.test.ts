import { createCache, textResponse } from 'reprise';
import type { Embedder, SemanticLayer } from 'reprise/contracts';
import { type DashboardOptions, dashboard } from 'reprise/dashboard';
import { memoryIndex } from 'reprise/memory';
import { type SemanticLayerOptions, semanticLayer } from 'reprise/semantic';
import { describe, expect, it } from 'vitest';
import { dashboardAssets } from '../../scripts/build-dashboard.ts';
import { script, style } from '../../src/dashboard/page/assets.ts';
import { embedder, oracle, unsure } from '../semantic/layer/scene.ts';

const address = 'https://app.example/cache';
const hostile = '</script><img src=x onerror=alert(1)>"\'';

function scene(options: Partial<DashboardOptions> = {}, semantic?: SemanticLayer) {
  const cache = createCache(semantic === undefined ? {} : { semantic });
  const handler = dashboard(cache, { authorize: () => true, ...options });
  const get = (query = '') => handler(new Request(`${address}${query}`));
  const post = (body: unknown, headers: Record<string, string> = { 'x-reprise-dashboard': '1' }) =>
    handler(new Request(address, { method: 'POST', headers, body: JSON.stringify(body) }));
  const ask = async (question: string, extra: object = {}) => {
    const result = await cache.getOrSet(
      { provider: 'openai', model: 'gpt-4o', question, ...extra },
      async () => textResponse(`About ${question}`),
    );
    const askedKey = 'askedKey' in result ? result.askedKey : undefined;
    return { status: result.status, key: 'key' in result ? result.key : '', askedKey };
  };
  return { cache, handler, get, post, ask };
}

describe('who may see the dashboard', () => {
  const routes = ['', '?view=state', '?view=live', '?view=entries', '?view=entry&key=k', '?view=nothing'];

  it.each([
    ['a no', () => false],
    ['a promise of a no', async () => false],
    ['a promise of something that is no yes', async () => Object('yes')],
    [
      'a throw',
      () => {
        throw new Error('session store is down');
      },
    ],
  ])('is nobody on %s: every route answers 401 and tells nothing', async (_, authorize) => {
    const { get, post, ask } = scene({ authorize });
    const { key } = await ask('one');
    for (const route of routes) {
      const response = await get(route);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: 'unauthorized' });
    }
    expect((await post({ key })).status).toBe(401);
    expect((await ask('one')).status).toBe('hit');
  });

  it('is decided for each request anew', async () => {
    const { handler } = scene({ authorize: (request) => request.headers.get('cookie') === 'admin' });
    expect((await handler(new Request(address, { headers: { cookie: 'admin' } }))).status).toBe(200);
    expect((await handler(new Request(address))).status).toBe(401);
  });

  it('must be said', () => {
    const options: object = {};
    expect(() => Reflect.apply(dashboard, undefined, [createCache(), options])).toThrow('"authorize"');
    expect(() => Reflect.apply(dashboard, undefined, [createCache()])).toThrow('"authorize"');
  });
});

describe('the page', () => {
  it('runs nothing but its own script, and fetches nothing from elsewhere', async () => {
    const { get } = scene();
    const [one, other] = [await get(), await get()];
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
    const html = await one.text();
    expect(html.match(/<script nonce="([^"]+)"/)?.[1]).toBe(nonce);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/(src|href)="(?!data:,)/);
    expect(other.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('is never kept by a browser or a proxy, nor framed', async () => {
    const { headers } = await scene().get();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('holds the script and the styles as they are in the sources', async () => {
    const made = await dashboardAssets();
    expect(made).toContain(JSON.stringify(script));
    expect(made).toContain(JSON.stringify(style));
  });
});

describe('what it tells', () => {
  it('is the statistics, the latest lookups with their reasons, and the minutes', async () => {
    const { get, ask } = scene();
    await ask('one');
    await ask('one');
    await ask('two', { mode: 'bypass' });
    const state = await (await get('?view=state')).json();
    expect(state.stats).toMatchObject({ hits: { memory: 1 }, misses: { total: 1 } });
    expect(state.lookups).toMatchObject([
      { outcome: 'bypass', reason: 'mode' },
      { outcome: 'hit', layer: 'memory' },
      { outcome: 'miss', reason: 'absent' },
    ]);
    expect(state.minutes.at(-1).counts).toMatchObject({ bypass: 1, memory: 1, miss: 1 });
  });

  it('hides questions, answers and scopes by default', async () => {
    const { get, ask } = scene();
    const { key } = await ask('a secret question', { scope: 'user@example.com' });
    const details = await (await get(`?view=entry&key=${key}`)).text();
    const list = await (await get('?view=entries')).text();
    for (const text of [details, list, await (await get('?view=state')).text()]) {
      expect(text).not.toContain('secret');
      expect(text).not.toContain('user@example.com');
    }
    expect(JSON.parse(details).question).toEqual({
      length: 17,
      hash: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  it('shows them to who opted in', async () => {
    const { get, ask } = scene({ texts: 'shown' });
    const { key } = await ask('a question', { scope: 'tenant', tags: ['prices'] });
    expect(await (await get(`?view=entry&key=${key}`)).json()).toMatchObject({
      question: { text: 'a question' },
      answer: { text: 'About a question' },
      scope: { text: 'tenant' },
      tags: ['prices'],
    });
  });

  it('is data, never markup, whatever texts, tags and scopes hold', async () => {
    const { get, ask } = scene({ texts: 'shown' });
    const { key } = await ask(hostile, { scope: hostile, tags: [hostile] });
    for (const route of ['?view=state', '?view=entries', `?view=entry&key=${key}`]) {
      const response = await get(route);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(await (await get()).text()).not.toContain('onerror=alert');
    // Elements are made with texts only.
    expect(script).not.toMatch(/insertAdjacentHTML|outerHTML|document\.write/);
  });

  it('is how near the stored questions were, by verdict, and why each was not served', async () => {
    const questions = ['a', 'b', 'c', 'd'];
    const verify = ({ cached }: { readonly cached: string }) =>
      cached === 'b' ? { verdict: 'different' as const, reason: 'numbers' } : unsure();
    const { judge } = oracle({});
    const { get, ask } = scene({}, semanticLayer({ index: memoryIndex(), embedder, verify, judge }));
    for (const question of questions) await ask(question, { mode: 'refresh' });
    await ask('e');
    const { histogram, lookups } = await (await get('?view=state')).json();
    const sums = Object.entries<number[]>(histogram).map(([verdict, counts]) => [
      verdict,
      counts.reduce((sum, count) => sum + count, 0),
    ]);
    expect(Object.fromEntries(sums)).toEqual({ same: 0, different: 1, unsure: 0, judged: 3 });
    expect(lookups[0].meaning.compared).toHaveLength(4);
    expect(lookups[0].meaning.compared).toContainEqual(
      expect.objectContaining({ verdict: 'different', reason: 'numbers', key: expect.any(String) }),
    );
  });

  it('is how often answers by meaning were wrong: in shadow mode, in audits, and by what users say', async () => {
    const unlikeAnswers: Embedder = {
      ...embedder,
      embed: async (texts) =>
        texts.map((text) =>
          text.startsWith('About ')
            ? new Float32Array(text.endsWith('a') ? [1, 0] : [0, 1])
            : new Float32Array([1, text.charCodeAt(0) / 512]),
        ),
    };
    const watched = (options: Partial<SemanticLayerOptions>) =>
      scene({}, semanticLayer({ index: memoryIndex(), embedder: unlikeAnswers, threshold: 0.5, ...options }));
    const [shadowed, served] = [watched({ mode: 'shadow' }), watched({ audit: 1 })];
    for (const { ask, cache } of [shadowed, served]) {
      await ask('a');
      await ask('b');
      await cache.close();
    }
    const { askedKey, ...hit } = await served.ask('c');
    await served.cache.reject({ ...hit, ...(askedKey === undefined ? {} : { askedKey }) });
    await served.cache.close();
    const told = async ({ get }: typeof served) => (await (await get('?view=state')).json()).wrongHits;
    const rate = { estimate: expect.any(Number), low: expect.any(Number), high: expect.any(Number) };
    expect(await told(shadowed)).toEqual([
      { source: 'shadow', wrong: 1, of: 1, rate },
      { source: 'audits', wrong: 0, of: 0, rate },
      { source: 'rejections', wrong: 0, of: 0, rate },
    ]);
    expect(await told(served)).toEqual([
      { source: 'shadow', wrong: 0, of: 0, rate },
      { source: 'audits', wrong: 2, of: 2, rate },
      { source: 'rejections', wrong: 1, of: 2, rate },
    ]);
  });

  it('is each lookup as it happens', async () => {
    const { get, ask } = scene();
    const reader = (await get('?view=live')).body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await ask('one');
    const { value } = (await reader?.read()) ?? {};
    expect(JSON.parse(value?.replace('data: ', '') ?? '')).toMatchObject({ outcome: 'miss' });
    await reader?.cancel();
  });

  it('is 404 for an entry or a view that is not there, and 405 for another method', async () => {
    const { get, handler } = scene();
    expect((await get('?view=entry&key=none')).status).toBe(404);
    expect((await get('?view=constructor')).status).toBe(404);
    expect((await handler(new Request(address, { method: 'DELETE' }))).status).toBe(405);
  });

  it('is the provider’s prompt cache beside, where it was given', async () => {
    const { get } = scene({ promptCache: { report: () => ({ calls: 2, hitRate: 0.5, saved: 1.5 }) } });
    expect((await (await get('?view=state')).json()).promptCache).toEqual({
      calls: 2,
      hitRate: 0.5,
      saved: 1.5,
    });
  });
});

describe('what it does', () => {
  it.each([
    ['an entry', (key: string) => ({ key })],
    ['a tag', () => ({ tag: 'prices' })],
    ['a scope', () => ({ scope: 'tenant' })],
    ['a model', () => ({ model: 'gpt-4o' })],
  ])('is to drop %s', async (_, action) => {
    const { post, ask } = scene();
    const about = { tags: ['prices'], scope: 'tenant' };
    const { key } = await ask('one', about);
    expect((await ask('one', about)).status).toBe('hit');
    expect(await (await post(action(key))).json()).toMatchObject({ done: true });
    expect((await ask('one', about)).status).toBe('miss');
  });

  it('is refused to a page of another origin, which can not send the header', async () => {
    const { post, ask } = scene();
    const { key } = await ask('one');
    expect((await post({ key }, {})).status).toBe(403);
    expect((await ask('one')).status).toBe('hit');
  });

  it.each([[{}], [null], ['text'], [{ tag: 42 }], [{ scope: '' }]])('is nothing for %j', async (action) => {
    const { post, ask } = scene();
    await ask('one');
    expect((await post(action)).status).toBe(400);
    expect((await ask('one')).status).toBe('hit');
  });
});

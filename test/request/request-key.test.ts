import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CacheRequest } from '../../src/request/cache-request.ts';
import { sha256, webCryptoSha256 } from '../../src/request/digest.ts';
import { requestKeys } from '../../src/request/request-key.ts';

const request: CacheRequest = {
  provider: 'openai',
  model: 'gpt-4o',
  context: { system: 'Be brief.' },
  question: 'Why?',
};

describe('sha256', () => {
  it('is SHA-256 as base64url, by node:crypto and by WebCrypto alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const expected = createHash('sha256').update(text).digest('base64url');
        expect(await sha256(text)).toBe(expected);
        expect(await webCryptoSha256(text)).toBe(expected);
      }),
    );
  });
});

describe('requestKeys', () => {
  const changes: readonly (readonly [string, Partial<CacheRequest>])[] = [
    ['provider', { provider: 'azure' }],
    ['model', { model: 'gpt-4o-mini' }],
    ['context', { context: { system: 'Be long.' } }],
    ['scope', { scope: 'tenant-a' }],
    ['the empty scope', { scope: '' }],
    ['temperature', { temperature: 0 }],
    ['output', { output: { type: 'json' } }],
  ];
  it.each(changes)('differ in both keys when the %s differs', async (_, change) => {
    const [one, other] = await Promise.all([
      requestKeys(request, 'n'),
      requestKeys({ ...request, ...change }, 'n'),
    ]);
    expect(other.key).not.toBe(one.key);
    expect(other.contextKey).not.toBe(one.contextKey);
  });

  it('differ between namespaces', async () => {
    expect((await requestKeys(request, 'a')).contextKey).not.toBe(
      (await requestKeys(request, 'b')).contextKey,
    );
  });

  it('share the context and not the key when only the question differs', async () => {
    const [one, other] = await Promise.all([
      requestKeys(request, 'n'),
      requestKeys({ ...request, question: 'How?' }, 'n'),
    ]);
    expect(other.contextKey).toBe(one.contextKey);
    expect(other.key).not.toBe(one.key);
  });

  it('tell no question from an empty one', async () => {
    const { question: _, ...none } = request;
    expect((await requestKeys(none, 'n')).key).not.toBe(
      (await requestKeys({ ...request, question: '' }, 'n')).key,
    );
  });

  it("don't depend on tags, ttl, mode or semantic", async () => {
    const other: CacheRequest = { ...request, tags: ['a'], ttl: '1m', mode: 'refresh', semantic: false };
    expect(await requestKeys(other, 'n')).toEqual(await requestKeys(request, 'n'));
  });
});

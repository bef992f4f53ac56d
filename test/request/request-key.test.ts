import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotSerialisableError } from '../../src/errors.ts';
import type { CacheRequest } from '../../src/request/cache-request.ts';
import { Sha256, sha256 } from '../../src/request/digest.ts';
import { requestKeys } from '../../src/request/request-key.ts';

const request: CacheRequest = {
  provider: 'openai',
  model: 'gpt-4o',
  context: { system: 'Be brief.' },
  question: 'Why?',
};

describe('sha256', () => {
  it('is SHA-256 as base64url, by node:crypto and by WebCrypto alike, in one piece or many', async () => {
    const piece = fc.oneof(
      fc.uint8Array(),
      fc.nat(20_000).map((length) => new Uint8Array(length).fill(length)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), piece, async (pieces, last) => {
        const expected = createHash('sha256')
          .update(Buffer.concat([...pieces, last]))
          .digest('base64url');
        for (const by of ['node', 'web'] as const) {
          const hash = new Sha256(by);
          for (const bytes of pieces) update(hash, bytes);
          expect(await hash.finish(last)).toBe(expected);
        }
      }),
    );
  });

  it('is that of the UTF-8 of a text', async () => {
    expect(await sha256('é')).toBe(createHash('sha256').update('é').digest('base64url'));
  });
});

/** As a writer does, which goes on in the same memory. */
function update(hash: Sha256, bytes: Uint8Array): void {
  const lent = bytes.slice();
  hash.update(lent);
  lent.fill(0);
}

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

  const hostile: readonly (readonly [string, () => unknown])[] = [
    [
      'a getter that throws',
      () => ({
        get a(): never {
          throw new Error('no');
        },
      }),
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
    ],
    [
      'a proxy whose traps throw',
      () =>
        new Proxy(
          {},
          {
            ownKeys() {
              throw new Error('no');
            },
          },
        ),
    ],
    [
      'a detached buffer',
      () => {
        const bytes = new Uint8Array(8);
        structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
        return bytes.buffer;
      },
    ],
  ];
  it.each(hostile)('are none for %s', async (_, value) => {
    await expect(requestKeys({ ...request, context: { a: [value()] } }, 'n')).rejects.toThrow(
      NotSerialisableError,
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryTooLargeError } from '../../src/errors.ts';
import { decodeUpstashMetadata, encodeUpstashMetadata } from '../../src/upstash/upstash-vector-metadata.ts';

const roundTrip = (payload: string, expiresAt = 1_700_000_000_000) =>
  decodeUpstashMetadata(
    JSON.parse(JSON.stringify(encodeUpstashMetadata({ contextKey: 'context', expiresAt, payload }))),
  );

describe('the metadata of an entry in Upstash Vector', () => {
  it('brings back any payload, expiry and context', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        ),
        // Repeated until JSON makes it too large, so that the other form is taken.
        fc.constantFrom('', '"'.repeat(30_000), `\ufffe\ud800${'\u0001'.repeat(30_000)}`),
        fc.oneof(fc.integer({ min: 0 }), fc.constant(Number.POSITIVE_INFINITY)),
        (text, filling, expiresAt) => {
          const payload = text + filling + text;
          const entry = roundTrip(payload, expiresAt);
          expect(entry?.payload === payload).toBe(true);
          expect(entry).toMatchObject({ contextKey: 'context', expiresAt });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never takes more than 48 KB', () => {
    for (const character of ['x', '"', '\u0001', 'ü', '語', '🙂']) {
      const payload = character.repeat(Math.floor(35_000 / Buffer.byteLength(character)));
      const json = JSON.stringify(
        encodeUpstashMetadata({ contextKey: 'c'.repeat(64), expiresAt: 8.64e15, payload }),
      );
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(48_000);
    }
  });

  it('refuses what takes more', () => {
    expect(() =>
      encodeUpstashMetadata({ contextKey: 'c', expiresAt: 1, payload: 'x'.repeat(48_001) }),
    ).toThrow(EntryTooLargeError);
  });

  it.each([
    undefined,
    null,
    'text',
    1,
    [],
    {},
    { c: 'c' },
    { c: 1, e: 1, p: 'reprise:1:x' },
    { c: 'c', e: 'x' },
  ])('takes %j for no entry', (metadata) => {
    expect(decodeUpstashMetadata(metadata)).toBeUndefined();
  });
});

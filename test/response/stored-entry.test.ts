import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryCorruptError } from '../../src/errors.ts';
import { decodeEntry, encodeEntry, type StoredEntry } from '../../src/response/stored-entry.ts';

const key = 'JZ8CjRl9vqDnfSETcclVNaaF0pV0ZxuDr8bx-wkyad4';
const entry: StoredEntry = {
  key,
  contextKey: 'context',
  provider: 'openai',
  model: 'gpt-5-mini',
  createdAt: 1,
  freshUntil: 2,
  expiresAt: 3,
  tags: [],
  generations: {
    'reprise:g:scan': 5_000_000_000,
    'reprise:g:keys': 5_000_000_002,
    [`reprise:g:key:${key}`]: 5e9,
  },
  response: {
    parts: [
      {
        type: 'text',
        text: 'In fourteen days.',
        pieces: [
          [3, 0],
          [9, 40],
          [5, 70_000],
        ],
      },
    ],
    finishReason: 'stop',
    usage: {},
  },
};

/** The text with a field replaced. */
const withField = (name: string, value: unknown) =>
  JSON.stringify({ ...JSON.parse(encodeEntry(entry)), [name]: value });

describe('the text of an entry', () => {
  it('gives back the entry', () => {
    expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
  });

  it('gives back generations of any names and values of counters', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9:_-]{0,12}$/);
    const names = fc.oneof(
      name,
      name.map((start) => start + key),
    );
    const generation = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.dictionary(names, generation), (generations) => {
        expect(decodeEntry(encodeEntry({ ...entry, generations })).generations).toEqual(generations);
      }),
    );
  });

  it('gives back pieces of any lengths and delays, whole or not', () => {
    const number = fc.oneof(
      fc.nat(),
      fc.maxSafeNat(),
      fc.double({ min: 0, max: Number.MAX_SAFE_INTEGER, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number)), (pieces) => {
        const response = { ...entry.response, parts: [{ type: 'text' as const, text: '', pieces }] };
        expect(decodeEntry(encodeEntry({ ...entry, response })).response).toEqual(response);
      }),
    );
  });

  it('names no counter and no prefix twice', () => {
    const { generations } = JSON.parse(encodeEntry(entry));
    expect(generations).toBe('reprise:g: 5000000000 scan keys=2 key:*');
  });

  it.each([
    ['of another version', 'v', 1],
    ['without generations', 'generations', undefined],
    ['with generations of the earlier form', 'generations', { 'reprise:g:scan': 5 }],
    ['with a least generation that is no number', 'generations', 'reprise:g: x scan'],
    ['with a generation that is no number', 'generations', 'reprise:g: 5 scan=x'],
    ['with a generation beyond all safe integers', 'generations', 'reprise:g: 9007199254740991 scan=1'],
    ['with two numbers for a generation', 'generations', 'reprise:g: 5 scan=1=2'],
    ['with pieces that are cut', 'response', withPieces('CBH')],
    ['with pieces that end within a number', 'response', withPieces('CBHg')],
    ['with pieces of other signs', 'response', withPieces('CB H')],
  ])('is corrupt %s', (_, name, value) => {
    expect(() => decodeEntry(withField(name, value))).toThrow(EntryCorruptError);
  });

  it.each([0, 31, 32, 1_023, 1_024, 2 ** 31, 2 ** 52])('holds a delay of %i', (delay) => {
    const response = {
      ...entry.response,
      parts: [{ type: 'text' as const, text: 'a', pieces: [[1, delay] as const] }],
    };
    expect(decodeEntry(encodeEntry({ ...entry, response })).response).toEqual(response);
  });
});

function withPieces(pieces: string) {
  return { ...entry.response, parts: [{ type: 'text', text: 'In fourteen days.', pieces }] };
}

import type { VectorEntry } from '../../src/contracts/index.ts';
import type { EncryptionOptions } from '../../src/encryption/index.ts';
import { responseText } from '../../src/index.ts';
import { type AttackedWorld, answerTo, attackedWorld, lifetime, request } from './attacked-world.ts';

export interface Attacks {
  readonly tried: number;
  readonly served: number;
  readonly thrown: number;
  /** Answers to something else, or with another text, by what was done to what. */
  readonly wrong: Readonly<Record<string, number>>;
  /** Answers that were served after their life, likewise. */
  readonly outlived: Readonly<Record<string, number>>;
}

/** Changes one thing of a world in one way after the other, and asks what one of its tenants may of a new process each time. */
export async function attack(count: number, seed: number, sealing?: EncryptionOptions): Promise<Attacks> {
  const world = await attackedWorld(sealing);
  const random = generator(seed);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  const wrong: Record<string, number> = {};
  const outlived: Record<string, number> = {};
  const total = { tried: 0, served: 0, thrown: 0 };
  for (let turn = 0; turn < count; turn++) {
    world.restore();
    const done = pick([letters, moved, member, borrowed, future, ofAnotherPlace])(world, pick);
    const late = random() < 0.3;
    if (late) world.time.now += lifetime + 1;
    const { scope, system } = pick(world.asked);
    const cache = world.open();
    total.tried++;
    try {
      for (const asked of world.asked.filter((each) => each.scope === scope && each.system === system)) {
        const found = await cache.lookup(request(asked));
        if (found.status !== 'hit') continue;
        total.served++;
        if (late) outlived[done] = (outlived[done] ?? 0) + 1;
        if (responseText(found.response) !== answerTo(asked)) wrong[done] = (wrong[done] ?? 0) + 1;
      }
    } catch {
      total.thrown++;
    } finally {
      await cache.close();
    }
  }
  return { ...total, wrong, outlived };
}

/** Does one thing and says what: `what it did, to which kind of record`, and in which member. */
type Attack = (world: AttackedWorld, pick: <Value>(values: readonly Value[]) => Value) => string;

/** A text that can be changed, wherever it lies. */
interface Place {
  readonly kind: string;
  readonly text: string;
  put(text: string): void;
}

function places({ texts, vectors }: AttackedWorld): readonly Place[] {
  return [
    ...[...texts].map(([name, text]) => ({
      kind: kinds[name.split(':')[1] ?? ''] ?? 'other',
      text,
      put: (other: string) => void texts.set(name, other),
    })),
    ...vectors.map((vector, at) => ({
      kind: 'payload',
      text: vector.payload,
      put: (payload: string) => void vectors.splice(at, 1, { ...vector, payload }),
    })),
  ];
}

const kinds: Readonly<Record<string, string>> = {
  e: 'entry',
  p: 'verdict',
  y: 'yes',
  q: 'question',
  r: 'rejection',
  v: 'embedding',
};

const shares = Array.from({ length: 997 }, (_, index) => index / 997);

const letters: Attack = (world, pick) => {
  const place = pick(places(world));
  const at = Math.floor(pick(shares) * place.text.length);
  const end = pick([at, at + 1, at + 7, place.text.length]);
  place.put(place.text.slice(0, at) + pick(['', '0', '"', 'é', ' ', 'true']) + place.text.slice(end));
  return `letters of ${place.kind}`;
};

const moved: Attack = (world, pick) => {
  const [from, to] = [pick(places(world)), pick(places(world))];
  to.put(from.text);
  return `${from.kind} in place of ${to.kind}`;
};

const hostile: readonly unknown[] = [
  -1,
  0,
  1e308,
  2 ** 53,
  null,
  true,
  false,
  '',
  'x',
  [],
  {},
  { $reprise: 'number', value: 'NaN' },
  { $reprise: 'number', value: '-Infinity' },
  { $reprise: 'number', value: 'Infinity' },
  { $reprise: 'date', value: 'never' },
  { $reprise: 'nothing', value: 1 },
];

const member: Attack = (world, pick) => changed(world, pick, () => pick(hostile), 'hostile');

/** One member has what it has in another record, of whichever tenant, context and kind. */
const borrowed: Attack = (world, pick) =>
  changed(
    world,
    pick,
    (name) => {
      const { value } = jsonOf(pick(places(world)).text);
      return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    },
    'borrowed',
  );

const future: Attack = (world, pick) => {
  const by = pick([4 * lifetime, 365 * 24 * lifetime, -2 * lifetime]);
  const names = pick([['createdAt', 'freshUntil', 'expiresAt'], ['freshUntil', 'expiresAt'], ['expiresAt']]);
  const place = pick(places(world));
  const { head, value } = jsonOf(place.text);
  if (!isRecord(value)) return 'nothing';
  const times = names.filter((name) => typeof value[name] === 'number');
  const later = Object.fromEntries(times.map((name) => [name, Number(value[name]) + by]));
  place.put(head + JSON.stringify({ ...value, ...later }));
  return `${names[0]} of ${place.kind}`;
};

const ofAnotherPlace: Attack = ({ vectors }, pick) => {
  const [one, other] = [pick(vectors), pick(vectors)];
  const what = pick<keyof VectorEntry>(['id', 'partition', 'contextKey', 'payload', 'input', 'expiresAt']);
  vectors.splice(vectors.indexOf(one), 1, { ...one, [what]: other[what] });
  return `${what} of vector`;
};

function changed(
  world: AttackedWorld,
  pick: <Value>(values: readonly Value[]) => Value,
  by: (name: string) => unknown,
  how: string,
): string {
  const place = pick(places(world));
  const { head, value } = jsonOf(place.text);
  if (!isRecord(value)) return 'nothing';
  const name = pick(Object.keys(value));
  const member = value[name];
  const inner = isRecord(member) ? pick(['', ...Object.keys(member)]) : '';
  const put = by(name);
  const next = inner === '' || how === 'borrowed' ? put : { ...Object(member), [inner]: put };
  place.put(head + JSON.stringify({ ...value, [name]: next }));
  return `${how} ${name} of ${place.kind}`;
}

/** The JSON of a text and what is before it: a signature. */
function jsonOf(text: string): { readonly head: string; readonly value: unknown } {
  const [, head = '', json = ''] = /^(sign1\.[^.]*\.[^.]*\.)?(.*)$/s.exec(text) ?? [];
  try {
    return { head, value: JSON.parse(json) };
  } catch {
    return { head, value: undefined };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Mulberry32: the same numbers for the same seed. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What two bags of words share and hold, in one unit. */
export interface Shared {
  readonly shared: number;
  readonly totalA: number;
  readonly totalB: number;
}

/** What two bags of words share, counted and weighed, and the heaviest word that only one side has; 0 without one. */
export interface Overlap {
  readonly counted: Shared;
  readonly weighed: Shared;
  readonly heaviestA: number;
  readonly heaviestB: number;
}

type Bag = ReadonlyMap<string, number>;

export function overlap(a: Bag, b: Bag, weight: (word: string) => number): Overlap {
  let [shared, totalA, totalB] = [0, 0, 0];
  let [sharedWeight, weightA, weightB, heaviestA, heaviestB] = [0, 0, 0, 0, 0];
  for (const [word, count] of a) {
    const each = weight(word);
    const other = b.get(word) ?? 0;
    totalA += count;
    weightA += each * count;
    shared += Math.min(count, other);
    sharedWeight += each * Math.min(count, other);
    if (other === 0 && each > heaviestA) heaviestA = each;
  }
  for (const [word, count] of b) {
    const each = weight(word);
    totalB += count;
    weightB += each * count;
    if (!a.has(word) && each > heaviestB) heaviestB = each;
  }
  return {
    counted: { shared, totalA, totalB },
    weighed: { shared: sharedWeight, totalA: weightA, totalB: weightB },
    heaviestA,
    heaviestB,
  };
}

/** The share of what two sorted lists have in common: of all that they hold together, and of the shorter one. */
export function sortedOverlap(
  one: Uint32Array,
  other: Uint32Array,
): readonly [union: number, shorter: number] {
  let [shared, at, otherAt] = [0, 0, 0];
  while (at < one.length && otherAt < other.length) {
    const [a, b] = [one[at] ?? 0, other[otherAt] ?? 0];
    if (a === b) shared++;
    if (a <= b) at++;
    if (b <= a) otherAt++;
  }
  return [
    shared / Math.max(1, one.length + other.length - shared),
    shared / Math.max(1, Math.min(one.length, other.length)),
  ];
}

/** The length of the longest common subsequence: words in the same order, with gaps. */
export function commonOrder(one: readonly string[], other: readonly string[]): number {
  let previous = new Uint16Array(other.length + 1);
  for (const word of one) {
    const current = new Uint16Array(other.length + 1);
    for (let at = 0; at < other.length; at++) {
      current[at + 1] =
        other[at] === word ? (previous[at] ?? 0) + 1 : Math.max(current[at] ?? 0, previous[at + 1] ?? 0);
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/** How many words two texts have in common at their beginnings. */
export function commonStart(one: readonly string[], other: readonly string[]): number {
  let at = 0;
  while (at < Math.min(one.length, other.length) && one[at] === other[at]) at++;
  return at;
}

/** How many words two texts have in common at their ends. */
export function commonEnd(one: readonly string[], other: readonly string[]): number {
  let at = 0;
  while (at < Math.min(one.length, other.length) && one.at(-1 - at) === other.at(-1 - at)) at++;
  return at;
}

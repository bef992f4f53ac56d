import type { PreparedPair } from './guard.ts';
import type { PreparedText } from './prepared-text.ts';

/** Whether two of the shared words have changed places and all else has kept its own, with something between the two. */
export function swappedArguments({ a, b, alignment: { matched, onlyA, onlyB } }: PreparedPair): boolean {
  if (a.passive !== b.passive || onlyA.length + onlyB.length > 2 || matched.length < 3) return false;
  const order = [...matched]
    .sort(([one], [other]) => one.position - other.position)
    .map(([, other]) => other.position);
  const sorted = [...order].sort((one, other) => one - other);
  const moved = order.flatMap((position, index) => (position === sorted[index] ? [] : [index]));
  const [first, second] = moved;
  if (moved.length !== 2 || first === undefined || second === undefined || second - first < 2) return false;
  return !(comparesBoth(a) && comparesBoth(b));
}

/** What lies between two things is the same from either side. */
function comparesBoth({ tokens }: PreparedText): boolean {
  return tokens.some((word) =>
    /^(between|difference|differences|compare|compared|comparison|vs|versus)$/.test(word),
  );
}

/** Whether the words before and after one have changed places: "if India attacks Pakistan", "if Pakistan attacks India". */
export function swappedNeighbours({ a, b, alignment: { matched } }: PreparedPair): boolean {
  if (a.passive !== b.passive || matched.length < 3) return false;
  const partners = new Map(matched);
  return a.content.some((middle, index) => {
    const [before, after] = [a.content[index - 1], a.content[index + 1]];
    const other = partners.get(middle);
    if (before === undefined || after === undefined || other === undefined) return false;
    // "Automatically" may stand anywhere.
    if (before.surface.endsWith('ly') || after.surface.endsWith('ly')) return false;
    const place = b.content.indexOf(other);
    const [first, second] = [b.content[place - 1], b.content[place + 1]];
    if (first === undefined || second === undefined) return false;
    return (
      partners.get(before) === second &&
      partners.get(after) === first &&
      isOneClause(a, before.at, after.at) &&
      isOneClause(b, first.at, second.at)
    );
  });
}

function isOneClause({ tokens }: PreparedPair['a'], from: number, to: number): boolean {
  return !tokens.slice(from, to).some((word) => /^([?!.,;:]|and|or|vs|versus|between)$/.test(word));
}

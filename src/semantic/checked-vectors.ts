/**
 * What an embedding model gave, as vectors; `undefined` where it isn't one vector of finite numbers a text, all of one
 * length.
 * @param count how many texts there were, 1 and above. @param dimensions the length, where it is known already.
 */
export function checkedVectors(
  found: unknown,
  count: number,
  dimensions: number | undefined,
): readonly Float32Array[] | undefined {
  if (!Array.isArray(found) || found.length !== count) return undefined;
  const vectors = found.map((vector: ArrayLike<number>) => Float32Array.from(vector));
  const length = dimensions ?? vectors[0]?.length ?? 0;
  const whole =
    length > 0 && vectors.every((vector) => vector.length === length && vector.every(Number.isFinite));
  return whole ? vectors : undefined;
}

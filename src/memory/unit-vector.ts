import { IndexMismatchError } from '../errors.ts';

/**
 * A copy of a vector with length 1, so that a dot product of two is their cosine.
 * @throws IndexMismatchError when the vector has no direction: all zero, or a value that is not finite.
 */
export function unitVector(vector: Float32Array): Float32Array {
  let sum = 0;
  for (let index = 0; index < vector.length; index++) sum += (vector[index] ?? 0) ** 2;
  const length = Math.sqrt(sum);
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
    throw new IndexMismatchError('it gave a vector that is all zero or not finite, which has no cosine');
  }
  const unit = new Float32Array(vector.length);
  for (let index = 0; index < unit.length; index++) unit[index] = (vector[index] ?? 0) / length;
  return unit;
}

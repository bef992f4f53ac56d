import type { VectorInput } from '../../contracts/vector-index.ts';

/** What an index takes: vectors of a dimension, or texts that it embeds by itself. */
export type InputKind = { readonly dimensions: number } | 'texts';

/** How far an input is from the one of grade 0: the higher, the less similar. */
export type Grade = 0 | 1 | 2 | 3;

const gradedTexts = [
  'How do I reset my password?',
  'How can I reset my password?',
  'How do I change the email address of my account?',
  'A recipe for pancakes with blueberries.',
] as const;

/** The cosines with the first vector. */
const gradedCosines = [1, 0.9, 0.5, -0.4] as const;

export function gradedInput(takes: InputKind, grade: Grade): VectorInput {
  return takes === 'texts'
    ? { text: gradedTexts[grade] }
    : { vector: vectorAt(gradedCosines[grade], takes.dimensions, 1 + grade) };
}

/** A unit vector whose cosine with the first axis is given; the rest lies on another axis. */
export function vectorAt(cosine: number, dimensions: number, axis = 1): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = cosine;
  vector[axis] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

/** Similarities mean other things with every embedder: these were measured, on the pairs that the guide tells of. */
const measured: Readonly<Record<string, number>> = { 'energetic-ai/use-lite-en@0.2.0': 0.8 };

/** The similarity from which a pair that says the same may be served: 0.95 for an embedder that nobody measured. */
export function defaultThreshold(embedder: string | undefined): number {
  return measured[embedder ?? ''] ?? 0.95;
}

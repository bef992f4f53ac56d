import type { ProviderMetadata } from 'ai';
import { z } from 'zod';

const told = z.object({
  status: z.enum(['hit', 'stale', 'miss', 'bypass']),
  layer: z.enum(['memory', 'store', 'semantic']).optional(),
  shared: z.boolean().optional(),
  key: z.string().optional(),
  askedKey: z.string().optional(),
  by: z.enum(['proof', 'judge', 'remembered', 'threshold']).optional(),
  similarity: z.number().optional(),
  semantic: z.object({ reason: z.string(), similarity: z.number().optional() }).optional(),
  saved: z
    .object({
      inputTokens: z.number().optional(),
      outputTokens: z.number().optional(),
      usd: z.number().optional(),
    })
    .optional(),
});

/** What `providerMetadata.reprise` says of one step. */
export type AnswerSource = z.infer<typeof told>;

/** @throws when the step did not go through the cache. */
export function answerSource(metadata: ProviderMetadata | undefined): AnswerSource {
  return told.parse(metadata?.reprise);
}

const layers = { memory: 'memory', store: 'Upstash Redis', semantic: 'meaning' } as const;

/** Who answered, in a viewer's words; the steps of a tool loop may have several sources. */
export function answeredBy(sources: readonly AnswerSource[]): string {
  const names = sources.map(({ layer, shared }) =>
    shared ? 'a running call' : layer === undefined ? 'the model' : layers[layer],
  );
  return [...new Set(names)].join(', ');
}

/** What the steps together spared: tokens, and dollars where the model's price is known. */
export function savedBy(sources: readonly AnswerSource[]): { readonly tokens: number; readonly usd: number } {
  let tokens = 0;
  let usd = 0;
  for (const { saved } of sources) {
    tokens += (saved?.inputTokens ?? 0) + (saved?.outputTokens ?? 0);
    usd += saved?.usd ?? 0;
  }
  return { tokens, usd };
}

import type { Embedder } from '../../src/contracts/index.ts';
import { createCache, textResponse } from '../../src/index.ts';
import { memoryIndex } from '../../src/memory/index.ts';
import { semanticLayer } from '../../src/semantic/index.ts';

const asked = 'How do I reset my password on Android 12?';
const traps = [13, 14, 15].map((version) => `How do I reset my password on Android ${version}?`);
const good =
  'Hi! Could you please tell me how I can reset my password on Android 12? Thanks a lot in advance!';

/** What a lookup says whose three nearest neighbours are refused, and whose fourth is proved. */
export async function behindTraps(embedder: Embedder): Promise<string> {
  const cache = createCache({ semantic: semanticLayer({ index: memoryIndex(), embedder }) });
  const request = (question: string) => ({ provider: 'none', model: 'none', context: '', question });
  for (const question of [...traps, good]) await cache.store(request(question), textResponse(question));
  await cache.close();
  const found = await cache.lookup(request(asked));
  return found.status === 'hit'
    ? `served, by ${found.by}, at a cosine of ${found.similarity?.toFixed(2)}`
    : `${found.status}`;
}

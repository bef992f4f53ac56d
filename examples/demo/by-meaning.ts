import type { LanguageModelV4 } from '@ai-sdk/provider';
import { generateText, streamText, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import { localEmbedder } from 'reprise/local-embedder';
import { memoryIndex } from 'reprise/memory';
import { semanticLayer } from 'reprise/semantic';
import { answerSource } from './answer-source.ts';
import { handbook } from './handbook.ts';
import type { Surroundings } from './measured-run.ts';
import { sameMeaning, traps } from './questions.ts';
import { printTable } from './table.ts';

/** A question that is asked after another one was answered. */
interface Asked {
  readonly question: string;
  readonly streams: boolean;
}

const columns = [
  { title: ['stored, and asked then'], align: 'left' },
  { title: ['cosine'], align: 'right' },
  { title: ['answered by'], align: 'left' },
] as const;

/**
 * Asks questions that mean the same in other words, generated and streamed, and questions that only look the same. The
 * embedder is offline; the guards are the default ones.
 */
export async function askByMeaning(inner: LanguageModelV4, { screen, service }: Surroundings): Promise<void> {
  const embedder = localEmbedder();
  await embedder.embed(['loading the embedder is not in the wait of a lookup']);
  const cache = createCache({
    namespace: 'meaning',
    semantic: semanticLayer({ index: memoryIndex(), embedder }),
  });
  const model = wrapLanguageModel({ model: inner, middleware: cacheMiddleware(cache) });
  const ask = async ({ question: prompt, streams }: Asked) => {
    const call = { model, instructions: handbook, prompt };
    if (!streams) return answerSource((await generateText(call)).providerMetadata);
    const streamed = streamText(call);
    await streamed.consumeStream();
    return answerSource(await streamed.providerMetadata);
  };

  screen.print(
    `${screen.bold('by meaning')} ${screen.dim('- other words for the same, and traps that look the same')}`,
  );
  const rows: string[][] = [];
  for (const [index, [stored, question]] of [...sameMeaning, ...traps].entries()) {
    const progress = screen.progress(question);
    const before = service.requests();
    await ask({ question: stored, streams: false });
    // The next question comes when the vector of the first has been written.
    await cache.close();
    const { layer, similarity, semantic } = await ask({ question, streams: index % 2 === 1 }).finally(() =>
      progress.done(),
    );
    await cache.close();
    if (service.requests() - before > 2)
      throw new Error('The model was asked more often than questions were.');
    const by = layer === 'semantic' ? 'the cache' : `the model: ${semantic?.reason}`;
    rows.push(
      [stored, '', ''],
      [`  ${question}`, (similarity ?? semantic?.similarity)?.toFixed(3) ?? '-', by],
    );
  }
  printTable(screen, columns, rows, ([, , by]) => by === 'the cache');
  screen.print(screen.dim('  The guards read what differs. A threshold of 0.95 serves two of the traps.'));
  screen.print();
}

import type { LanguageModelV4 } from '@ai-sdk/provider';
import { generateText, streamText, wrapLanguageModel } from 'ai';
import { createCache } from 'reprise';
import { cacheMiddleware } from 'reprise/ai-sdk';
import { localEmbedder } from 'reprise/local-embedder';
import { memoryIndex } from 'reprise/memory';
import { type Embedder, judge, semanticLayer } from 'reprise/semantic';
import { answerSource } from './answer-source.ts';
import { handbook } from './handbook.ts';
import { localJudge } from './local-judge.ts';
import type { Surroundings } from './measured-run.ts';
import { freelyWorded, sameMeaning, traps } from './questions.ts';
import { printTable } from './table.ts';
import { trigramEmbedder } from './trigram-embedder.ts';

const columns = [
  { title: ['stored, and asked then'], align: 'left' },
  { title: ['cosine'], align: 'right' },
  { title: ['answered by'], align: 'left' },
] as const;

/** Asks by meaning twice: with the offline embedder, and with one that nobody measured. */
export async function askByMeaning(inner: LanguageModelV4, surroundings: Surroundings): Promise<void> {
  const embedder = localEmbedder();
  await embedder.embed(['loading the embedder is not in the wait of a lookup']);
  await askWith(inner, embedder, 'by meaning', surroundings);
  await askWith(inner, trigramEmbedder(), 'by meaning, unmeasured embedder', surroundings);
}

/**
 * Questions that mean the same by proof, questions that only look the same, and one that the judge has to decide: asked
 * once, again, and after a user has rejected the answer.
 */
async function askWith(
  inner: LanguageModelV4,
  embedder: Embedder,
  title: string,
  { screen, service }: Surroundings,
): Promise<void> {
  let judged = 0;
  const cache = createCache({
    namespace: 'meaning',
    // A busy machine is no outage.
    timeouts: { embed: '1m' },
    semantic: semanticLayer({
      index: memoryIndex(),
      embedder,
      judge: judge(async (prompt) => {
        judged++;
        return localJudge(prompt);
      }),
    }),
  });
  const model = wrapLanguageModel({ model: inner, middleware: cacheMiddleware(cache) });
  const ask = async (prompt: string, streams: boolean) => {
    const progress = screen.progress(prompt);
    const call = { model, instructions: handbook, prompt };
    try {
      if (!streams) return answerSource((await generateText(call)).providerMetadata);
      const streamed = streamText(call);
      await streamed.consumeStream();
      return answerSource(await streamed.providerMetadata);
    } finally {
      // The next question comes when the vector of this one, and what was judged of it, have been written.
      await cache.close();
      progress.done();
    }
  };
  const rows: string[][] = [];
  const told = async (question: string, streams: boolean, note = question) => {
    const { key, askedKey, layer, by, similarity, semantic } = await ask(question, streams);
    const who = layer === 'semantic' ? `the cache: ${by}` : `the model: ${semantic?.reason}`;
    rows.push([`  ${note}`, (similarity ?? semantic?.similarity)?.toFixed(3) ?? '-', who]);
    return { key, askedKey };
  };

  screen.print(`${screen.bold(title)} ${screen.dim('- other words for the same, and traps')}`);
  for (const [index, [stored, question]] of [...sameMeaning, ...traps].entries()) {
    const before = service.requests();
    await ask(stored, false);
    rows.push([stored, '', '']);
    await told(question, index % 2 === 1);
    if (service.requests() - before > 2)
      throw new Error('The model was asked more often than questions were.');
  }
  const [stored, question] = freelyWorded;
  await ask(stored, false);
  rows.push([stored, '', '']);
  await told(question, false);
  const before = judged;
  const { key, askedKey } = await told(question, true, 'the same again');
  if (judged !== before) throw new Error('The judge was asked twice about one pair.');
  if (key !== undefined && askedKey !== undefined) await cache.reject({ key, askedKey });
  await told(question, false, 'and after a user has rejected it');
  printTable(screen, columns, rows, ([, , by]) => by?.startsWith('the cache') === true);
  const { judge: counted, wrongHits } = await cache.stats();
  screen.print(
    screen.dim(`  ${embedder.id}: ${counted.calls} calls of the judge, ${wrongHits} hit rejected`),
  );
  screen.print();
}

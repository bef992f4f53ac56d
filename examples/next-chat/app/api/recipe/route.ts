import { generateText, Output, wrapLanguageModel } from 'ai';
import { cacheMiddleware, repriseMetadata, repriseOptions } from 'reprise/ai-sdk';
import { z } from 'zod';
import { chatCache } from '@/lib/cache';
import { baseModel } from '@/lib/model';
import { timed } from '@/lib/timed';
import { currentUser } from '@/lib/user';

const recipe = z.object({ title: z.string(), minutes: z.number(), steps: z.array(z.string()) });

/** A structured answer: it is stored only if it fits the schema. */
export async function POST(request: Request) {
  const { dish }: { dish: string } = await request.json();
  const timing = timed();
  const result = await generateText({
    model: wrapLanguageModel({ model: baseModel(), middleware: cacheMiddleware(chatCache()) }),
    prompt: `A recipe for ${dish}`,
    output: Output.object({ schema: recipe }),
    abortSignal: request.signal,
    providerOptions: repriseOptions({ scope: await currentUser() }),
  });
  return Response.json({
    recipe: result.output,
    origin: { reprise: repriseMetadata(result), ...timing.sofar() },
  });
}

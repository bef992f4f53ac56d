import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { wrapLanguageModel } from 'ai';
import { heapMegabytes } from '../run/heap.ts';
import type { Row, Subject } from '../run/row.ts';
import { callOptions, pulled, streamParts } from '../run/workload.ts';
import { memoryCaches } from '../subjects/middlewares.ts';

type PartStream = ReadableStream<LanguageModelV4StreamPart>;

const deltas = 30_000;

export const row: Row = {
  title: 'Heap while a miss of 30,000 parts is recorded, AI SDK `doStream`',
  columns: [{ name: 'ahead of the last part', unit: 'MB' }],
  rounds: 3,
  warmUp: 1,
  processes: 1,
  note: 'Limit: a bare `tee` of which one branch is read and the other not. Each part is a text of its own of 10 characters, made when it is asked for. The heap is measured once collections free no more, with all parts but the last read, over what it was ahead of the call.',
  async prepare() {
    const tee: Subject = {
      name: 'bare tee, one branch read',
      role: 'limit',
      round: () => heapAhead(async () => distinctParts().tee()),
    };
    const subjects = memoryCaches
      .filter(({ streams }) => streams)
      .map(({ name, role, create }) => {
        const wrapped = wrapLanguageModel({ model: distinctModel, middleware: create() });
        let asked = 0;
        return {
          name,
          role,
          round: () =>
            heapAhead(async () => [
              (await wrapped.doStream(callOptions(2_500, `Question ${asked++}?`))).stream,
            ]),
        };
      });
    return [tee, ...subjects];
  },
};

/** A stream of parts that nobody holds but who reads them. */
function distinctParts(): PartStream {
  const [finish, textEnd, ...head] = streamParts(0).toReversed();
  let next = 0;
  const start = pulled(head.toReversed()).getReader();
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        const { value } = await start.read();
        if (value !== undefined) controller.enqueue(value);
        else if (next++ < deltas) {
          controller.enqueue({ type: 'text-delta', id: '0', delta: String(1e9 + next) });
        } else {
          if (textEnd !== undefined) controller.enqueue(textEnd);
          if (finish !== undefined) controller.enqueue(finish);
          controller.close();
        }
      },
    },
    { highWaterMark: 0 },
  );
}

const distinctModel: LanguageModelV4 = {
  specificationVersion: 'v4',
  provider: 'bench',
  modelId: 'bench-1',
  supportedUrls: {},
  doGenerate: () => Promise.reject(new Error('This model only streams.')),
  doStream: async () => ({ stream: distinctParts() }),
};

/** Megabytes on the heap when all but the last part were read. Branches behind the first are held and never read. */
async function heapAhead(open: () => Promise<readonly PartStream[]>): Promise<number[]> {
  const before = await heapMegabytes();
  const branches = await open();
  const reader = branches[0]?.getReader();
  for (let index = 0; index < deltas + 3; index++) await reader?.read();
  const held = (await heapMegabytes()) - before;
  while ((await reader?.read())?.done === false);
  await Promise.all(branches.slice(1).map((branch) => branch.cancel()));
  return [held];
}

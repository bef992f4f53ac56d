import type { MarkerPlace, MarkerStyle } from './cache-rules.ts';

/**
 * What of a request a package reads a marker from.
 * AI SDK, `providerOptions`: of the `message` (it stands for the message's end), of the `part`, of the last `item` of
 * a tool result that is a list, of the `tool`.
 * LangChain: a field of the `block`; a block in the form of OpenAI's Responses API (`input-text`), the only one that
 * its converter leaves as it is in a tool message; a block of its own behind (`cache-point`); the tool's `extras`.
 */
export type MarkCarrier =
  | 'message'
  | 'part'
  | 'item'
  | 'tool'
  | 'block'
  | 'input-text'
  | 'cache-point'
  | 'extras';

/** A tool result that is one text or one JSON value, and one that is a list of items, are read in different places. */
export type ReadPlace = MarkerPlace | 'tool-content';

export interface AdapterReads {
  readonly package: string;
  /** The lines of versions that read alike: majors, or `major.minor`. */
  readonly versions: readonly string[];
  readonly framework: Framework;
  readonly style: MarkerStyle;
  /** The first is the one to prefer. A place that is missing is read nowhere. */
  readonly reads: Readonly<Partial<Record<ReadPlace, readonly MarkCarrier[]>>>;
  /** Only where one package speaks two of a provider's APIs and the form of a message depends on which. */
  readonly api?: 'responses' | 'chat';
  /** What doesn't arrive: a marker's lifetime; the request's cache mode (`promptCacheOptions`). */
  readonly drops?: 'lifetime' | 'cache-mode';
}

export type Framework = 'ai-sdk' | 'langchain';

type Reads = AdapterReads['reads'];

const conversation = (...carriers: readonly MarkCarrier[]): Reads => ({
  user: carriers,
  assistant: carriers,
  'tool-result': carriers,
  'tool-content': carriers,
});
const withoutAssistant = (...carriers: readonly MarkCarrier[]): Reads => ({
  user: carriers,
  'tool-result': carriers,
  'tool-content': carriers,
});

const anthropicParts: Reads = { tool: ['tool'], system: ['message'], ...conversation('part', 'message') };
const resultParts: Reads = { system: ['message'], ...withoutAssistant('part') };
const chatBlocks: Reads = { system: ['block'], ...withoutAssistant('block') };

const aiSdk = (
  style: MarkerStyle,
  name: string,
  versions: readonly string[],
  reads: Reads,
): AdapterReads => ({
  package: name,
  versions,
  framework: 'ai-sdk',
  style,
  reads,
});
const langChain = (
  style: MarkerStyle,
  name: string,
  versions: readonly string[],
  reads: Reads,
): AdapterReads => ({ package: `@langchain/${name}`, versions, framework: 'langchain', style, reads });

/**
 * Where each package looks, read in its source and held by `test/prompt/provider-rules/adapter-reads.test.ts` on the
 * wire, November 2026. AI SDK 5 goes with the majors of 2025 (`@ai-sdk/anthropic` 2), 6 and 7 with the two after them.
 */
const adapterReads: readonly AdapterReads[] = [
  aiSdk('anthropic', '@ai-sdk/anthropic', ['2', '3', '4'], anthropicParts),
  aiSdk('anthropic', '@ai-sdk/amazon-bedrock/anthropic', ['3', '4', '5'], anthropicParts),
  aiSdk('openai', '@ai-sdk/openai', ['2'], resultParts),
  aiSdk('openai', '@ai-sdk/openai', ['3', '4'], { ...resultParts, 'tool-content': ['item'] }),
  {
    ...aiSdk('bedrock', '@ai-sdk/amazon-bedrock', ['3'], { system: ['message'], ...conversation('message') }),
    drops: 'lifetime',
  },
  aiSdk('bedrock', '@ai-sdk/amazon-bedrock', ['4', '5'], {
    system: ['message'],
    ...conversation('part', 'message'),
  }),
  // A marker on a whole tool message would be written on each of its results.
  aiSdk('openrouter', '@openrouter/ai-sdk-provider', ['1', '2', '3'], resultParts),
  langChain('anthropic', 'anthropic', ['1'], {
    tool: ['extras'],
    system: ['block'],
    ...conversation('block'),
  }),
  // Which API a `ChatOpenAI` speaks isn't known here, and a block for one is an error in the other.
  langChain('openai', 'openai', ['1.6'], { system: ['block'], user: ['block'] }),
  {
    ...langChain('openai', 'openai', ['1.6'], {
      system: ['block'],
      user: ['block'],
      'tool-result': ['input-text'],
    }),
    api: 'responses',
  },
  { ...langChain('openai', 'openai', ['1.6'], chatBlocks), api: 'chat' },
  { ...langChain('openai', 'openai', ['1.5'], {}), drops: 'cache-mode' },
  { ...langChain('openai', 'openai', ['1.5'], {}), api: 'responses', drops: 'cache-mode' },
  { ...langChain('openai', 'openai', ['1.5'], chatBlocks), api: 'chat', drops: 'cache-mode' },
  // OpenRouter through `ChatOpenAI`: chat blocks go out as they are.
  langChain('openrouter', 'openai', ['1.5', '1.6'], chatBlocks),
  langChain('bedrock', 'aws', ['1'], { system: ['cache-point'], ...withoutAssistant('cache-point') }),
];

/** Which of the table's rows a request goes through, as far as it is known. */
export interface AdapterChoice {
  readonly style: MarkerStyle;
  /** As `PlanTarget.provider`: `openai.responses` and `openai.chat` say which API a LangChain model speaks. */
  readonly provider: string;
  /** As `PlanTarget.adapter`. */
  readonly adapter?: string | undefined;
}

/** The place by which a block is looked up in the table. */
export function readPlace(place: MarkerPlace, isList: boolean): ReadPlace {
  return place === 'tool-result' && isList ? 'tool-content' : place;
}

/** The package that sends a request, as far as it is known. */
export interface Adapter {
  readonly style: MarkerStyle;
  /** As it was named; `undefined` when it wasn't. */
  readonly name: string | undefined;
  /** The row of the named version; `undefined` when none is named, or it isn't in the table. */
  readonly reads: AdapterReads | undefined;
  /** Where to write a marker so that every version that may be in use reads it, once. Empty: nowhere. */
  carriers(framework: Framework, place: ReadPlace): readonly MarkCarrier[];
}

/** The rows of the table that a request goes through. */
export function findAdapter(choice: AdapterChoice): Adapter {
  const rows = { 'ai-sdk': readsOf(choice, 'ai-sdk'), langchain: readsOf(choice, 'langchain') };
  const known = new Map<string, readonly MarkCarrier[]>();
  return {
    style: choice.style,
    name: choice.adapter,
    reads: [...rows['ai-sdk'], ...rows.langchain].find((row) => isNamed(choice.adapter, row)),
    carriers(framework, place) {
      const found = known.get(framework + place) ?? commonCarriers(rows[framework], place);
      known.set(framework + place, found);
      return found;
    },
  };
}

function commonCarriers(rows: readonly AdapterReads[], place: ReadPlace): readonly MarkCarrier[] {
  const read = rows.flatMap(({ reads }) => {
    const carriers = reads[place];
    return carriers === undefined ? [] : [carriers];
  });
  const common = read[0]?.find((carrier) => read.every((carriers) => carriers.includes(carrier)));
  return common === undefined ? [...new Set(read.flatMap((carriers) => carriers.slice(0, 1)))] : [common];
}

/** The rows that fit: of the named version, else of all. */
function readsOf({ style, provider, adapter }: AdapterChoice, framework: Framework): readonly AdapterReads[] {
  const api = framework === 'langchain' ? /\.(responses|chat)$/.exec(provider)?.[1] : undefined;
  const rows = adapterReads.filter(
    (row) => row.style === style && row.framework === framework && (style !== 'openai' || row.api === api),
  );
  const named = rows.filter((row) => isNamed(adapter, row));
  return named.length > 0 ? named : rows;
}

function isNamed(adapter: string | undefined, { package: name, versions }: AdapterReads): boolean {
  return versions.some((version) => {
    const start = `${name}@${version}`;
    return adapter === start || adapter?.startsWith(`${start}.`) === true;
  });
}

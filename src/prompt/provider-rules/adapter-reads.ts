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
  readonly framework: 'ai-sdk' | 'langchain';
  readonly style: MarkerStyle;
  /** Only where one package speaks two of a provider's APIs and the form of a message depends on which. */
  readonly api?: 'responses' | 'chat';
  /** The first is the one to prefer. A place that is missing is read nowhere. */
  readonly reads: Readonly<Partial<Record<ReadPlace, readonly MarkCarrier[]>>>;
  /** Whether a marker's lifetime arrives. */
  readonly lifetime: boolean;
  /** Whether the request's cache mode arrives (`promptCacheOptions`). */
  readonly cacheMode: boolean;
}

const anthropicParts: AdapterReads['reads'] = {
  tool: ['tool'],
  system: ['message'],
  user: ['part', 'message'],
  assistant: ['part', 'message'],
  'tool-result': ['part', 'message'],
  'tool-content': ['part', 'message'],
};

const resultParts: AdapterReads['reads'] = {
  system: ['message'],
  user: ['part'],
  'tool-result': ['part'],
  'tool-content': ['part'],
};

const chatBlocks: AdapterReads['reads'] = {
  system: ['block'],
  user: ['block'],
  'tool-result': ['block'],
  'tool-content': ['block'],
};

/**
 * Where each package looks, read in its source and held by `test/prompt/adapter-reads.test.ts` on the wire, November
 * 2026. AI SDK 5 goes with the majors of 2025 (`@ai-sdk/anthropic` 2), 6 and 7 with the two after them.
 */
const adapterReads: readonly AdapterReads[] = [
  {
    package: '@ai-sdk/anthropic',
    versions: ['2', '3', '4'],
    framework: 'ai-sdk',
    style: 'anthropic',
    reads: anthropicParts,
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@ai-sdk/amazon-bedrock/anthropic',
    versions: ['3', '4', '5'],
    framework: 'ai-sdk',
    style: 'anthropic',
    reads: anthropicParts,
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@ai-sdk/openai',
    versions: ['2'],
    framework: 'ai-sdk',
    style: 'openai',
    reads: resultParts,
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@ai-sdk/openai',
    versions: ['3', '4'],
    framework: 'ai-sdk',
    style: 'openai',
    reads: { system: ['message'], user: ['part'], 'tool-result': ['part'], 'tool-content': ['item'] },
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@ai-sdk/amazon-bedrock',
    versions: ['3'],
    framework: 'ai-sdk',
    style: 'bedrock',
    reads: {
      system: ['message'],
      user: ['message'],
      assistant: ['message'],
      'tool-result': ['message'],
      'tool-content': ['message'],
    },
    lifetime: false,
    cacheMode: true,
  },
  {
    package: '@ai-sdk/amazon-bedrock',
    versions: ['4', '5'],
    framework: 'ai-sdk',
    style: 'bedrock',
    reads: {
      system: ['message'],
      user: ['part', 'message'],
      assistant: ['part', 'message'],
      'tool-result': ['part', 'message'],
      'tool-content': ['part', 'message'],
    },
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@openrouter/ai-sdk-provider',
    versions: ['1', '2', '3'],
    framework: 'ai-sdk',
    style: 'openrouter',
    // A marker on a whole tool message would be written on each of its results.
    reads: resultParts,
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@langchain/anthropic',
    versions: ['1'],
    framework: 'langchain',
    style: 'anthropic',
    reads: {
      tool: ['extras'],
      system: ['block'],
      user: ['block'],
      assistant: ['block'],
      'tool-result': ['block'],
      'tool-content': ['block'],
    },
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@langchain/openai',
    versions: ['1.6'],
    framework: 'langchain',
    style: 'openai',
    // Which API a `ChatOpenAI` speaks isn't known here, and a block for one is an error in the other.
    reads: { system: ['block'], user: ['block'] },
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@langchain/openai',
    versions: ['1.6'],
    framework: 'langchain',
    style: 'openai',
    api: 'responses',
    reads: { system: ['block'], user: ['block'], 'tool-result': ['input-text'] },
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@langchain/openai',
    versions: ['1.6'],
    framework: 'langchain',
    style: 'openai',
    api: 'chat',
    reads: chatBlocks,
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@langchain/openai',
    versions: ['1.5'],
    framework: 'langchain',
    style: 'openai',
    reads: {},
    lifetime: true,
    cacheMode: false,
  },
  {
    package: '@langchain/openai',
    versions: ['1.5'],
    framework: 'langchain',
    style: 'openai',
    api: 'responses',
    reads: {},
    lifetime: true,
    cacheMode: false,
  },
  {
    package: '@langchain/openai',
    versions: ['1.5'],
    framework: 'langchain',
    style: 'openai',
    api: 'chat',
    reads: chatBlocks,
    lifetime: true,
    cacheMode: false,
  },
  {
    package: '@langchain/openai',
    versions: ['1.5', '1.6'],
    framework: 'langchain',
    style: 'openrouter',
    // OpenRouter through `ChatOpenAI`: chat blocks go out as they are.
    reads: chatBlocks,
    lifetime: true,
    cacheMode: true,
  },
  {
    package: '@langchain/aws',
    versions: ['1'],
    framework: 'langchain',
    style: 'bedrock',
    reads: {
      system: ['cache-point'],
      user: ['cache-point'],
      'tool-result': ['cache-point'],
      'tool-content': ['cache-point'],
    },
    lifetime: true,
    cacheMode: true,
  },
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

/** Where to write a marker so that every version that may be in use reads it, once. Empty: nowhere. */
export function markCarriers(
  choice: AdapterChoice,
  framework: 'ai-sdk' | 'langchain',
  place: ReadPlace,
): readonly MarkCarrier[] {
  const rows = readsOf(choice, framework);
  const read = rows.flatMap(({ reads }) => {
    const carriers = reads[place];
    return carriers === undefined ? [] : [carriers];
  });
  const common = read[0]?.find((carrier) => read.every((carriers) => carriers.includes(carrier)));
  return common === undefined ? [...new Set(read.flatMap((carriers) => carriers.slice(0, 1)))] : [common];
}

/** Whether the request's cache mode arrives, through every version that may be in use. */
export function sendsCacheMode(choice: AdapterChoice): boolean {
  return choice.adapter === undefined || namedReads(choice)?.cacheMode !== false;
}

/** The row of the named version; `undefined` when none is named, or it isn't in the table. */
export function namedReads(choice: AdapterChoice): AdapterReads | undefined {
  if (choice.adapter === undefined) return undefined;
  return (['ai-sdk', 'langchain'] as const)
    .flatMap((framework) => readsOf(choice, framework))
    .find((row) => isNamed(choice.adapter, row));
}

/** The rows that fit: of the named version, else of all. */
function readsOf(
  { style, provider, adapter }: AdapterChoice,
  framework: 'ai-sdk' | 'langchain',
): readonly AdapterReads[] {
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

import { type Vendor, vendorOf } from './vendor.ts';

/** Who made a model. */
export type Maker = 'openai' | 'anthropic' | 'google' | 'amazon' | 'deepseek' | 'xai';

/** What the many spellings of a model's id say. */
export interface ModelName {
  readonly vendor: Vendor;
  /** As the vendor lists it: without a path, an ARN's beginning or a router's prefix, in lower case. */
  readonly listed: string;
  readonly maker: Maker;
  /** In the maker's own spelling, with a snapshot's date if there is one. */
  readonly id: string;
  /** Without what names a snapshot: the model itself. */
  readonly base: string;
  /** A router's variant, such as `nitro`; it may have a price of its own. */
  readonly variant?: string;
  /** Made from the model by the user, and billed in its own way. */
  readonly isTuned: boolean;
  /** A router's id names the maker; one that doesn't isn't on its price list. */
  readonly isListedByMaker: boolean;
}

const makers: readonly (readonly [RegExp, Maker])[] = [
  [/^claude-/, 'anthropic'],
  [/^(?:gpt-|o\d(?:-|$)|chatgpt-|codex-|computer-use)/, 'openai'],
  [/^gemini-/, 'google'],
  [/^nova-/, 'amazon'],
  [/^deepseek-/, 'deepseek'],
  [/^grok-/, 'xai'],
];

/** A snapshot's date (OpenAI, Anthropic, Vertex), a moving name for the newest, or Google's number of a stable version. */
const snapshot = /(?:[-@](?:latest|default)|-\d{4}-\d{2}-\d{2}|[-@]\d{8}|-00\d)$/;
/** xAI's snapshots and the names of one model with and without reasoning. */
const grokSuffix = /(?:-beta|-\d{4}|-(?:non-)?reasoning)$/;

/**
 * Reads a model's id in any of the forms in which providers, routers and clouds write it: `gpt-4o-2024-08-06`,
 * `ft:gpt-4o:acme`, `claude-sonnet-4-5@20250929`, `anthropic/claude-sonnet-4.5:beta`, `claude-4-sonnet`,
 * `us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0`, the ARN of an inference profile, `models/gemini-2.5-pro`.
 * @param provider as the AI SDK or LangChain names it.
 * @returns `undefined` for a provider or a kind of model that isn't known.
 */
export function modelName(provider: string, model: string): ModelName | undefined {
  const vendor = vendorOf(provider);
  if (vendor === undefined) return undefined;
  const path = model.trim().toLowerCase();
  const slash = path.lastIndexOf('/');
  const last = path.slice(slash + 1);
  const isRouter = vendor === 'openrouter' || vendor === 'gateway';
  const [listed = last, variant] = isRouter ? last.split(':', 2) : [last];
  const own = vendor === 'bedrock' ? fromBedrock(listed) : listed;
  const tuned = tunedFrom(own);
  const id = makersSpelling(tuned ?? own);
  const maker = makers.find(([pattern]) => pattern.test(id))?.[1];
  if (maker === undefined) return undefined;
  return {
    vendor,
    listed,
    maker,
    id,
    base: baseOf(id, maker),
    ...(variant !== undefined && { variant }),
    isTuned: tuned !== undefined,
    isListedByMaker: !isRouter || slash > 0,
  };
}

/** `[region.]maker.model-v1:0`, where the region is that of an inference profile. */
function fromBedrock(listed: string): string {
  return listed
    .replace(/^(?:[a-z]+(?:-gov)?\.)?(?:anthropic|amazon|openai|deepseek|xai|google)\./, '')
    .replace(/(?:-v\d+)?(?::\d+k?)*$/, '');
}

/** OpenAI: `ft:model:organisation:name:id`; on Azure `model.ft-id`. */
function tunedFrom(id: string): string | undefined {
  return /^ft:([^:]+)/.exec(id)?.[1] ?? /^(.+)\.ft-/.exec(id)?.[1];
}

function makersSpelling(id: string): string {
  if (id.startsWith('claude-')) return claudeSpelling(id.replaceAll('.', '-'));
  return (
    id
      // Azure's names have no dots.
      .replace(/^gpt-35-/, 'gpt-3.5-')
      .replace(/^(gpt|gemini)-(\d)-(\d)(?=-|$)/, '$1-$2.$3')
      .replace(/^grok-4\.1(?=-|$)/, 'grok-4-1')
  );
}

/** Versions stood ahead of the family's name up to Claude 3, and some clients write the later ones so, too. */
function claudeSpelling(id: string): string {
  return id
    .replace(
      /^claude-([4-9])(?:-(\d))?-(opus|sonnet|haiku|fable|mythos)(?=[-@]|$)/,
      (_all, major, minor, family) =>
        ['claude', family, major, ...(minor === undefined ? [] : [minor])].join('-'),
    )
    .replace(/^claude-(opus|sonnet|haiku)-3-([57])(?=[-@]|$)/, 'claude-3-$2-$1')
    .replace(/^(claude-[a-z]+-\d)-0(?=[-@]|$)/, '$1');
}

function baseOf(id: string, maker: Maker): string {
  const base = id.replace(snapshot, '');
  return maker === 'xai' ? base.replace(grokSuffix, '').replace(grokSuffix, '') : base;
}

import type { PairVerdict, VerifyPair } from '../../contracts/verify-pair.ts';
import { InvalidOptionError } from '../../errors.ts';
import { align } from './align.ts';
import type { Guard, GuardId, PreparedPair } from './guard.ts';
import { english } from './languages/english.ts';
import type { Language } from './languages/language.ts';
import { questionType, scope, tense } from './meaning-guards.ts';
import { identifiers, names } from './name-guards.ts';
import { direction } from './order-guards.ts';
import { antonyms, negation } from './polarity-guards.ts';
import { prepareText } from './prepare-text.ts';
import { dates, money, numbers, units } from './quantity-guards.ts';
import { readingOnce } from './reading-once.ts';
import { type Domain, type Tier, tierOf, tierThresholds } from './tiers.ts';

/** Every guard, in the order in which they are asked: the first that refuses gives the reason. */
export const allGuards: readonly Guard[] = [
  numbers,
  units,
  dates,
  money,
  identifiers,
  negation,
  names,
  antonyms,
  direction,
  scope,
  questionType,
  tense,
];

/** What these compare is worded in many ways in long texts: there they refuse as many right pairs as wrong ones. */
const byWording = new Set<string>([
  'scope',
  'question-type',
  'tense',
  'negation',
  'direction',
  'identifiers',
]);

const inOtherWords: ReadonlySet<Tier> = new Set(['changed', 'restated', 'lengthy']);

/** Reading and aligning take more than linear time: a longer text must not hold up a server. In UTF-16 units. */
const LONGEST = 2_000;

export interface GuardsOptions {
  /** The id of the embedder, which says what similarities mean. Default: one that isn't known, with a threshold of 0.95. */
  readonly embedder?: string;
  /** The tables to read texts with. Default English. A text in another language passes only if the other one is the same. */
  readonly language?: Language;
  /**
   * How people ask; default `general`. In `narrative` a similarity of its own suffices where much is worded otherwise,
   * and guards that read the wording rest there; in other domains that serves wrong answers.
   */
  readonly domain?: Domain;
  /** Guards to leave out, by their reason. Default none. Each that is left out serves wrong answers of its kind. */
  readonly disable?: readonly GuardId[];
  /** Further guards of your domain, asked after the others. They give their own reasons. */
  readonly extra?: readonly { readonly id: string; differs(pair: PreparedPair): boolean }[];
  /** Words of your domain that mean the same, a group each; lower case. */
  readonly synonyms?: readonly (readonly string[])[];
  /**
   * Similarity from which a pair passes, by tier, -1 to 1. Default: those of the embedder. `Infinity` closes a tier.
   */
  readonly thresholds?: Partial<Readonly<Record<Tier, number>>>;
}

/**
 * Decides by what two questions say, not by their cosine alone: refuses pairs that differ in a number, a unit, a date,
 * a currency, an identifier, polarity, an opposite, a name, a direction, scope, the kind of question or tense, and asks
 * for a similarity that depends on how much else differs (see `Tier`). Pure and synchronous; texts are read once and the
 * last few hundred are kept. Throws `InvalidOptionError` for an unknown guard in `disable`.
 */
export function guards(options: GuardsOptions = {}): VerifyPair {
  const {
    embedder,
    language: base = english(),
    disable = [],
    extra = [],
    synonyms = [],
    thresholds = {},
    domain = 'general',
  } = options;
  const ids = new Set<string>(allGuards.map(({ id }) => id));
  if (disable.some((id) => !ids.has(id)))
    throw new InvalidOptionError('disable', `some of ${[...ids].join(', ')}`);
  const language = synonyms.length === 0 ? base : withSynonyms(base, synonyms);
  const active = [...allGuards.filter(({ id }) => !disable.includes(id)), ...extra];
  const required = { ...tierThresholds(embedder, domain), ...thresholds };
  const read = readingOnce((text) => prepareText(text, language));

  return ({ cached, asked, similarity }): PairVerdict => {
    if (cached === asked) return { verdict: 'same' };
    if (Math.max(cached.length, asked.length) > LONGEST) return { verdict: 'different', reason: 'too-long' };
    const [a, b] = [read(cached), read(asked)];
    if (a.plain === b.plain) return { verdict: 'same' };
    if (!a.supported || !b.supported) return { verdict: 'different', reason: 'unsupported-language' };
    const pair: PreparedPair = { a, b, similarity, alignment: align(a, b) };
    const tier = tierOf(pair);
    const wordingRests = tier === 'reworded' || (domain === 'narrative' && inOtherWords.has(tier));
    for (const guard of active) {
      if (wordingRests && byWording.has(guard.id)) continue;
      if (guard.differs(pair)) return { verdict: 'different', reason: guard.id };
    }
    return similarity >= required[tier]
      ? { verdict: 'same' }
      : { verdict: 'different', reason: `below-threshold-${tier}` };
  };
}

function withSynonyms(language: Language, groups: readonly (readonly string[])[]): Language {
  const synonyms = new Map(language.synonyms);
  const forms = new Map(language.forms);
  for (const [first, ...others] of groups) {
    if (first === undefined) continue;
    const key = forms.get(first) ?? synonyms.get(language.lemma(first)) ?? language.lemma(first);
    for (const word of [first, ...others]) {
      synonyms.set(language.lemma(word), key);
      forms.delete(word);
    }
  }
  return { ...language, synonyms, forms };
}

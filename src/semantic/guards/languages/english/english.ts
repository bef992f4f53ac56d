import type { Language, Rewrite } from '../language.ts';
import { writtenOut } from './contractions.ts';
import { isCourteous, withoutClosing, withoutOpening, withoutPlea, withoutTelling } from './courtesies.ts';
import { askedPlace, askedThing, askedWay, askedWhether, frontedPhrase, sameThing } from './frames.ts';
import { sameAsked } from './indirect.ts';
import { namedAlike, withCapitalI, withoutCapital, withoutShouting } from './names.ts';
import { areOpposites, areOtherDates, negators } from './opposites.ts';
import { oneArticle, phrasedAlike, verbsAlike, withoutArticle } from './phrases.ts';
import { countedAlike, measuredAlike, timedAlike } from './quantities.ts';
import { recognises } from './recognise.ts';
import { putRight, sameButForSlip, spelledAlike } from './spelling.ts';
import { wordingWords } from './vocabulary.ts';

type Apply = Rewrite['apply'];

/** What stands first once the opening is gone is the beginning of the request. */
const afterOpening =
  (without: Apply): Apply =>
  (units) => {
    const rest = without(units);
    return rest === units ? units : withoutCapital(rest);
  };

/** English, British and American. */
export const english: Language = {
  recognises,
  wording: wordingWords,
  courtesies: [{ id: 'courteous-sentence', says: isCourteous }],
  rewrites: [
    { id: 'capitals-only', reach: 'word', apply: withoutShouting },
    { id: 'first-capital', reach: 'frame', apply: withoutCapital },
    { id: 'misspelling', reach: 'word', apply: putRight },
    { id: 'capital-i', reach: 'word', apply: withCapitalI },
    { id: 'opening', reach: 'word', apply: afterOpening(withoutOpening) },
    { id: 'plea', reach: 'frame', apply: afterOpening(withoutPlea) },
    { id: 'closing', reach: 'word', apply: withoutClosing },
    { id: 'fronted-phrase', reach: 'word', apply: frontedPhrase },
    { id: 'telling', reach: 'frame', apply: withoutTelling },
    { id: 'way', reach: 'frame', apply: askedWay },
    { id: 'place', reach: 'frame', apply: askedPlace },
    { id: 'possible', reach: 'frame', apply: askedWhether },
    { id: 'thing', reach: 'frame', apply: askedThing },
    { id: 'contraction', reach: 'word', apply: writtenOut },
    { id: 'spelling', reach: 'word', apply: spelledAlike },
    { id: 'name-in-lower-case', reach: 'word', apply: namedAlike },
    { id: 'number', reach: 'word', apply: countedAlike },
    { id: 'measure', reach: 'word', apply: measuredAlike },
    { id: 'time', reach: 'word', apply: timedAlike },
    { id: 'phrase', reach: 'word', apply: phrasedAlike },
    { id: 'verb', reach: 'word', apply: verbsAlike },
    { id: 'article', reach: 'word', apply: withoutArticle },
    { id: 'a-or-an', reach: 'word', apply: oneArticle },
  ],
  equalWords: [
    { id: 'slip', same: sameButForSlip },
    { id: 'told-thing', same: sameThing },
  ],
  equalRequests: [{ id: 'indirect-question', same: sameAsked }],
  differences: [
    { reason: 'negation', differs: (one, other) => isNegator(one, other) || isNegator(other, one) },
    { reason: 'dates', differs: (one, other) => bothWords(one, other, areOtherDates) },
    { reason: 'opposites', differs: (one, other) => bothWords(one, other, areOpposites) },
  ],
};

type Side = Parameters<Language['differences'][number]['differs']>[0];

const isNegator = (one: Side, other: Side): boolean =>
  other === undefined && one?.kind === 'word' && negators.has(one.key.toLowerCase());

const bothWords = (one: Side, other: Side, hold: (one: string, other: string) => boolean): boolean =>
  one?.kind === 'word' && other?.kind === 'word' && hold(one.key.toLowerCase(), other.key.toLowerCase());

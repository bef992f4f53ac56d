import { frame, type Unit } from '../../unit.ts';
import { phraseLength, phraseTable, wordAt } from './phrase-table.ts';
import { auxiliaries, determiners, pronouns, questionWords } from './vocabulary.ts';
import { phrasesOf, wordSet } from './words.ts';

/** Ways to ask for a way. "How do you" isn't among them: it may ask what the one asked does. */
const ways = phraseTable(
  phrasesOf(`
how do i | how can i | how would i | how to | how i can | how does one |
what is the way to | what's the way to | whats the way to | what are the steps to | the steps to | steps to
`),
);

/** After "how do I" these ask for a state, or for what befalls one, not for a way: "how do I look", "how would I die". */
const states = wordSet(`
look feel sound seem appear smell taste fare rank compare differ score come do not
die age owe grow heal react respond dream inherit suffer exist matter fall catch
`);

/** Makes one of all ways to ask for a way. */
export function askedWay(units: readonly Unit[]): readonly Unit[] {
  const told = units[0]?.key === 'told' && units[0].kind === 'frame' ? 1 : 0;
  const length = phraseLength(ways, units, told);
  const verb = wordAt(units, told + length);
  // "How I can" asks for a way only behind "tell me".
  if (length === 0 || verb === '' || states.has(verb)) return units;
  if (told === 0 && wordAt(units, 1) === 'i') return units;
  return [frame('way'), ...units.slice(told + length)];
}

const places = phraseTable(phrasesOf('where do i | where can i'));
const atPlaces = wordSet('find download buy');
/** Only where the object says that no place on a way is asked for: "where do I change trains", "where do I get off". */
const withMine = wordSet('get see view check renew change');

/** Makes one of "where do I find" and "where can I find". With other verbs the one asks for a duty. */
export function askedPlace(units: readonly Unit[]): readonly Unit[] {
  const length = phraseLength(places, units);
  const verb = wordAt(units, length);
  const known = atPlaces.has(verb) || (withMine.has(verb) && wordAt(units, length + 1) === 'my');
  if (length === 0 || !known) return units;
  return [frame('where'), ...units.slice(length)];
}

const possibilities = phraseTable(phrasesOf('is it possible to | is it possible for me to | can i'));

/** Makes one of "is it possible to" and "can I". */
export function askedWhether(units: readonly Unit[]): readonly Unit[] {
  const length = phraseLength(possibilities, units);
  if (length === 0 || wordAt(units, length) === '' || wordAt(units, length) === 'not') return units;
  return [frame('can'), ...units.slice(length)];
}

const tellings = phraseTable(phrasesOf('tell me the | can you tell me the | could you tell me the'));
const listings = phraseTable(phrasesOf('give me the | list the'));
const things = phraseTable(phrasesOf("what is the | what's the | whats the"));
const plurals = phraseTable(phrasesOf('what are the'));

const indefinite = wordSet('a an');
/** What is told is no answer to what it is: "tell me the truth". */
const narrated = wordSet('truth story tale joke poem');

/** Makes one of "tell me the", "give me the ... of" and "list the ... of", and marks "what is the" and "what are the". */
export function askedThing(units: readonly Unit[]): readonly Unit[] {
  const listing = phraseLength(listings, units);
  // "Give me the body of an email" asks for one to be written.
  const named = [1, 2, 3].some(
    (offset) =>
      wordAt(units, listing + offset) === 'of' && !indefinite.has(wordAt(units, listing + offset + 1)),
  );
  const telling = phraseLength(tellings, units);
  const told = (narrated.has(wordAt(units, telling)) ? 0 : telling) || (named ? listing : 0);
  const one = phraseLength(things, units);
  const length = told || one || phraseLength(plurals, units);
  if (length === 0 || wordAt(units, length) === '') return units;
  return [frame(told > 0 ? 'tell-the' : one > 0 ? 'what-is-the' : 'what-are-the'), ...units.slice(length)];
}

/** Whether one asks to be told what the other asks for. */
export const sameThing = (one: Unit, other: Unit): boolean =>
  one.kind === 'frame' && other.kind === 'frame' && (asksThing(one, other) || asksThing(other, one));
const asksThing = (told: Unit, asked: Unit): boolean =>
  told.key === 'tell-the' && (asked.key === 'what-is-the' || asked.key === 'what-are-the');

const linking = wordSet(
  'in on at for with from to of by into after before during as within without under over',
);
const prepositions = wordSet(
  'in on at for with from to after before during as if when while without within under over',
);
/** One of these in the main clause, and the phrase in front might belong to something else in it. */
const anchors = wordSet(`
that which who whom whose where when if while before after until since because than not never only even just also
say says said tell tells told think thinks thought know knows knew believe claim hope plan decide promise ask asked want
and or but made sent given taken written known kept held left lost found built bought sold paid born done seen brought
`);

const noParticiple = wordSet(
  'need feed speed seed bed red thing things anything something nothing king bring morning evening',
);

/** Puts "in Excel," from before a short question of one clause behind it. */
export function frontedPhrase(units: readonly Unit[]): readonly Unit[] {
  if (!prepositions.has(wordAt(units, 0))) return units;
  const comma = units.findIndex(({ kind, key }) => kind === 'mark' && key === ',');
  if (comma < 2 || comma > 12 || units.length - comma > 16) return units;
  const clause = units.slice(comma + 1);
  const first = wordAt(clause, 0);
  if (!questionWords.has(first) && !auxiliaries.has(first)) return units;
  for (const [index, piece] of clause.entries()) {
    if (piece.exact || piece.kind === 'literal' || piece.kind === 'mark') return units;
    const word = wordAt(clause, index);
    const before = wordAt(clause, index - 1);
    if (index > 0 && anchors.has(word)) return units;
    // "The car I bought", "the car my father bought": a clause of its own.
    if (pronouns.has(word) && !auxiliaries.has(before)) return units;
    const object = pronouns.has(wordAt(clause, index - 2)) || wordAt(clause, index - 2) === 'to';
    if (determiners.has(word) && !auxiliaries.has(before) && !linking.has(before) && !object) return units;
    // A participle takes phrases of its own: "the file deleted after the update".
    if (/(ed|ing)$/.test(word) && !noParticiple.has(word)) return units;
  }
  const phrase = units.slice(0, comma).map((piece, index) => (index === 0 ? { ...piece, gap: ' ' } : piece));
  return [...clause, ...phrase];
}

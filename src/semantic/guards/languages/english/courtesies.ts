import { frame, type Sentence, type Unit } from '../../unit.ts';
import { phraseLength, phraseTable, wordAt } from './phrase-table.ts';
import { auxiliaries, imperatives, questionWords } from './vocabulary.ts';
import { phrasesOf, wordSet } from './words.ts';

const markers = wordSet(`
hi hello hey hiya greetings thank thanks thx ty ta cheers sorry apologies pardon excuse appreciate appreciated grateful
regards hope hoping
`);

/** What sentences of thanks, greeting and excuse are made of: nothing that an answer could depend on. */
const courteous = wordSet(`
hi hello hey hiya greetings dear good morning afternoon evening day there all everyone everybody folks team friend
friends sir madam thank thanks thx ty ta cheers you u so very much a lot million in advance again for your help time
patience support kindly the i we really truly would be much appreciate appreciated it grateful that sorry apologies
pardon excuse me to bother disturb trouble and my best kind warm regards hope hoping are is well doing today this finds
have nice great lovely wonderful if can could please many
`);

/** A sentence that holds one of the words of courtesy and none that says anything else. */
export function isCourteous({ units, ending }: Sentence): boolean {
  if (ending === '?') return false;
  let marked = false;
  for (const { kind, lower } of units) {
    if (kind === 'mark' && (lower === ',' || lower === "'")) continue;
    if (kind !== 'word' || !courteous.has(lower.replace(/'(m|re|d|s|ve)$/, ''))) return false;
    marked ||= markers.has(lower) || (lower === 'good' && units.length === 2);
  }
  return marked;
}

const openings = phrasesOf(`
hi there | hi all | hi everyone | hi team | hi | hello there | hello all | hello everyone | hello | hey there | hey |
hiya | greetings | good morning | good afternoon | good evening | dear team | excuse me |
sorry to bother you , but | sorry to bother you but | sorry to bother you | sorry to trouble you , but
`);

/** Asks for a thing to be told: what is asked for follows. */
const tellings = phrasesOf(
  [
    ...['can', 'could', 'would', 'will'].flatMap((modal) =>
      ['you', 'u', 'someone', 'somebody', 'anyone', 'anybody'].flatMap((who) =>
        ['', 'please ', 'kindly ', 'possibly ', 'maybe ', 'pls ', 'plz ', 'please , please '].flatMap((how) =>
          ['tell me', 'tell us', 'show me', 'explain to me', 'explain', 'please tell me'].map(
            (verb) => `${modal} ${who} ${how}${verb}`,
          ),
        ),
      ),
    ),
    ...['would like', 'would love', 'want', 'need', 'just want'].map((wish) => `i ${wish} to know`),
    "i'd like to know",
    "i'd love to know",
    ...["i'd be", 'i would be'].flatMap((be) =>
      ['', 'really ', 'very ', 'most '].flatMap((how) =>
        ['tell me', 'let me know'].map((verb) => `${be} ${how}grateful if you could ${verb}`),
      ),
    ),
    ...[
      'i was wondering',
      'i am wondering',
      "i'm wondering",
      'i was just wondering',
      'i wonder',
      'i just wonder',
    ],
    ...['i was wondering if you could tell me', 'i was wondering whether you could tell me'],
    ...['i was wondering if you could kindly tell me', 'i was wondering whether you could kindly tell me'],
    ...[
      'do you know',
      'do you happen to know',
      'would you happen to know',
      'does anyone know',
      'does anybody know',
    ],
    ...[
      'may i ask',
      'might i ask',
      'can i ask',
      'could i ask',
      'may i kindly ask',
      'could i please ask',
      'may i please ask',
      'could i kindly ask',
    ],
    ...['would you mind telling me', 'would you please tell me', 'tell me', 'show me', 'explain'],
    ...['describe', 'would you be able to tell me', 'would you be so kind as to tell me'],
  ].join('\n'),
);

/** Asks for a thing to be done: with one of these it is no question whether it can be. */
const pleas = phrasesOf(
  ['can', 'could', 'would', 'will']
    .flatMap((modal) => ['please', 'kindly', 'pls', 'plz'].map((how) => `${modal} you ${how}`))
    .concat('please', 'pls', 'plz', 'kindly')
    .join('\n'),
);

const closings = phrasesOf(`
please | pls | plz | thanks | thank you | thx | ty | cheers | many thanks | thanks a lot | thank you very much |
thank you so much | thanks so much | thanks in advance | thank you in advance | please and thank you
`);

const openingsByFirst = phraseTable(openings);
const tellingsByFirst = phraseTable(tellings);
const pleasByFirst = phraseTable(pleas);
const closingWords = new Set(closings.map((phrase) => phrase.at(-1) ?? ''));
const closingsLongestFirst = closings.toSorted((one, other) => other.length - one.length);

const orders = wordSet('tell show');
const startsRequest = (word: string): boolean =>
  questionWords.has(word) ||
  auxiliaries.has(word) ||
  imperatives.has(word) ||
  word === 'please' ||
  word === 'i';

/** Takes greetings and excuses from the beginning of a request. */
export function withoutOpening(units: readonly Unit[]): readonly Unit[] {
  let start = 0;
  for (;;) {
    const length = phraseLength(openingsByFirst, units, start);
    if (length === 0) break;
    const comma = wordAt(units, start + length) === ',' ? 1 : 0;
    const next = wordAt(units, start + length + comma);
    // "Hey Jude" and "hello world" greet nobody.
    if (next === '' || (comma === 0 && !startsRequest(next))) break;
    start += length + comma;
  }
  return start === 0 ? units : units.slice(start);
}

/** Takes "please" and "could you please" from the beginning of a request. */
export function withoutPlea(units: readonly Unit[]): readonly Unit[] {
  const length = phraseLength(pleasByFirst, units);
  if (length === 0 || phraseLength(tellingsByFirst, units) > length) return units;
  const comma = wordAt(units, length) === ',' ? 1 : 0;
  return startsRequest(wordAt(units, length + comma)) ? units.slice(length + comma) : units;
}

/** Takes "tell me" and its like from before a question, and leaves a mark of the indirect question. */
export function withoutTelling(units: readonly Unit[]): readonly Unit[] {
  const length = phraseLength(tellingsByFirst, units);
  const next = wordAt(units, length);
  if (length === 0 || !(questionWords.has(next) || next === 'if' || next === 'whether')) return units;
  // "Do you know how to swim" asks what the one asked can do.
  if (wordAt(units, 0) === 'do' && (next === 'how' || next === 'who')) return units;
  // "Do you know what I mean" asks whether one is understood.
  if (wordAt(units, 0) === 'do' && next === 'what' && wordAt(units, length + 1) === 'i') return units;
  // "Tell me when it is ready" asks to be told then.
  if (orders.has(wordAt(units, 0)) && (next === 'when' || next === 'if' || next === 'whether')) return units;
  return [frame('told'), ...units.slice(length)];
}

/** Takes thanks and "please" from the end of a request. */
export function withoutClosing(units: readonly Unit[]): readonly Unit[] {
  if (!closingWords.has(wordAt(units, units.length - 1))) return units;
  for (const phrase of closingsLongestFirst) {
    const start = units.length - phrase.length;
    if (start < 2 || !phrase.every((word, index) => wordAt(units, start + index) === word)) continue;
    const comma = wordAt(units, start - 1) === ',';
    // A name, such as that of a show, has a capital.
    if (units.slice(start).some(({ key, lower }) => key !== lower)) continue;
    // "How do I say no thanks" has no comma; "please" needs none.
    if (!comma && phrase[0] !== 'please' && phrase[0] !== 'pls' && phrase[0] !== 'plz') continue;
    return units.slice(0, comma ? start - 1 : start);
  }
  return units;
}

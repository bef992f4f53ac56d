import type { RawToken } from '../../tokenize.ts';

const split = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** One of these makes a clause a courtesy, if all its other words are such as stand in courtesies. */
const markers = split(`
hi hello hey hiya greetings thank thanks thx ty ta cheers sorry apologies apologise apologize pardon excuse forgive hope
hoping appreciate appreciated grateful obliged regards respectfully sincerely
`);

/** Words that courtesies are made of. Nouns and verbs of any other use aren't among them: "sorry, wrong order" stays. */
const courtesyWords = split(`
a about advance again all am and any anybody anyone are asking at be been beginner being best bother bothering
busy can could day did disturb disturbing do doing dumb email ever everybody everyone everything fine finds first
for forever great greatly had have help helping here i if in inconvenience interrupting interruption is it just kind
kindly late lot lots lovely many me message million morning most much my newbie nice noob now of on once one our
patience patient pretty please question questions quick really right s second short silly simple so soon still stupid
taking terribly that the there this time to trouble troubling truly us very warm was we week weekend well were will
with wonderful would you your yours 'd 'll 'm 're 've 's
`);
/** What a plea for help is made of: with a word of what the help is for, it is the question itself. */
const plea = split(
  'anybody anyone can could help here i kindly maybe me please someone somebody us will would you',
);

const addressees = split(
  'all again doc doctor everybody everyone folks friend friends guys madam professor sir support team there',
);
const questionWords = split('what which who whom whose when where why how');
const modals = split('can could would might may will');
const persons = split('i we you u anyone anybody someone somebody');
const adverbs = split('please pls kindly possibly perhaps maybe just also really so greatly most very again');
const openings = new Set([...questionWords, 'if', 'whether', 'about', 'at']);
/** Without one of these a text has no courtesy in it. */
const signals = new Set([...markers, ...modals, "'d", 'dear', 'good']);
const determiners = split('the a an my our your');
const wishes = split('love like want wish');
const openers = split('please pls so and but');
const would = split("would 'd");
const asker = split('me us');
const soOrAs = split('so as');
const kindness = split('kind nice good');
const learning = split('know knowing learn hear ask');
const asking = split('ask know say');
const telling = split('tell inform advise');
const explaining = split('explain clarify');
const thankful = split('grateful obliged glad happy thankful delighted');

/**
 * Leaves out what is said for politeness' sake: clauses of greeting, thanks and apology, and lead-ins such as "could
 * somebody please tell me". A clause with a word of its own stays, and so does a text that would be empty without them.
 */
export function withoutCourtesies(tokens: readonly RawToken[]): readonly RawToken[] {
  if (!tokens.some(({ surface }) => signals.has(surface))) return tokens;
  const kept = clauses(tokens)
    .filter((clause) => !isCourtesy(clause))
    .flatMap((clause) => clause.slice(leadIn(clause)));
  return kept.some(({ kind }) => kind !== 'symbol') ? kept : tokens;
}

/** The clauses of a text, each with the sign that ends it. */
function clauses(tokens: readonly RawToken[]): RawToken[][] {
  const found: RawToken[][] = [];
  let clause: RawToken[] = [];
  for (const token of tokens) {
    clause.push(token);
    if (token.kind === 'symbol' && /^[.!?;:,]$/.test(token.surface)) {
      found.push(clause);
      clause = [];
    }
  }
  if (clause.length > 0) found.push(clause);
  return found;
}

function isCourtesy(clause: readonly RawToken[]): boolean {
  const words = clause.filter(({ kind }) => kind !== 'symbol');
  const [first, second] = [words[0]?.surface ?? '', words[1]?.surface ?? ''];
  if (words.some(({ kind }) => kind !== 'word')) return false;
  if (words.length <= 4 && isGreeting(first, second, words.length)) return true;
  if (words.some(({ surface }) => questionWords.has(surface))) return false;
  if (modals.has(first) && words.every(({ surface }) => plea.has(surface)))
    return words.some(({ surface }) => surface === 'help');
  return (
    clause.at(-1)?.surface !== '?' &&
    words.some(({ surface }) => markers.has(surface)) &&
    words.every(({ surface }) => markers.has(surface) || courtesyWords.has(surface))
  );
}

function isGreeting(first: string, second: string, count: number): boolean {
  if (first === 'dear') return true;
  if (first === 'good') return /^(morning|afternoon|evening|day)$/.test(second);
  return /^(hi|hello|hey|hiya)$/.test(first) && (count === 1 || addressees.has(second));
}

/** How many tokens at the start of a clause only lead to the question: "may I please ask", "I'd love to know". */
function leadIn(clause: readonly RawToken[]): number {
  let at = 0;
  const word = (): string => clause[at]?.surface ?? '';
  const take = (...words: readonly (ReadonlySet<string> | string)[]): boolean => {
    const start = at;
    for (const expected of words) {
      if (!(typeof expected === 'string' ? word() === expected : expected.has(word()))) {
        at = start;
        return false;
      }
      at++;
    }
    return true;
  };
  const skip = (words: ReadonlySet<string>): void => {
    while (words.has(word())) at++;
  };

  skip(openers);
  const wishing = take(persons, would);
  if (!wishing && !take(modals, persons)) return 0;
  skip(adverbs);
  if (wishing) {
    if (take(wishes, 'to') || take('appreciate')) {
      skip(adverbs);
      if (!take(learning)) return 0;
      return openings.has(word()) ? at : 0;
    }
    if (!take('be')) return 0;
    skip(adverbs);
    if (!take(thankful, 'if', persons, modals)) return 0;
    skip(adverbs);
  }
  if (take('be', soOrAs, kindness, 'as', 'to')) skip(adverbs);
  if (take('let', asker, 'know')) return openings.has(word()) ? at : 0;
  if (take(asking)) {
    take('you');
    return openings.has(word()) ? at : 0;
  }
  if (take(telling, asker)) {
    take('of');
    return openings.has(word()) || determiners.has(word()) ? at : 0;
  }
  if (take(explaining)) {
    take('to', asker);
    return openings.has(word()) || determiners.has(word()) ? at : 0;
  }
  return 0;
}

import type { Token } from '../../token.ts';
import { wordSet } from './words.ts';

/** Function words of English that are words of no other language that is much written in the same alphabet. */
const english = wordSet(`
the how what which where when who whom whose why does did doing with without from this that these those there it get
your our their his its you they she should would could cannot can't can don't doesn't didn't isn't i'm i've what's there
it's how's where's who's if because about into between through after before while until against every were than
then both each some much many if
`);

/** One of these will do: no other language in this alphabet has it, but for names that begin with "The". */
const certainly = wordSet('the does did what which should would could how why where');

/** Function words that other languages have as well, and which: none may be all that a text is told by. */
const shared: ReadonlyMap<string, readonly string[]> = new Map(
  `is:nl in:nl,de,it of:nl was:nl,de we:nl had:nl been:nl over:nl an:de,fr am:de will:de on:fr,pl or:fr,it a:fr,es,it,pt,pl
has:es,fr no:es,it,pt do:pt,pl,cs my:pl,cs to:pl,cs for:da at:da,sv by:da have:da under:da,sv her:da,de,tr be:sl but:fr,pl
me:es,fr,it,nl,pt as:pt,es so:de,nl not:de all:de he:es,nl are:ro can:tr and:da than:vi`
    .split(/\s+/)
    .map((entry): [string, string[]] => {
      const [word = '', languages = ''] = entry.split(':');
      return [word, languages.split(',')];
    }),
);

/** Function words of other languages that are none of English. */
const foreign = wordSet(`
der das und ist nicht ein eine einen einem für mit von dem den wie wir ich du auf auch kann wird sind mein dein
le la les des une est pas dans pour avec qui que quoi où je tu il elle nous vous mon ma mes votre sur ce cette
el los las una del y es por para como qué cuál cómo mi su se lo al yo un di che è non come dove quando mio tuo sono
si della nel o os um uma da dos não em com meu seu são na ao você de het een en van voor niet met mijn jouw op naar hoe
wat waar wie welke ik zijn maar ook kan och att det som ett på är inte hur vad jag din till av med og ikke jeg hvor
hvad hvordan nie się jest jak czy mój co gdzie w z
`);
const otherScript = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const ascii = /^[a-z'-]+$/;

/**
 * Whether a text surely is English: for each other language two of its function words, or one in a text of five words at
 * the most, are of English and not of that language; and none is of another. Tables must not open for a text that two
 * languages share.
 */
export function recognises(tokens: readonly Token[]): boolean {
  let words = 0;
  const found = new Set<string>();
  let certain = false;
  for (const { kind, text, lower } of tokens) {
    if (kind !== 'word') continue;
    if (foreign.has(lower) || (!ascii.test(lower) && otherScript.test(lower))) return false;
    certain ||= certainly.has(lower) && text !== 'The';
    if (!certain && (english.has(lower) || shared.has(lower) || (text === 'I' && words > 0)))
      found.add(lower);
    words++;
  }
  return certain || found.size - mostExplained(found) >= (words > 5 ? 2 : 1);
}

/** How many of the words one other language has. */
function mostExplained(words: ReadonlySet<string>): number {
  const explained = new Map<string, number>();
  for (const word of words)
    for (const language of shared.get(word) ?? [])
      explained.set(language, (explained.get(language) ?? 0) + 1);
  return Math.max(0, ...explained.values());
}

import type { ContentToken, PreparedText } from './prepared-text.ts';

/** How far something has come. `done`: over; `ongoing`: under way; `coming`: not begun; `plain`: as a rule, or asked to be done. */
export type VerbForm = 'done' | 'ongoing' | 'coming' | 'plain';

const skipped =
  /^(not|n't|never|just|already|now|still|ever|yet|always|also|i|we|you|he|she|it|they|only|really|actually|currently|recently|finally)$/;
const prospects = new Set(
  'going about start starting starts begin beginning begins plan planning plans want wanting wants intend intending trying ready have has need needs supposed'.split(
    ' ',
  ),
);
/** Participles that look like the verb: "has burst", "has run". */
const unchanging =
  /^(burst|run|come|become|put|cut|set|hit|let|shut|split|spread|hurt|quit|overrun|reset|upset)$/;
const clauseEnd =
  /^([?!.,;:]|and|but|or|if|because|so|that|which|when|while|where|whether|before|after|until)$/;
/** A question turns round a verb and its subject, which takes a few words. */
const REACH = 6;

/** How far what a verb says has come, as its auxiliaries tell: "has burnt", "is burning", "is starting to burn". */
export function verbForm(text: PreparedText, token: ContentToken): VerbForm | undefined {
  const { tokens } = text;
  const progressive = token.surface.endsWith('ing');
  const past = isPast(text, token);
  let near = true;
  for (let left = token.at - 1; left >= Math.max(0, token.at - REACH); left--) {
    const word = tokens[left] ?? '';
    if (skipped.test(word)) {
      // "I pushed": a past that follows its subject.
      if (near && past && /^(i|we|you|he|she|it|they)$/.test(word) && !inverted(tokens, left)) return 'done';
      continue;
    }
    if (word === 'who') return near && past ? 'done' : undefined;
    if (clauseEnd.test(word)) return undefined;
    if (near && word === 'to') {
      const before = tokens[left - 1] ?? '';
      return prospects.has(before) ? 'coming' : 'plain';
    }
    // "Thinking of quitting": not yet.
    if (near && progressive && /^(of|about|considering)$/.test(word)) {
      const thought = word === 'considering' ? word : (tokens[left - 1] ?? '');
      return /^(thinking|think|considering|dreaming)$/.test(thought) ? 'coming' : undefined;
    }
    if (near && word === 'being') return past ? 'ongoing' : undefined;
    // Past its subject ("is the backup running") only an auxiliary that opens the clause belongs to the verb.
    if (!near && !opens(tokens, left)) continue;
    if (/^(will|'ll|wo)$/.test(word)) return 'coming';
    if (word === 'did') return 'done';
    if (/^(has|have|had|'ve)$/.test(word)) return past || unchanging.test(token.surface) ? 'done' : undefined;
    if (/^(been|was|were|got)$/.test(word)) return past ? 'done' : undefined;
    if (/^(is|are|am|'m|'re|'s)$/.test(word)) return progressive ? 'ongoing' : undefined;
    if (/^(can|could|should|do|does|would|must|may|might)$/.test(word)) {
      // "How do I return a cancelled order": the past is no verb of this clause.
      return past ? undefined : 'plain';
    }
    near = false;
  }
  return undefined;
}

/** "Have I paid": what stands before the pronoun is an auxiliary that will tell. */
function inverted(tokens: readonly string[], at: number): boolean {
  return /^(have|has|had|was|were|am|is|are|did|do|does|can|should|will)$/.test(tokens[at - 1] ?? '');
}

function opens(tokens: readonly string[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || /^([?!.,;:]|and|but|why|when|where|how|what|who)$/.test(before);
}

function isPast({ language }: PreparedText, { surface }: ContentToken): boolean {
  if (surface.endsWith('ing')) return false;
  if (surface.endsWith('ed')) return surface.length > 4;
  const lemma = language.lemma(surface);
  if (surface.startsWith(lemma)) return /^(t|n|en)$/.test(surface.slice(lemma.length));
  return !/(s|y|ie)$/.test(surface);
}

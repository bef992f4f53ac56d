import type { PreparedText } from './prepared-text.ts';

const questionWord = /^(how|what|where|when|who|which)$/;

/**
 * Whether a text asks a second question besides its first: "who is she and where is she". "And why" is none: who is
 * asked for a favourite tells why of his own accord.
 */
export function asksMore({ tokens }: PreparedText): boolean {
  return tokens.some(
    (word, at) =>
      (word === 'and' || word === 'but') &&
      questionWord.test(tokens[at + 1] ?? '') &&
      tokens
        .slice(0, at)
        .some((before) => questionWord.test(before) || /^(is|are|does|do|can)$/.test(before)),
  );
}

export type Modality = 'must' | 'should' | 'can';

/** Whether a text asks for what one must, should or can do. Undefined where it asks how, for there they say the same. */
export function modalityOf({ tokens, question }: PreparedText): Modality | undefined {
  if (question !== 'yes-no' && question !== 'may') return undefined;
  for (const [at, word] of tokens.entries()) {
    if (/^(and|if|when|because|[?!.,;:])$/.test(word) && at > 2) return undefined;
    const next = tokens[at + 1];
    if (word === 'must' || word === 'mandatory' || word === 'compulsory' || word === 'obligatory')
      return 'must';
    if (next === 'to' && /^(have|need|required|obliged|necessary)$/.test(word)) return 'must';
    if (word === 'should') return 'should';
    if (word === 'can' || word === 'could' || word === 'may') return 'can';
    if (next === 'to' && /^(allowed|permitted|possible)$/.test(word)) return 'can';
  }
  return undefined;
}

/** "What is it like to be a nurse" asks for the experience of it, "What is a nurse" for what it is. */
export function asksForExperience({ tokens }: PreparedText): boolean {
  const at = tokens.indexOf('like');
  if (at < 2 || !/^(to|being|having|living|working|for)$/.test(tokens[at + 1] ?? '')) return false;
  return tokens.slice(0, at).includes('what') && /^(it|is|'s|be|was|feel|feels)$/.test(tokens[at - 1] ?? '');
}

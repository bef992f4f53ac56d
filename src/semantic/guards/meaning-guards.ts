import type { Guard } from './guard.ts';
import { findsOther } from './inner-question.ts';
import { ownerOf } from './owners.ts';
import type { PreparedText, QuestionType } from './prepared-text.ts';
import { asksForExperience, asksMore, modalityOf } from './question-shades.ts';
import { type VerbForm, verbForm } from './verb-form.ts';

/** Only one of the two says "only", "all", "some", "except" or the like. "Any" and articles don't count. */
export const scope: Guard = {
  id: 'scope',
  differs({ a, b }) {
    // "Some" says little against nothing, and much against "all".
    const lone = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
      [...one].some((word) => word !== 'some' && !other.has(word));
    return lone(a.scope, b.scope) || lone(b.scope, a.scope);
  },
};

const open: ReadonlySet<QuestionType> = new Set(['none', 'what', 'which']);
const alike = new Set([
  'yes-no may',
  'which define',
  'define what',
  'how-many cost',
  'how-many what',
  'how-many which',
]);

/**
 * They ask for different things: when or where, how or who, what one must or can do; or the second asks more than the
 * first. Texts without a question word fit all.
 */
export const questionType: Guard = {
  id: 'question-type',
  differs({ a, b, alignment: { matched } }) {
    // "What is a credit score?" asks for the meaning, "What is my credit score?" for the figure.
    if (
      a.question === 'what' &&
      b.question === 'what' &&
      a.content.length <= 3 &&
      a.persons.has('first') !== b.persons.has('first')
    )
      return true;
    if (a.question === 'what' && b.question === 'what' && a.content.length <= 3) {
      const kinds = matched.map(([one, other]) => [ownerOf(a, one)?.kind, ownerOf(b, other)?.kind]);
      if (kinds.some((pair) => pair.includes('nobody') && pair.includes('person'))) return true;
    }
    if (findsOther(a, b)) return true;
    // The answer to two questions serves one of them, and not the other way round.
    if (asksMore(b) && !asksMore(a)) return true;
    if (asksForExperience(a) !== asksForExperience(b)) return true;
    const [modality, other] = [modalityOf(a), modalityOf(b)];
    if (modality !== undefined && other !== undefined && modality !== other) return true;
    if ((a.question === 'yes-no' && b.statement) || (b.question === 'yes-no' && a.statement)) return true;
    if (a.question === b.question || a.question === 'none' || b.question === 'none') return false;
    if (open.has(a.question) && open.has(b.question)) return false;
    if (alike.has(`${a.question} ${b.question}`) || alike.has(`${b.question} ${a.question}`)) return false;
    return true;
  },
};

/** One speaks of what is over, the other of what goes on or is to come, or one of others and the other of oneself. */
export const tense: Guard = {
  id: 'tense',
  differs({ a, b, alignment: { matched } }) {
    if (matched.some(([one, other]) => otherForms(a, verbForm(a, one), verbForm(b, other)))) return true;
    if ((a.tense === 'past' && b.tense === 'future') || (a.tense === 'future' && b.tense === 'past'))
      return true;
    return (
      a.persons.has('third') !== b.persons.has('third') && a.persons.has('first') !== b.persons.has('first')
    );
  },
};

/** What is over can't be waited for or watched; "why are you charging me" and "why was I charged" ask the same. */
function otherForms(
  { question, negations }: PreparedText,
  form: VerbForm | undefined,
  other: VerbForm | undefined,
): boolean {
  const rival = form === 'done' ? other : other === 'done' ? form : undefined;
  if (rival === 'ongoing') return question !== 'why' && negations === 0;
  return rival === 'coming' || (rival === 'plain' && question === 'how');
}

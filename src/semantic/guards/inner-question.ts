import type { PreparedText } from './prepared-text.ts';

const finding =
  /^(see|check|know|tell|find|out|learn|figure|determine|verify|understand|view|discover|look|identify|remember|decide|say)$/;
const asked = new Map(
  Object.entries({
    when: 'when',
    where: 'where',
    who: 'who',
    whom: 'who',
    whose: 'who',
    why: 'why',
    if: 'whether',
    whether: 'whether',
  }),
);

const looking = /^(see|check|find|out|view|look|verify)$/;

/** The question within a question, and the verb that it hangs on: `when` and `see` in "how do I see when it expires". */
interface InnerQuestion {
  readonly asks: string;
  readonly verb: string;
}

/**
 * Whether two questions of how to find something out ask to find out different things: when, where, who, whether. What
 * a thing is, a noun says as well ("find what my balance is"), and so may it with the same verb on both sides.
 */
export function findsOther(a: PreparedText, b: PreparedText): boolean {
  const [one, other] = [innerQuestion(a), innerQuestion(b)];
  if (one !== undefined && other !== undefined) return one.asks !== other.asks;
  if (one !== undefined) return !b.tokens.includes(one.verb);
  return other !== undefined && !a.tokens.includes(other.verb);
}

function innerQuestion({ tokens, question }: PreparedText): InnerQuestion | undefined {
  if (question !== 'how' && question !== 'may' && question !== 'yes-no') return undefined;
  // "Can you tell me when" is a polite "when"; "can I see when" is not.
  const verbs = question === 'how' ? finding : looking;
  for (let at = 1; at < tokens.length; at++) {
    const word = tokens[at] ?? '';
    const verb = tokens[at - 1] ?? '';
    if (!verbs.test(verb)) continue;
    const inner = asked.get(word);
    if (inner !== undefined) return { asks: inner, verb };
    if (word === 'how' && /^(many|much|long|often|old)$/.test(tokens[at + 1] ?? ''))
      return { asks: `how-${tokens[at + 1]}`, verb };
  }
  return undefined;
}

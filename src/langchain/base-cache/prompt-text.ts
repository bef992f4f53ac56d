// How `getBufferString` of core renders what is no text: `[image]`, `[text-plain file]`, or any block's type.
const placeholder = /\[[A-Za-z][\w.-]*( file)?\]/;

/**
 * Whether a prompt's text may stand for content that it doesn't hold: two different images are one `[image]`. Such a
 * word in brackets that a user wrote looks the same, and is refused with it.
 */
export function holdsPlaceholder(prompt: string): boolean {
  return placeholder.test(prompt);
}

/** A prompt's text, cut into what must be equal and the question that may be worded differently. */
export interface PromptText {
  readonly prefix: string;
  readonly question?: string;
}

const HUMAN = 'Human: ';
// A line that may begin another message: then the text behind is not the user's alone.
const label = /^[\w -]{1,40}: /m;

/**
 * Cuts a chat prompt before the text of its last message, if that is the user's. Where the roles can't be told for
 * sure there is no question, and the prompt is looked up exactly only.
 */
export function promptText(prompt: string): PromptText {
  const inner = prompt.lastIndexOf(`\n${HUMAN}`);
  const start = inner === -1 ? (prompt.startsWith(HUMAN) ? 0 : -1) : inner + 1;
  if (start === -1) return { prefix: prompt };
  const question = prompt.slice(start + HUMAN.length);
  if (question === '' || label.test(question)) return { prefix: prompt };
  return { prefix: prompt.slice(0, start + HUMAN.length), question };
}

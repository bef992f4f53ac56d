/** What the offline model knows. Everything else it says it doesn't. */
const answers: readonly (readonly [RegExp, string])[] = [
  [
    /password/i,
    'To reset your password, open **Settings**, choose **Security**, then **Reset password**. We send a link to your e-mail address; it is good for one hour.\n\nIf no mail comes:\n\n1. Look into the spam folder.\n2. See whether the address in your profile is right.\n3. Ask for a new link; the old one stops working then.',
  ],
  [
    /invoice|receipt|bill/i,
    'Every invoice is under **Settings → Billing → Invoices**, as a PDF. Those of the last seven years stay there.',
  ],
  [
    /capital of (\w+)/i,
    'The offline model knows three capitals: Paris (France), Rome (Italy) and Lisbon (Portugal).',
  ],
  [
    /cache|reprise/i,
    'A response cache keeps what a model answered, and gives it to whoever asks the same again: at once, and without paying twice. This chat marks each answer with where it came from.',
  ],
];

export function offlineAnswer(question: string): string {
  const found = answers.find(([pattern]) => pattern.test(question));
  return (
    found?.[1] ??
    'I am the offline model of this example, and I know little: ask me about a **password**, an **invoice**, the **weather** somewhere (a tool), a **refund** (a tool that asks you first), or send me an image. With `OPENAI_API_KEY` set, a real model answers.'
  );
}

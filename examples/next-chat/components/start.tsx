import { Recipe } from './recipe';

const questions = [
  'How do I reset my password?',
  "What's the way to reset my password?",
  'What is the weather in Lisbon?',
  'Please refund order 1042',
];

/** What an empty chat shows: things to ask, two of them one question in other words. */
export function Start({ onAsk }: { readonly onAsk: (text: string) => void }) {
  return (
    <section className="start" aria-label="Begin">
      <h2>Ask something, then ask it again.</h2>
      <p>Under each answer stands where it came from, how long it took and what it saved.</p>
      <ul>
        {questions.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
      <Recipe />
    </section>
  );
}

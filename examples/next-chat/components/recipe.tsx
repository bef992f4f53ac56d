import { useState } from 'react';
import type { Origin } from '@/lib/chat-message';
import { OriginLine } from './origin-line';

interface Answer {
  readonly recipe: { readonly title: string; readonly minutes: number; readonly steps: readonly string[] };
  readonly origin: Origin;
}

/** A structured answer, outside of the conversation. */
export function Recipe() {
  const [answer, setAnswer] = useState<Answer | 'loading' | 'failed'>();

  async function cook() {
    setAnswer('loading');
    const response = await fetch('/api/recipe', {
      method: 'POST',
      body: JSON.stringify({ dish: 'tomato soup' }),
    });
    setAnswer(response.ok ? await response.json() : 'failed');
  }

  return (
    <div className="recipe">
      <button type="button" onClick={cook} disabled={answer === 'loading'}>
        A recipe for tomato soup, as data
      </button>
      {answer === 'loading' && <output className="waiting">Cooking</output>}
      {answer === 'failed' && (
        <p className="error" role="alert">
          No recipe arrived.
        </p>
      )}
      {typeof answer === 'object' && (
        <article>
          <h3>
            {answer.recipe.title} <small>{answer.recipe.minutes} minutes</small>
          </h3>
          <ol>
            {answer.recipe.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <OriginLine origin={answer.origin} />
        </article>
      )}
    </div>
  );
}

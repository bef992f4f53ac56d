/** A question that was asked, and stored questions of which one answer at the most may serve it. */
export interface JudgeQuestion {
  readonly asked: string;
  /** Nearest first, 1 or more; each is unlike the asked one in something that no rule decides. */
  readonly candidates: readonly string[];
  /** What stands before all of these questions alike: nothing of it is told but its shape. */
  readonly context: {
    /** Earlier messages of the user and the model. */
    readonly turns: number;
    readonly output: 'text' | 'json';
  };
  /** Whether the same was asked before, and a yes has to be confirmed; the candidates then come in the reverse order. */
  readonly confirms?: boolean;
}

export interface JudgeAnswer {
  /** The place of the candidate whose answer serves the asked question, from 0; `undefined` for none of them. */
  readonly choice: number | undefined;
  /** What a model was billed for; left out where nothing was. */
  readonly usage?: { readonly inputTokens?: number; readonly outputTokens?: number };
}

/**
 * Decides the pairs that no rule decides: a language model, or a model in the process. What it says is remembered, yes
 * and no; a call that rejects, takes too long or answers in another form is no answer, and serves nothing.
 */
export interface Judge {
  /** Milliseconds that an answer is waited for. Default 2,000. */
  readonly timeout?: number;
  /** Calls a minute at the most; default no bound. A question beyond them is not judged. */
  readonly callsPerMinute?: number;
  /** Calls at one time at the most; default no bound. A question beyond them is not judged. */
  readonly concurrency?: number;
  /**
   * `now` (default): a lookup waits for the answer. `background`: it doesn't, and is a miss; the next that asks the same
   * finds what the judge said. Source: Krites, arXiv 2602.13165.
   */
  readonly when?: 'now' | 'background';
  /**
   * Whether a yes is asked for twice and serves only if both calls choose the same: a caller waits for two calls where
   * the first said yes. Default `false`.
   */
  readonly confirm?: boolean;
  /** Whose prices its usage has; default: what it costs isn't known. */
  readonly billedAs?: { readonly provider: string; readonly model: string };
  decide(question: JudgeQuestion, operation: { readonly signal: AbortSignal }): Promise<JudgeAnswer>;
}

/** What a call of a judge used; a part that isn't known is left out. */
export interface JudgeCost {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** US dollars. */
  readonly usd?: number;
}

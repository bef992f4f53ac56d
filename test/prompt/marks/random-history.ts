import fc from 'fast-check';

/** A call of a tool with its result, in one of the forms that the AI SDK has for it. */
interface Call {
  readonly input: Record<string, string | number | boolean>;
  readonly output: Output;
}

type Output =
  | { type: 'text' | 'error-text'; value: string }
  | { type: 'json'; value: Record<string, string | number | boolean> }
  | { type: 'content'; value: { type: 'text'; text: string }[] };

interface Step {
  readonly thought: string | undefined;
  readonly calls: readonly Call[];
  /** Whether a person was asked before the first call ran. */
  readonly isApproved: boolean;
}

/** What one turn adds: a question, with or without a file, steps with parallel calls, an answer. */
export interface Turn {
  readonly question: string;
  readonly hasFile: boolean;
  readonly steps: readonly Step[];
  readonly answer: string;
  /** Whether the history is compacted behind it. */
  readonly isPruned: boolean;
}

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
const value = fc.dictionary(word, fc.oneof(text, fc.integer(), fc.boolean()), { minKeys: 1, maxKeys: 5 });
const output: fc.Arbitrary<Output> = fc.oneof(
  text.map((said) => ({ type: 'text' as const, value: said })),
  value.map((said) => ({ type: 'json' as const, value: said })),
  text.map((said) => ({ type: 'error-text' as const, value: said })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((items) => ({
    type: 'content' as const,
    value: items.map((item) => ({ type: 'text' as const, text: item })),
  })),
);
const step = fc.record({
  thought: fc.option(text, { nil: undefined }),
  calls: fc.array(fc.record({ input: value, output }), { minLength: 1, maxLength: 3 }),
  isApproved: fc.boolean(),
});

export const randomTurns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({
    question: text,
    hasFile: fc.boolean(),
    steps: fc.array(step, { maxLength: 4 }),
    answer: text,
    isPruned: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
);

const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An id as every provider takes it, and that no other call of the history has. */
export const callId = (turn: number, index: number, call: number) => `c${turn}s${index}n${call}`;

/** The messages of a turn for the AI SDK, in the groups in which they are added. */
export function aiSdkGroups(turn: Turn, index: number) {
  const steps = turn.steps.map((step, at) => {
    const { asked, done } = stepMessages(step, (call) => callId(index, at, call));
    return [asked, done];
  });
  return [[question(turn)], ...steps, [answer(turn)]];
}

/** The same where a person was asked before some calls ran, from version 6 on. */
export function approvedGroups(turn: Turn, index: number) {
  const steps = turn.steps.map((step, at) => {
    const id = (call: number) => callId(index, at, call);
    const { asked, done } = stepMessages(step, id);
    if (!step.isApproved) return [asked, done];
    const approval = { approvalId: `a${id(0)}`, toolCallId: id(0) };
    return [
      {
        ...asked,
        content: [...asked.content, { type: 'tool-approval-request' as const, ...approval }],
      },
      {
        role: 'tool' as const,
        content: [{ type: 'tool-approval-response' as const, ...approval, approved: true }],
      },
      done,
    ];
  });
  return [[question(turn)], ...steps, [answer(turn)]];
}

function question({ question: said, hasFile }: Turn) {
  return {
    role: 'user' as const,
    content: [
      { type: 'text' as const, text: said },
      ...(hasFile ? [{ type: 'file' as const, mediaType: 'image/png', data: image }] : []),
    ],
  };
}

function answer(turn: Turn) {
  return { role: 'assistant' as const, content: turn.answer };
}

function stepMessages({ thought, calls }: Step, id: (call: number) => string) {
  return {
    asked: {
      role: 'assistant' as const,
      content: [
        ...(thought === undefined ? [] : [reasoning(thought, id(0))]),
        ...calls.map(({ input }, call) => ({
          type: 'tool-call' as const,
          toolCallId: id(call),
          toolName: 'lookup',
          input,
        })),
      ],
    },
    done: {
      role: 'tool' as const,
      content: calls.map(({ output: said }, call) => ({
        type: 'tool-result' as const,
        toolCallId: id(call),
        toolName: 'lookup',
        output: said,
      })),
    },
  };
}

function reasoning(thought: string, id: string) {
  return {
    type: 'reasoning' as const,
    text: thought,
    providerOptions: {
      anthropic: { signature: `s${id}` },
      bedrock: { signature: `s${id}` },
      openai: { itemId: `rs_${id}`, reasoningEncryptedContent: `e${id}` },
      openrouter: { reasoning_details: [{ type: 'reasoning.text', text: thought, signature: `s${id}` }] },
    },
  };
}

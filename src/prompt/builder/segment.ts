import { InvalidOptionError } from '../../errors.ts';
import type { Stability } from '../draft/stability.ts';

/** What a segment may render: a text, or a value that is written as JSON with its keys in a fixed order. */
export type Renderable =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | { readonly [key: string]: unknown };

/** A part of a prompt made of text, of one stability. */
export interface TextSegment<S extends Stability = Stability, Values = never> {
  readonly kind: 'text';
  readonly stability: S;
  readonly name: string;
  readonly render: (values: Values) => Renderable;
  /** Only for `turn`: the text is found word for word in the next call's history. */
  readonly repeats: boolean;
}

/** A message that both the AI SDK and LangChain take as it is. */
export interface SimpleMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** The earlier messages of the conversation, taken from the values under the segment's name. */
export interface HistorySegment<Name extends string = string> {
  readonly kind: 'history';
  readonly stability: 'history';
  readonly name: Name;
  readonly render: (values: { readonly [key in Name]: readonly object[] }) => readonly object[];
}

type Values = Record<string, unknown>;

export interface TurnOptions {
  /**
   * Whether the next call's history holds this text word for word, as a question in a chat does. Then the turn is
   * worth its write to the provider's cache. Retrieved passages and the time of day don't repeat: they go into a
   * segment after the question. Default: `false`.
   */
  readonly repeats?: boolean;
}

/**
 * Makes the segments of a prompt. Each takes a name, unique in the prompt, and its text or a pure function of the
 * values that gives the text: the same values must give the same text in every process.
 *
 * - `static(name, text)`: the same for all calls. A change needs a new version of the prompt.
 * - `tenant(name, render)`, `session(name, render)`: the same for one customer, for one conversation.
 * - `history(name)`: the earlier messages, from `values[name]`; messages of the AI SDK or of LangChain.
 * - `turn(name, render, options?)`: the part that is new in each call.
 *
 * @throws InvalidOptionError when the name is empty.
 */
// NoInfer: else the place where a segment stands would say what its values are.
export const segment = {
  static: (name: string, text: Renderable): TextSegment<'static', unknown> =>
    textSegment('static', name, () => text),
  tenant: <V = Values>(name: string, render: (values: V) => Renderable): TextSegment<'tenant', NoInfer<V>> =>
    textSegment('tenant', name, render),
  session: <V = Values>(
    name: string,
    render: (values: V) => Renderable,
  ): TextSegment<'session', NoInfer<V>> => textSegment('session', name, render),
  history: <const Name extends string>(name: Name): HistorySegment<Name> => ({
    kind: 'history',
    stability: 'history',
    name: checked(name),
    render: (values) => values[name],
  }),
  turn: <V = Values>(
    name: string,
    render: (values: V) => Renderable,
    { repeats = false }: TurnOptions = {},
  ): TextSegment<'turn', NoInfer<V>> => textSegment('turn', name, render, repeats),
};

function textSegment<S extends Stability, V>(
  stability: S,
  name: string,
  render: (values: V) => Renderable,
  repeats = false,
): TextSegment<S, V> {
  return { kind: 'text', stability, name: checked(name), render, repeats };
}

function checked<Name extends string>(name: Name): Name {
  if (name === '') throw new InvalidOptionError('segment.name', 'a text that is not empty');
  return name;
}

/** Any segment, whatever values it renders from. */
export interface AnySegment {
  readonly kind: 'text' | 'history';
  readonly stability: Stability;
  readonly name: string;
  // `never` takes every function of one argument: the prompt calls it with the values of all its segments.
  readonly render: (values: never) => unknown;
  readonly repeats?: boolean;
}

/** What may stand before each stability. */
interface Before {
  static: 'static';
  tenant: 'static' | 'tenant';
  session: 'static' | 'tenant' | 'session';
  // A prompt has one history.
  history: 'static' | 'tenant' | 'session';
  turn: Stability;
}

/**
 * The segments themselves when their order keeps the more stable ahead of the less stable. Otherwise the one that
 * stands too late becomes a text that says so, and the call doesn't compile.
 */
export type OrderedSegments<
  Segments extends readonly AnySegment[],
  Seen extends Stability = never,
> = Segments extends readonly [infer Head extends AnySegment, ...infer Tail extends readonly AnySegment[]]
  ? [
      [Seen] extends [Before[Head['stability']]]
        ? Head
        : `a ${Head['stability']} segment can't stand after a ${Exclude<Seen, Before[Head['stability']]>} segment`,
      ...OrderedSegments<Tail, Seen | Head['stability']>,
    ]
  : Segments;

/** The values that all the segments together render from. */
export type SegmentValues<Segments extends readonly AnySegment[]> = Segments[number]['render'] extends (
  values: infer Values,
) => unknown
  ? Values
  : never;

/** The name of the history's field in the values, or `never` without a history. */
export type HistoryName<Segments extends readonly AnySegment[]> = Extract<
  Segments[number],
  { readonly kind: 'history' }
>['name'];

/** The messages that stand in the values under that name. */
export type MessageIn<Values, Name> = Name extends keyof Values
  ? Values[Name] extends readonly (infer Message)[]
    ? Message
    : never
  : never;

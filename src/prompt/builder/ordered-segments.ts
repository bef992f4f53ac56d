import type { Stability } from '../draft/stability.ts';

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

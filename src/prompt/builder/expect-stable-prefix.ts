import { UnstablePrefixError } from '../../errors.ts';
import type { Stability } from '../draft/stability.ts';
import { explainDrift } from '../drift/explain-drift.ts';
import type { BlockFingerprint, PromptFingerprint } from '../drift/prompt-fingerprint.ts';
import type { Prompt } from './define-prompt.ts';

/** One call of the prompt, for a test. */
export interface PrefixFixture<Values> {
  readonly values: Values;
  /** Fixtures of one tenant must render the same tenant text. Default: each fixture is a tenant of its own. */
  readonly tenant?: string;
  /** Fixtures of one session must render the same session text. Default: each fixture is a session of its own. */
  readonly session?: string;
}

export interface StablePrefixOptions {
  /** What to plan for; markers play no part in the comparison. Default: `openai`, `gpt-5.6`. */
  readonly provider?: string;
  readonly model?: string;
  /**
   * Whether dates, times, uuids and Unix times are allowed in text that should stay the same: a policy may well name
   * a date. Default: `false`.
   */
  readonly allowVolatileText?: boolean;
}

/**
 * For your own test suite: fails when the prompt's stable text isn't stable. Renders every fixture twice and compares
 * tools and static text over all fixtures, tenant text within a tenant, session text within a session.
 * @throws UnstablePrefixError naming the segment, the character and the likely cause; it holds no text of the prompt.
 */
export function expectStablePrefix<Values>(
  prompt: Prompt<Values>,
  fixtures: readonly PrefixFixture<Values>[],
  { provider = 'openai', model = 'gpt-5.6', allowVolatileText = false }: StablePrefixOptions = {},
): void {
  const render = (values: Values) => prompt.plan(values, { provider, model }).fingerprint({ keepText: true });
  const rendered = fixtures.map((fixture, index) => ({ fixture, index, print: render(fixture.values) }));
  for (const { fixture, index, print } of rendered) {
    compare(
      print,
      render(fixture.values),
      ['static', 'tenant', 'session', 'history', 'turn'],
      `the same values rendered twice (fixture ${index})`,
    );
    if (!allowVolatileText) refuseVolatile(print);
    for (const other of rendered.slice(0, index)) {
      const between = `fixtures ${other.index} and ${index}`;
      compare(other.print, print, ['static'], between);
      if (isShared(other.fixture.tenant, fixture.tenant))
        compare(other.print, print, ['tenant'], `${between}, of one tenant`);
      if (isShared(other.fixture.session, fixture.session))
        compare(other.print, print, ['session'], `${between}, of one session`);
    }
  }
}

function isShared(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && left === right;
}

function compare(
  before: PromptFingerprint,
  after: PromptFingerprint,
  of: readonly Stability[],
  between: string,
): void {
  const only = (print: PromptFingerprint): PromptFingerprint => ({
    ...print,
    settings: {},
    // A turn that differs is no drift; where it must not differ it is compared as if it were stable.
    blocks: print.blocks
      .filter(({ stability }) => of.includes(stability))
      .map((block) => ({ ...block, stability: 'static' })),
  });
  const [left, right] = [only(before), only(after)];
  const drift = explainDrift(left, right);
  if (drift.at !== undefined)
    throw new UnstablePrefixError(drift.at.segment, drift.at.character, `${drift.cause}, between ${between}`);
  const extra = right.blocks[left.blocks.length];
  if (extra !== undefined)
    throw new UnstablePrefixError(extra.segment, 0, `segment-added-or-removed, between ${between}`);
}

function refuseVolatile({ blocks }: PromptFingerprint): void {
  const isStable = ({ kind, stability }: BlockFingerprint) =>
    kind !== 'tool' && stability !== 'turn' && stability !== 'history';
  for (const { segment, volatile } of blocks.filter(isStable)) {
    const [found] = volatile;
    if (found !== undefined)
      throw new UnstablePrefixError(segment, found.index, `it holds what looks like a ${found.kind}`);
  }
}

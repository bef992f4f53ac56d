import { describe, expect, it } from 'vitest';
import { definePrompt, expectStablePrefix, segment } from '../../../src/prompt/index.ts';
import { firstTurn, laterTurn, supportPrompt } from '../support-prompt.ts';

const withSession = (render: (values: { user: string }) => string) =>
  definePrompt({
    id: 'p',
    version: '1',
    segments: [segment.static('rules', 'Be kind.'), segment.session('user', render)],
  });

describe('expectStablePrefix', () => {
  it('passes a prompt whose stable text is stable', () => {
    expectStablePrefix(supportPrompt, [
      { values: firstTurn, tenant: 'acme', session: 'ada' },
      { values: laterTurn, tenant: 'acme', session: 'ada' },
      { values: { ...firstTurn, customer: 'Grace' }, tenant: 'acme', session: 'grace' },
      { values: { ...firstTurn, company: 'Globex' }, tenant: 'globex' },
    ]);
  });

  it('plans for the model that it is told', () => {
    const prompt = withSession(({ user }) => user);
    const targets: unknown[] = [];
    const watched: typeof prompt = {
      ...prompt,
      plan: (values, target) => {
        targets.push(target);
        return prompt.plan(values, target);
      },
    };
    expectStablePrefix(watched, [{ values: { user: 'Ada' } }], {
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
    });
    expect(targets[0]).toEqual({ provider: 'anthropic', model: 'claude-sonnet-4-5' });
  });

  it('fails when the same values render to two texts', () => {
    let count = 0;
    const counting = withSession(({ user }) => `${user} ${count++}`);
    expect(() => expectStablePrefix(counting, [{ values: { user: 'Ada' } }])).toThrow(
      'The segment "user" is not stable at character 4: text-changed, between the same values rendered twice (fixture 0).',
    );
  });

  it("fails when a session's text changes within the session", () => {
    const fixtures = [
      { values: { user: 'Ada' }, session: 's' },
      { values: { user: 'Ana' }, session: 's' },
    ];
    expect(() =>
      expectStablePrefix(
        withSession(({ user }) => user),
        fixtures,
      ),
    ).toThrow('"user" is not stable at character 1');
  });

  it('fails when a segment is there only sometimes within a session', () => {
    const fixtures = [
      { values: { user: '' }, session: 's' },
      { values: { user: 'Ada' }, session: 's' },
    ];
    expect(() =>
      expectStablePrefix(
        withSession(({ user }) => user),
        fixtures,
      ),
    ).toThrow('segment-added-or-removed');
  });

  it('lets sessions differ that are not said to be one', () => {
    expectStablePrefix(
      withSession(({ user }) => user),
      [{ values: { user: 'Ada' } }, { values: { user: 'Ana' } }],
    );
  });

  it.each([
    '11/24/2026',
    'November 24, 2026',
    '24.11.2026',
    '11:50 PM',
  ])('fails on %s in stable text', (text) => {
    const dated = withSession(({ user }) => user);
    expect(() => expectStablePrefix(dated, [{ values: { user: `It is ${text}` } }])).toThrow(
      '"user" is not stable at character 6',
    );
  });

  it('fails on what looks volatile in stable text, unless that is meant', () => {
    const dated = withSession(({ user }) => user);
    const recent = [{ values: { user: 'It is 2026-11-23' } }];
    expect(() => expectStablePrefix(dated, recent)).toThrow(
      '"user" is not stable at character 6: it holds what looks like a date',
    );
    expect(() => expectStablePrefix(dated, recent, { allowVolatileText: true })).not.toThrow();
  });
});

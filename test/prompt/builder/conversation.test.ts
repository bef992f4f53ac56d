import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ConversationResult,
  cachedShare,
  type RuleSetName,
  runConversation,
  shareOfAllowed,
} from '../../../examples/prompt/run-conversation.ts';

const names: readonly RuleSetName[] = ['OpenAI before 5.6', 'OpenAI from 5.6', 'Anthropic'];

describe.each(names)('a conversation of 30 turns by the rules of %s', (name) => {
  const results: Partial<Record<'naive' | 'recipe' | 'builder', ConversationResult>> = {};
  const of = (way: 'naive' | 'recipe' | 'builder'): ConversationResult => {
    const result = results[way];
    if (result === undefined) throw new Error(`The conversation "${way}" did not run.`);
    return result;
  };
  beforeAll(async () => {
    for (const way of ['naive', 'recipe', 'builder'] as const)
      results[way] = await runConversation(name, way);
  });

  it('reads at least 95% of what the rules allow to be cached, with the builder', () => {
    expect(of('builder').accounts).toHaveLength(30);
    expect(shareOfAllowed(of('builder').accounts)).toBeGreaterThanOrEqual(0.95);
  });

  it('reads more than nine tenths of all input, with the builder, and nothing with the naive prompt', () => {
    expect(cachedShare(of('builder').accounts)).toBeGreaterThan(0.9);
    expect(cachedShare(of('naive').accounts)).toBe(0);
  });

  it('saves at least what the documented recipe saves', () => {
    const saved = ({ cost, plainCost }: ConversationResult) => plainCost - cost;
    expect(saved(of('builder'))).toBeGreaterThan(saved(of('recipe')));
  });

  it('is reported by the monitor with the same money, also where it is a loss', () => {
    for (const way of ['naive', 'recipe', 'builder'] as const) {
      expect(of(way).monitored).toBeCloseTo(of(way).plainCost - of(way).cost, 6);
    }
  });
});

describe('static text first, and nothing else', () => {
  it('hits nothing by the rules of OpenAI from 5.6 on, and costs more than no caching', async () => {
    const { accounts, cost, plainCost } = await runConversation('OpenAI from 5.6', 'recipe', 10);
    expect(cachedShare(accounts)).toBe(0);
    expect(cost).toBeGreaterThan(plainCost);
  });
});

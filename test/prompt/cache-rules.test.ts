import { describe, expect, it } from 'vitest';
import { definePrompt, findCacheRules, segment } from '../../src/prompt/index.ts';
import { prose } from './support-prompt.ts';

describe('findCacheRules', () => {
  it.each([
    ['openai.responses', 'gpt-4o-2024-08-06', 'openai-automatic', 1024],
    ['openai.chat', 'gpt-4.1-nano', 'openai-automatic', 1024],
    ['openai', 'gpt-5.4-mini', 'openai-automatic', 1024],
    ['openai.responses', 'gpt-5.6', 'openai-markers', 1024],
    ['openai.responses', 'gpt-5.6-terra', 'openai-markers', 1024],
    ['openai.responses', 'gpt-6-sol', 'openai-markers', 1024],
    ['azure.responses', 'gpt-5.4', 'azure-automatic', 1024],
    ['anthropic.messages', 'claude-opus-5', 'anthropic', 512],
    ['anthropic.messages', 'claude-sonnet-4-20250514', 'anthropic', 1024],
    ['anthropic.messages', 'claude-opus-4-7', 'anthropic', 2048],
    ['anthropic.messages', 'claude-haiku-4-5-20251001', 'anthropic', 4096],
    ['vertex.anthropic.messages', 'claude-sonnet-4-5@20250929', 'anthropic', 1024],
    ['amazon-bedrock', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', 1024],
    ['amazon-bedrock', 'anthropic.claude-haiku-4-5-20251001-v1:0', 'bedrock', 4096],
    ['google.generative-ai', 'gemini-2.5-flash', 'gemini-implicit', 2048],
    ['google.generative-ai', 'gemini-3.1-pro-preview', 'gemini-implicit', 4096],
    ['deepseek.chat', 'deepseek-chat', 'deepseek', 64],
    ['xai.chat', 'grok-4.5', 'xai-chat', 1024],
    ['xai.responses', 'grok-4.5', 'xai-responses', 1024],
    ['openrouter.chat', 'anthropic/claude-sonnet-4.5', 'openrouter', 1024],
    ['gateway', 'anthropic/claude-sonnet-4.5', 'gateway', 1024],
  ])('knows %s %s as %s from %i tokens on', (provider, model, id, minimumTokens) => {
    expect(findCacheRules(provider, model)).toMatchObject({ id, minimumTokens });
  });

  it.each([
    ['openai.responses', 'gpt-7'],
    ['openai.responses', 'gpt-4o-realtime-preview'],
    ['openai.responses', 'ft:gpt-4o:acme'],
    ['azure.responses', 'gpt-5.6'],
    ['azure.responses', 'my-deployment'],
    ['anthropic.messages', 'claude-opus-9'],
    ['anthropic.messages', 'claude-opus-4-55'],
    ['amazon-bedrock', 'amazon.nova-pro-v1:0'],
    ['openrouter.chat', 'meta-llama/llama-4'],
    ['my-own-server', 'gpt-5.6'],
    ['openai-compatible.chat', 'gpt-5.6'],
  ])('knows nothing of %s %s', (provider, model) => {
    expect(findCacheRules(provider, model)).toBeUndefined();
  });
});

describe('what is set on the request of providers without an installed package', () => {
  const prompt = definePrompt({
    id: 'p',
    version: '1',
    segments: [segment.static('rules', prose('support', 5000)), segment.turn('ask', () => 'Hello?')],
  });
  const call = (provider: string, model: string) =>
    prompt.plan({}, { provider, model, key: 'chat-7' }).toAISDK();

  it('is a key for xAI: an option of its responses, a header of its chat', () => {
    expect(call('xai.responses', 'grok-4.5').providerOptions).toEqual({ xai: { promptCacheKey: 'chat-7' } });
    expect(call('xai.chat', 'grok-4.5')).toMatchObject({
      providerOptions: {},
      headers: { 'x-grok-conv-id': 'chat-7' },
    });
  });

  it("is automatic caching for Vercel's gateway", () => {
    expect(call('gateway', 'anthropic/claude-sonnet-4.5').providerOptions).toEqual({
      gateway: { caching: 'auto' },
    });
  });

  it('is a key in both namespaces for Azure', () => {
    expect(call('azure.responses', 'gpt-5.4').providerOptions).toEqual({
      azure: { promptCacheKey: 'chat-7' },
      openai: { promptCacheKey: 'chat-7' },
    });
  });

  it('is a marker on the text for Claude over OpenRouter', () => {
    const { instructions, providerOptions } = call('openrouter.chat', 'anthropic/claude-sonnet-4.5');
    expect(instructions[0]?.providerOptions).toEqual({ openrouter: { cacheControl: { type: 'ephemeral' } } });
    expect(providerOptions).toEqual({});
  });

  it('is nothing for DeepSeek, which caches by itself', () => {
    expect(call('deepseek.chat', 'deepseek-chat').providerOptions).toEqual({});
  });
});

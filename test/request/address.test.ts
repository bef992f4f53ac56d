import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/request/address.ts';

describe('the address of a model', () => {
  it('is none for the provider itself, as the AI SDK and LangChain write it', () => {
    expect(addressOf('openai.responses', 'https://api.openai.com/v1/')).toBeUndefined();
    expect(addressOf('anthropic.messages', 'https://api.anthropic.com/v1')).toBeUndefined();
    expect(addressOf('anthropic', 'https://api.anthropic.com')).toBeUndefined();
    expect(addressOf('mistral.chat', undefined)).toBeUndefined();
  });

  it("is one for another provider's: a model may have the same name there", () => {
    expect(addressOf('openai.chat', 'https://api.groq.com/openai/v1')).toBe('https://api.groq.com/openai/v1');
    expect(addressOf('groq', 'https://api.openai.com/v1')).toBe('https://api.openai.com/v1');
  });

  it('has what chooses a model in its query, in one order', () => {
    const [one, other] = ['https://a.test/v1?b=2&a=1', 'https://a.test/v1?a=1&b=2'];
    expect(addressOf('azure', one)).toBe(other);
    expect(addressOf('azure', other)).toBe(other);
  });

  it('holds no credential', () => {
    const url = 'https://user:secret@a.test/v1?key=secret&api-version=1&access_token=secret&apiKey=secret';
    expect(addressOf('azure', url)).toBe('https://a.test/v1?api-version=1');
  });

  it('is what it is where it is no URL', () => {
    expect(addressOf('bedrock', 'one.test')).toBe('one.test');
  });
});

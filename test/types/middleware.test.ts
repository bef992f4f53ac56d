import type { LanguageModelMiddleware } from 'ai';
import type { LanguageModelMiddleware as LanguageModelMiddlewareV5 } from 'ai-v5';
import type { LanguageModelMiddleware as LanguageModelMiddlewareV6 } from 'ai-v6';
import { expectTypeOf, it } from 'vitest';
import type { CacheMiddleware } from '../../src/ai-sdk/index.ts';

it('is a middleware of ai 5, 6 and 7 under strict types', () => {
  expectTypeOf<CacheMiddleware>().toExtend<LanguageModelMiddlewareV5>();
  expectTypeOf<CacheMiddleware>().toExtend<LanguageModelMiddlewareV6>();
  expectTypeOf<CacheMiddleware>().toExtend<LanguageModelMiddleware>();
});

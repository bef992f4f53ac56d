import { RepriseError } from '../errors.ts';
import type { InvalidationTarget } from '../lookup/cache-result.ts';
import type { ResponseCache } from '../lookup/response-cache.ts';
import { ACTION_HEADER } from './action-header.ts';

type Reply = (body: unknown, status?: number) => Response;

/** Drops what a POST asks to be dropped. */
export async function performAction(cache: ResponseCache, request: Request, reply: Reply): Promise<Response> {
  if (request.headers.get(ACTION_HEADER) !== '1') return reply({ error: 'not from the dashboard' }, 403);
  const target = targetOf(await bodyOf(request));
  if (target === undefined) return reply({ error: 'no such action' }, 400);
  try {
    return reply(await cache.invalidate(target));
  } catch (error) {
    if (RepriseError.isInstance(error)) return reply({ error: error.message }, 400);
    throw error;
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

function targetOf(body: unknown): InvalidationTarget | undefined {
  const field = (name: string): unknown => Reflect.get(Object(body), name);
  const text = (name: string): string | undefined => {
    const value = field(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [key, tag, scope, model] = [text('key'), text('tag'), text('scope'), text('model')];
  if (key !== undefined) return { key };
  if (tag !== undefined) return { tags: [tag] };
  if (scope !== undefined) return { scope };
  return model === undefined ? undefined : { model };
}

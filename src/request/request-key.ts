import type { CacheRequest } from './cache-request.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './digest.ts';

/** Part of every key. Raise it when the canonical form, or what it covers, changes: old entries are then never found. */
const KEY_VERSION = 2;

/** What a request is looked up by. */
export interface RequestKeys {
  /** Equal for equal requests, and for no others. */
  readonly key: string;
  /** Covers all but the question: by meaning, only entries with the same one are compared. */
  readonly contextKey: string;
}

/**
 * The keys of a request: SHA-256 over its canonical JSON. The namespace and the scope are part of both, so that no
 * layer, whatever it does, can serve an entry across tenants.
 * @throws NotSerialisableError when the context holds a value without a faithful serial form.
 */
export async function requestKeys(request: CacheRequest, namespace: string): Promise<RequestKeys> {
  const { provider, model, context, question, temperature, output, scope } = request;
  const contextKey = await sha256(
    canonicalJson([
      KEY_VERSION,
      namespace,
      scope,
      provider,
      model,
      temperature,
      output && { ...output },
      context,
    ]),
  );
  const key = await sha256(canonicalJson([contextKey, question]));
  return { key, contextKey };
}

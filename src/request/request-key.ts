import type { CacheRequest } from './cache-request.ts';
import { writeCanonical } from './canonical-form.ts';
import { Sha256 } from './digest.ts';

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
 * The keys of a request: SHA-256 over its canonical form. The namespace and the scope are part of both, so that no
 * layer, whatever it does, can serve an entry across tenants.
 * @throws NotSerialisableError when the context holds a value without a faithful serial form.
 * @throws RequestTooLargeError when it holds more than a key is made of.
 */
export async function requestKeys(request: CacheRequest, namespace: string): Promise<RequestKeys> {
  const { provider, model, context, question, temperature, output, scope } = request;
  const contextKey = await canonicalDigest([
    KEY_VERSION,
    namespace,
    scope,
    provider,
    model,
    temperature,
    output && { ...output },
    context,
  ]);
  return { key: await questionKey(contextKey, question), contextKey };
}

/** The key of a question under a context. */
export function questionKey(contextKey: string, question: string | undefined): Promise<string> {
  return canonicalDigest([contextKey, question]);
}

async function canonicalDigest(value: unknown): Promise<string> {
  const hash = new Sha256();
  writeCanonical(value, (text) => hash.update(text));
  return hash.digest();
}

import type { CacheRequest } from './cache-request.ts';
import { writeCanonical } from './canonical-form.ts';
import { Sha256 } from './digest.ts';

/** Part of every key. Raise it when the canonical form, or what it covers, changes: old entries are then never found. */
const KEY_VERSION = 3;

/** What a request is looked up by. */
export interface RequestKeys {
  /** Equal for equal requests, and for no others. */
  readonly key: string;
  /** Covers all but the question: by meaning, only entries with the same one are compared. */
  readonly contextKey: string;
}

/** What stands for a digest wherever others may see it. */
export type Name = (digest: string) => Promise<string>;

const asItIs: Name = async (digest) => digest;

/**
 * The keys of a request: SHA-256 over its canonical form. The namespace and the scope are part of both, so that no
 * layer, whatever it does, can serve an entry across tenants.
 * @param name what stands for a digest, such as its HMAC.
 * @throws NotSerialisableError when the context holds a value without a faithful serial form.
 * @throws RequestTooLargeError when it holds more than a key is made of.
 */
export async function requestKeys(
  request: CacheRequest,
  namespace: string,
  name: Name = asItIs,
): Promise<RequestKeys> {
  const { provider, model, context, question, temperature, output, scope } = request;
  const digest = await canonicalDigest([
    KEY_VERSION,
    namespace,
    scope,
    provider,
    model,
    temperature,
    output && { ...output },
    context,
  ]);
  const contextKey = name === asItIs ? digest : await name(digest);
  return { key: await questionKey(contextKey, question, name), contextKey };
}

/** The key of a question under a context. @param name as for `requestKeys`. */
export async function questionKey(
  contextKey: string,
  question: string | undefined,
  name: Name = asItIs,
): Promise<string> {
  const digest = await canonicalDigest([contextKey, question]);
  return name === asItIs ? digest : name(digest);
}

function canonicalDigest(values: readonly unknown[]): string | Promise<string> {
  return writeCanonical(values, new Sha256());
}

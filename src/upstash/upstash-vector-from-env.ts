import type { VectorIndex } from '../contracts/vector-index.ts';
import { credentialsIn, type Environment, processEnvironment } from './environment.ts';
import { type UpstashVectorOptions, upstashVector } from './upstash-vector.ts';

/**
 * The index that the environment offers: made from `UPSTASH_VECTOR_REST_URL` and `UPSTASH_VECTOR_REST_TOKEN`, or
 * `undefined` unless both are set and not empty. Nothing is connected to yet.
 *
 * @param environment default `process.env`; on runtimes without it, pass the bindings.
 * @param options those of `upstashVector`, such as `hostedModel` for an index that embeds texts by itself.
 * @throws InvalidOptionError when an option, a URL or a token is set and isn't one.
 */
export function upstashVectorFromEnv(
  environment: Environment = processEnvironment(),
  options: UpstashVectorOptions = {},
): VectorIndex | undefined {
  const credentials = credentialsIn(environment, 'UPSTASH_VECTOR_REST_URL', 'UPSTASH_VECTOR_REST_TOKEN');
  return credentials && upstashVector(credentials, options);
}

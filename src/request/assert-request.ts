import { InvalidRequestError } from '../errors.ts';
import type { CacheMode, CacheRequest } from './cache-request.ts';
import { requireScopeIfGiven } from './call-settings.ts';
import { milliseconds } from './duration.ts';

const modes: ReadonlySet<CacheMode> = new Set(['use', 'bypass', 'refresh', 'read-only']);

/**
 * Checks what a caller in JavaScript may have got wrong, at the call that gave it.
 * @throws InvalidRequestError naming the field. @throws InvalidOptionError for a `ttl` that is no duration.
 */
export function assertRequest(request: CacheRequest): void {
  requireText(request.provider, 'provider');
  requireText(request.model, 'model');
  optionalText(request.question, 'question');
  requireScopeIfGiven(request, 'scope');
  optionalText(request.scope, 'scope');
  if (request.tags !== undefined && !(Array.isArray(request.tags) && request.tags.every(isText))) {
    throw new InvalidRequestError('tags', 'an array of texts that are not empty');
  }
  if (request.mode !== undefined && !modes.has(request.mode)) {
    throw new InvalidRequestError('mode', [...modes].map((mode) => `'${mode}'`).join(', '));
  }
  if (request.ttl !== undefined) milliseconds(request.ttl, 'ttl');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function requireText(value: unknown, field: string): void {
  if (!isText(value)) throw new InvalidRequestError(field, 'a text that is not empty');
}

function optionalText(value: unknown, field: string): void {
  if (value !== undefined && typeof value !== 'string') throw new InvalidRequestError(field, 'a text');
}

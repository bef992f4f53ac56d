/** Refusals that say nothing of the request: it came too early, waited too long, or was one too many. */
const passing: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/**
 * Whether a model's error is the provider's trouble (a 5xx, a limit, a network that failed), so that a stale answer is
 * better than none. A refusal of the request itself (a 400, a 401) is the caller's to see. The status is read where
 * the AI SDK (`statusCode`) and the providers' own clients (`status`) put it; an error without one counts as trouble.
 */
export function isProviderFailure(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status < 400 || status >= 500 || passing.has(status);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const named: { readonly statusCode?: unknown; readonly status?: unknown } = error;
  const status = named.statusCode ?? named.status;
  return typeof status === 'number' ? status : undefined;
}

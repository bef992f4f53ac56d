import type { RestDialect } from '../rest/rest-server.ts';

/** How Upstash Vector tells of errors: with the status in the body, too. */
export function vectorDialect(): RestDialect {
  return {
    unauthorised: { status: 401, body: { error: 'Unauthorized: Invalid auth token', status: 401 } },
    error: (message, status) => ({ error: message, status }),
  };
}

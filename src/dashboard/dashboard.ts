import { InvalidOptionError } from '../errors.ts';
import type { ResponseCache } from '../lookup/response-cache.ts';
import type { MergedStats } from '../observe/statistics.ts';
import { performAction } from './actions.ts';
import { entryDetails, entrySummaries, type Texts } from './entry-view.ts';
import { liveLookups } from './live-lookups.ts';
import { Observation, type ObservedLookup, type ObservedMinute } from './observation.ts';
import { dashboardPage } from './page/dashboard-page.ts';
import type { SimilarityCounts } from './similarity-histogram.ts';
import { type WrongHits, wrongHits } from './wrong-hits.ts';

/** What tells of the provider's prompt cache, such as a `promptCacheMonitor()`. */
export interface PromptCacheAccount {
  report(): {
    readonly calls: number;
    /** The share of input tokens that the provider read from its cache, 0 to 1. */
    readonly hitRate: number | undefined;
    /** US dollars that it saved, less what writing cost. */
    readonly saved: number | undefined;
  };
}

export interface DashboardOptions {
  /**
   * Whether this request may see and change the cache. Asked for every request; anything but `true` (or a promise of
   * it) is a no, and so is what it throws.
   */
  readonly authorize: (request: Request) => boolean | Promise<boolean>;
  /**
   * Whether questions, answers and scopes are shown, to whoever may see the dashboard. Default `hidden`: their lengths
   * and hashes.
   */
  readonly texts?: Texts;
  /** Told beside the response cache, in one account of money. Default: none. */
  readonly promptCache?: PromptCacheAccount;
}

/** What the page is told of the cache. */
export interface DashboardState {
  readonly stats: MergedStats;
  readonly minutes: readonly ObservedMinute[];
  readonly lookups: readonly ObservedLookup[];
  readonly histogram: SimilarityCounts;
  readonly wrongHits: readonly WrongHits[];
  readonly promptCache?: ReturnType<PromptCacheAccount['report']>;
}

/** A handler of requests on web standards. */
export type RequestHandler = (request: Request) => Promise<Response>;

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * A dashboard over a cache: one page, its data and its actions, all under the one address that the handler is mounted
 * at, for GET and POST. In Next.js: `export const { GET, POST } = { GET: handler, POST: handler }` in a route of its own.
 *
 * What it tells of latest lookups is what this process saw since the call; sums are those of all processes where the
 * cache has `sharedStatistics`.
 * @throws InvalidOptionError without `authorize`.
 */
export function dashboard(cache: ResponseCache, options: DashboardOptions): RequestHandler {
  const { authorize, texts = 'hidden', promptCache } = options ?? {};
  if (typeof authorize !== 'function') {
    throw new InvalidOptionError('authorize', 'a function that says who may see the dashboard');
  }
  if (texts !== 'hidden' && texts !== 'shown') throw new InvalidOptionError('texts', "'hidden' or 'shown'");
  const observation = new Observation();
  cache.subscribe((event) => observation.add(event));

  const views: Readonly<Record<string, (url: URL) => Promise<Response> | Response>> = {
    page: () => dashboardPage(headers),
    state: async () => {
      const stats = await cache.stats();
      const state: DashboardState = {
        stats,
        minutes: observation.minutes(),
        lookups: observation.lookups(),
        histogram: observation.histogram(),
        wrongHits: wrongHits(stats),
        ...(promptCache === undefined ? {} : { promptCache: promptCache.report() }),
      };
      return json(state);
    },
    live: () => liveLookups(observation, headers),
    entries: async (url) => {
      const page = await cache.entries(url.searchParams.get('cursor') ?? undefined);
      if (page === undefined) return json({ error: 'unavailable' }, 503);
      return json({ entries: await entrySummaries(page.entries, texts), cursor: page.cursor });
    },
    entry: async (url) => {
      const entry = await cache.inspect(url.searchParams.get('key') ?? '');
      return entry === undefined ? json({ error: 'absent' }, 404) : json(await entryDetails(entry, texts));
    },
  };

  return async (request) => {
    if (!(await allowed(authorize, request))) return json({ error: 'unauthorized' }, 401);
    const url = new URL(request.url);
    if (request.method === 'POST') return performAction(cache, request, json);
    if (request.method !== 'GET') return json({ error: 'method not allowed' }, 405, { allow: 'GET, POST' });
    const name = url.searchParams.get('view') ?? 'page';
    const view = Object.hasOwn(views, name) ? views[name] : undefined;
    return view === undefined ? json({ error: 'not found' }, 404) : view(url);
  };
}

async function allowed(authorize: DashboardOptions['authorize'], request: Request): Promise<boolean> {
  try {
    // The action's body is read later: what authorizes gets a copy.
    return (await authorize(request.clone())) === true;
  } catch {
    return false;
  }
}

function json(body: unknown, status = 200, more: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8', ...more },
  });
}

import { milliseconds } from '../duration.ts';
import { InvalidOptionError } from '../errors.ts';
import { assertPolicy } from '../policy/policy.ts';
import { RuleSet } from '../policy/rule-set.ts';
import type { CacheOptions, MemoryOptions, TimeoutOptions } from './cache-options.ts';

/**
 * Of the options of a cache those that are values: checked, and with their defaults; durations in milliseconds.
 * @throws InvalidOptionError naming the option that is out of its range.
 */
export function cacheSettings(options: CacheOptions) {
  const { namespace = 'reprise', policy = {}, memory = {}, timeouts = {}, rules } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(namespace)) {
    throw new InvalidOptionError('namespace', '1 to 64 letters, digits, "-" or "_"');
  }
  assertPolicy(policy);
  assertMade(options);
  return {
    namespace,
    policy,
    rules: rules && new RuleSet(rules),
    requireScope: options.requireScope ?? false,
    memory: memory === false ? undefined : memorySettings(memory),
    ttl: milliseconds(options.ttl ?? '1d', 'ttl'),
    staleFor: milliseconds(options.staleWhileRevalidate ?? 0, 'staleWhileRevalidate'),
    graceFor: milliseconds(options.staleIfError ?? 0, 'staleIfError'),
    clock: options.clock ?? Date.now,
    timeouts: timeoutSettings(timeouts),
  };
}

const made = [
  ['semantic', 'connect', 'semanticLayer() of reprise/semantic'],
  ['encryption', 'seal', 'encryption() of reprise/encryption'],
  ['sharedStatistics', 'connect', 'sharedStatistics() of reprise'],
] as const;

/** Options in place of what is made of them would do nothing, and nobody would be told. */
function assertMade(options: CacheOptions): void {
  for (const [option, method, by] of made) {
    const given: unknown = options[option];
    if (given !== undefined && typeof Reflect.get(Object(given), method) !== 'function')
      throw new InvalidOptionError(option, `what ${by} gives`);
  }
}

function memorySettings({
  maxBytes,
  maxEntries,
  ttl = Number.POSITIVE_INFINITY,
  recheck = '1s',
  whileUnavailable = recheck,
}: MemoryOptions) {
  const within = milliseconds(recheck, 'memory.recheck');
  return {
    /** Those that are given: the store has defaults for them. */
    bounds: {
      ...(maxBytes === undefined ? {} : { maxBytes }),
      ...(maxEntries === undefined ? {} : { maxEntries }),
    },
    ttl: milliseconds(ttl, 'memory.ttl'),
    recheck: within,
    whileUnavailable: Math.max(within, milliseconds(whileUnavailable, 'memory.whileUnavailable')),
  };
}

function timeoutSettings(timeouts: TimeoutOptions) {
  const { flight, read = 250, write = '5s', embed = '1s', query = 500 } = timeouts;
  const { idle = '1m', refresh = '2m', lease = '5s', wait = '30s', close = '10s' } = timeouts;
  return {
    /** `undefined`: learned from the model. */
    flight: flight === undefined ? undefined : milliseconds(flight, 'timeouts.flight'),
    read: milliseconds(read, 'timeouts.read'),
    write: milliseconds(write, 'timeouts.write'),
    embed: milliseconds(embed, 'timeouts.embed'),
    query: milliseconds(query, 'timeouts.query'),
    idle: milliseconds(idle, 'timeouts.idle'),
    refresh: milliseconds(refresh, 'timeouts.refresh'),
    lease: milliseconds(lease, 'timeouts.lease'),
    wait: milliseconds(wait, 'timeouts.wait'),
    close: milliseconds(close, 'timeouts.close'),
  };
}

import type { Credentials } from './credentials.ts';
import { type Finding, ok, problem, unknown, warning } from './finding.ts';
import { askRest, type RestOutcome } from './rest.ts';

const subject = 'Redis';
/** What `timeouts.read` waits by default, in milliseconds. */
const readTimeout = 250;
/** Clocks further apart than this make entries live visibly shorter or longer, in milliseconds. */
const skewAllowed = 2_000;

/** Reachable, writable, near, in time, and keeping what it is told. */
export async function examineRedis(
  credentials: Credentials,
  clock: () => number,
): Promise<readonly Finding[]> {
  const ask = (...command: readonly string[]) => askRest(subject, credentials, '/', command);
  const first = await ask('PING');
  if (!first.ok) return [first.finding];
  return [await distance(ask), ...(await writing(ask)), ...(await time(ask, clock)), await eviction(ask)];
}

type Ask = (...command: readonly string[]) => Promise<RestOutcome>;

/** The median of five, one after another: the first of a connection isn't what a warm process pays. */
async function distance(ask: Ask): Promise<Finding> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const reply = await ask('PING');
    if (!reply.ok) return reply.finding;
    times.push(reply.milliseconds);
  }
  const median = times.sort((a, b) => a - b)[2] ?? 0;
  const message = `reachable, ${median.toFixed(1)} ms a round trip`;
  return median < readTimeout / 2
    ? ok(subject, message)
    : warning(
        subject,
        `${message}: near or above timeouts.read (${readTimeout} ms), so lookups will often be misses`,
        'Take a database in the region of your servers, or raise timeouts.read.',
      );
}

async function writing(ask: Ask): Promise<readonly Finding[]> {
  const key = `reprise-doctor:${crypto.randomUUID()}`;
  const written = await ask('SET', key, 'probe', 'EX', '60');
  if (!written.ok) return [refusedWrite(written)];
  const read = await ask('GET', key);
  const deleted = await ask('DEL', key);
  if (read.ok && read.result === 'probe' && deleted.ok)
    return [ok(subject, 'takes writes and gives them back')];
  return [
    problem(
      subject,
      'a value that was written did not come back',
      'A replica that lags, or a proxy, stands between: use the REST URL of the primary.',
    ),
  ];
}

function refusedWrite({ error = '', finding }: RestOutcome & { readonly ok: false }): Finding {
  if (/NOPERM|READONLY|no permissions/i.test(error)) {
    return problem(subject, 'the token may only read', 'Use the standard token, not the read-only one.');
  }
  if (/OOM|max(imum)? (db|database) size|exceed/i.test(error)) {
    return problem(subject, 'the database is full', 'Give it more room, or set maxEntries and shorter TTLs.');
  }
  return { ...finding, message: `refuses writes: ${finding.message}` };
}

async function time(ask: Ask, clock: () => number): Promise<readonly Finding[]> {
  const sent = clock();
  const reply = await ask('TIME');
  const received = clock();
  const [seconds, microseconds] = reply.ok && Array.isArray(reply.result) ? reply.result.map(Number) : [];
  if (seconds === undefined || microseconds === undefined)
    return [unknown('Clock', 'the database does not tell the time')];
  const there = seconds * 1_000 + microseconds / 1_000;
  const skew = (sent + received) / 2 - there;
  const distance = `${Math.abs(skew / 1_000).toFixed(1)} s ${skew > 0 ? 'ahead of' : 'behind'} the database's`;
  return [
    // It was told at some time in between: what a slow reply may explain is no skew.
    Math.abs(skew) <= skewAllowed + (received - sent) / 2
      ? ok('Clock', 'agrees with the database')
      : problem(
          'Clock',
          `this machine's is ${distance}`,
          'Set the clock (NTP): entries expire too early or too late by as much.',
        ),
  ];
}

/** A policy that takes any key can take the generation counters, and with them the use of all that is stored. */
async function eviction(ask: Ask): Promise<Finding> {
  const reply = await ask('CONFIG', 'GET', 'maxmemory-policy');
  const policy = reply.ok && Array.isArray(reply.result) ? String(reply.result[1]) : undefined;
  if (policy === undefined || policy === 'undefined') {
    return unknown(
      'Eviction',
      'the database does not tell its policy',
      'In the console: leave "Eviction" off.',
    );
  }
  return policy.startsWith('allkeys-')
    ? problem(
        'Eviction',
        `the policy "${policy}" may take the counters that all answers rest on: nothing stored before is served then`,
        'Turn eviction off, or take a volatile- policy: counters never expire.',
      )
    : ok('Eviction', policy);
}

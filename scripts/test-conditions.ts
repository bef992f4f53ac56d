/**
 * Runs the suite again and again under what other machines have: another time zone, another locale, another hour,
 * other work on every core, and all of it together. Fails where a run fails.
 * Run: npm run test:conditions -- [--runs 10] [--project fast] [--condition locale] [part of a file's name...]; the
 * last two options may be repeated. A real `redis-server` keeps its own hour: what needs one is passed over at another.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '10' },
    project: { type: 'string', multiple: true, default: ['fast', 'slow'] },
    condition: { type: 'string', multiple: true, default: ['zone', 'locale', 'hour', 'busy', 'all'] },
  },
});

interface Condition {
  readonly name: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The time of day at which the run believes to start, in its zone: 'hh:mm'. */
  readonly hour?: string;
  readonly busy?: boolean;
}

const zone = { TZ: 'Asia/Kathmandu' };
const locale = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
const conditions: readonly Condition[] = [
  { name: 'zone', environment: zone },
  { name: 'locale', environment: locale },
  { name: 'hour', hour: '23:00' },
  { name: 'busy', busy: true },
  { name: 'all', environment: { ...zone, ...locale }, hour: '23:00', busy: true },
];
const chosen = conditions.filter(({ name }) => values.condition.includes(name));

interface Results {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

let failedRuns = 0;
for (let run = 0; run < Number(values.runs); run += 1) {
  const condition = chosen[run % chosen.length];
  if (condition === undefined) throw new RangeError('No such condition.');
  const { passed, failures, seconds } = await runUnder(condition);
  if (failures.length > 0) failedRuns += 1;
  console.log(`run ${run + 1}, ${condition.name}: ${passed} passed, ${failures.length} failed, ${seconds} s`);
  for (const failure of failures) console.log(`  ${failure}`);
}
process.exitCode = failedRuns > 0 ? 1 : 0;

async function runUnder({ environment = {}, hour, busy = false }: Condition) {
  const folder = await mkdtemp(join(tmpdir(), 'reprise-conditions-'));
  const results = join(folder, 'results.json');
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...positionals,
    ...values.project.map((project) => `--project=${project}`),
    '--reporter=json',
    `--outputFile=${results}`,
  ];
  const moved = hour === undefined ? {} : await movedClock(hour, environment.TZ, folder);
  const loops = busy ? Array.from({ length: availableParallelism() }, busyLoop) : [];
  const start = performance.now();
  try {
    const code = await new Promise((resolve, reject) =>
      spawn(process.execPath, vitest, { env: { ...process.env, ...environment, ...moved }, stdio: 'ignore' })
        .on('error', reject)
        .on('close', resolve),
    );
    const { numPassedTests, testResults }: Results = JSON.parse(await readFile(results, 'utf8'));
    const failures = testResults.flatMap(failuresOf);
    // An error outside of every test, such as a rejection that nobody handled.
    if (code !== 0 && failures.length === 0) failures.push(`vitest ended with ${code}`);
    return { passed: numPassedTests, failures, seconds: Math.round((performance.now() - start) / 1000) };
  } finally {
    for (const loop of loops) loop.kill();
    await rm(folder, { recursive: true });
  }
}

function failuresOf({ name, status, message, assertionResults }: Results['testResults'][number]): string[] {
  const failed = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => `${name}: ${fullName}: ${failureMessages?.[0]?.split('\n')[0]}`);
  return failed.length === 0 && status === 'failed' ? [`${name}: ${message}`] : failed;
}

/**
 * The environment in which it is that hour, for a process and all that it starts. Moved, not set: each process would
 * begin at the hour again, and their clocks would differ.
 */
async function movedClock(hour: string, timeZone: string | undefined, folder: string) {
  await writeFile(join(folder, 'redis-server'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return {
    MOVED_CLOCK_SECONDS: String(secondsUntil(hour, timeZone)),
    NODE_OPTIONS: `--import=${new URL('./moved-clock.mjs', import.meta.url).href}`,
    PATH: `${folder}${delimiter}${process.env.PATH}`,
  };
}

function secondsUntil(hour: string, timeZone?: string): number {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  const here = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', timeStyle: 'medium' });
  const parts = here.formatToParts().map(({ type, value }) => [type, Number(value)] as const);
  const now = Object.fromEntries(parts);
  const seconds =
    hours * 3_600 + minutes * 60 - ((now.hour ?? 0) * 3_600 + (now.minute ?? 0) * 60 + (now.second ?? 0));
  return (seconds + 86_400) % 86_400;
}

/** Ends with this process, however that ends. */
function busyLoop() {
  const loop = 'const { ppid } = process; while (process.ppid === ppid);';
  return spawn(process.execPath, ['-e', loop], { stdio: 'ignore' });
}

/**
 * Runs the suite again and again under what other machines have: another time zone, another locale, another hour,
 * other work on every core, and all of it together. Fails where a run fails.
 * Run: npm run test:conditions -- [--runs 10] [--project fast] [--project slow]
 * The hour needs `faketime` (Debian's package of that name); without it, that condition is left out and said so.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    project: { type: 'string', multiple: true, default: ['fast', 'slow'] },
  },
});

interface Condition {
  readonly name: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The hour of the day that the run believes it starts at, local time. */
  readonly hour?: string;
  readonly busy?: boolean;
}

const zone = { TZ: 'Asia/Kathmandu' };
const locale = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
const conditions: readonly Condition[] = [
  { name: 'zone', environment: zone },
  { name: 'locale', environment: locale },
  { name: 'hour', hour: '23:00:00' },
  { name: 'busy', busy: true },
  { name: 'all', environment: { ...zone, ...locale }, hour: '23:00:00', busy: true },
];
const canFakeTime = spawnSync('faketime', ['--version']).status === 0;
const possible = conditions.filter(({ hour }) => hour === undefined || canFakeTime);
if (!canFakeTime) console.log('No faketime here: the conditions with another hour are left out.');

interface Results {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

await mkdir('.cache', { recursive: true });
let failedRuns = 0;
for (let run = 0; run < Number(values.runs); run += 1) {
  const condition = possible[run % possible.length];
  if (condition === undefined) break;
  const { passed, failures, seconds } = await runUnder(condition);
  if (failures.length > 0) failedRuns += 1;
  console.log(`run ${run + 1}, ${condition.name}: ${passed} passed, ${failures.length} failed, ${seconds} s`);
  for (const failure of failures) console.log(`  ${failure}`);
}
process.exitCode = failedRuns > 0 ? 1 : 0;

async function runUnder({ environment, hour, busy = false }: Condition) {
  const results = '.cache/condition-results.json';
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...values.project.map((project) => `--project=${project}`),
    '--reporter=json',
    `--outputFile=${results}`,
  ];
  const today = new Date().toISOString().slice(0, 10);
  const [program, ...programArguments] =
    hour === undefined
      ? [process.execPath, ...vitest]
      : ['faketime', '-f', `@${today} ${hour}`, process.execPath, ...vitest];
  const loops = busy ? Array.from({ length: availableParallelism() }, busyLoop) : [];
  const start = performance.now();
  try {
    await new Promise((resolve) =>
      spawn(program ?? process.execPath, programArguments, {
        env: { ...process.env, ...environment },
        stdio: 'ignore',
      }).on('close', resolve),
    );
  } finally {
    for (const loop of loops) loop.kill();
  }
  const { numPassedTests, testResults }: Results = JSON.parse(await readFile(results, 'utf8'));
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName }) => `${name}: ${fullName}`);
    return failed.length === 0 && status === 'failed' ? [`${name}: ${message}`] : failed;
  });
  return { passed: numPassedTests, failures, seconds: Math.round((performance.now() - start) / 1000) };
}

function busyLoop() {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}

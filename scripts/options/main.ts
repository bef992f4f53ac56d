/**
 * Shows that each option of each public function has a test that fails if the option does nothing: makes the function
 * forget it, and runs the tests that name it. `npm run test:options [-- <part of a name>...]`; exit code 1 if one is not
 * missed. It takes an hour for all.
 */
import { startVitest } from 'vitest/node';
import base from '../../vitest.config.ts';
import { testsNaming } from './option-tests.ts';
import { nameOf, type PublicOption, publicOptions, root } from './public-options.ts';
import { withoutOption } from './without-option.ts';

const parts = process.argv.slice(2);
const chosen = publicOptions().filter((option) => parts.every((part) => nameOf(option).includes(part)));
const naming = await testsNaming(chosen);
const filesOf = (option: PublicOption) => naming.get(nameOf(option)) ?? [];
// What few tests name is the likeliest to be missed by none.
const options = chosen.toSorted((one, other) => filesOf(one).length - filesOf(other).length);
const failingAnyway = new Map<string, boolean>();
let kept = 0;

for (const option of options) {
  const name = nameOf(option);
  const tests = filesOf(option);
  const missing = await firstFailing(option, tests);
  if (missing === undefined) kept++;
  console.log(
    missing === undefined ? `NOT MISSED  ${name} (${tests.length} files)` : `missed      ${name}: ${missing}`,
  );
}
console.log(`${options.length} options, ${kept} that no test misses.`);
process.exit(kept === 0 ? 0 : 1);

async function firstFailing(option: PublicOption, tests: readonly string[]): Promise<string | undefined> {
  for (const test of tests) if ((await fails(test, option)) && !(await failsAnyway(test))) return test;
  return undefined;
}

/** What fails with every option in place misses none. */
async function failsAnyway(test: string): Promise<boolean> {
  const known = failingAnyway.get(test);
  if (known !== undefined) return known;
  const failing = await fails(test);
  failingAnyway.set(test, failing);
  if (failing) console.log(`FAILS       ${test} with every option in place`);
  return failing;
}

async function fails(test: string, option?: PublicOption): Promise<boolean> {
  const { resolve = {} } = base;
  const vitest = await startVitest(
    'test',
    [test],
    { config: false, root, watch: false, bail: 1, maxWorkers: 1, reporters: [], testTimeout: 20_000 },
    { plugins: option === undefined ? [] : [withoutOption(option)], resolve },
  );
  const { failedTests, failedFiles } = {
    failedTests: vitest.state.getCountOfFailedTests(),
    failedFiles: vitest.state.getFailedFilepaths().length,
  };
  await vitest.close();
  return failedTests + failedFiles > 0;
}

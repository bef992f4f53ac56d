/**
 * Shows that each option of each public function has a test that fails if the option does nothing: makes the function
 * forget it in a copy of the repository, and runs the tests that name it there.
 * `npm run test:options [-- <part of a name>...]`; exit code 1 if one is not missed. It takes half an hour for all.
 */
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startVitest } from 'vitest/node';
import { testsNaming } from './option-tests.ts';
import { nameOf, type PublicOption, publicOptions, root } from './public-options.ts';
import { forget } from './without-option.ts';

const parts = process.argv.slice(2);
const chosen = publicOptions().filter((option) => parts.every((part) => nameOf(option).includes(part)));
const naming = await testsNaming(chosen);
const filesOf = (option: PublicOption) => naming.get(nameOf(option)) ?? [];
// What few tests name is the likeliest to be missed by none.
const options = chosen.toSorted((one, other) => filesOf(one).length - filesOf(other).length);
const copy = await copyOfRepository();
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
await rm(copy, { recursive: true });
console.log(`${options.length} options, ${kept} that no test misses.`);
process.exit(kept === 0 ? 0 : 1);

async function copyOfRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reprise-options-'));
  const left = new Set(['node_modules', '.git', '.cache', 'dist']);
  await cp(root, folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return `${folder}/`;
}

async function firstFailing(option: PublicOption, tests: readonly string[]): Promise<string | undefined> {
  for (const test of tests) {
    const giveBack = await forget(option, copy);
    const failing = await fails(test).finally(giveBack);
    if (failing && !(await failsAnyway(test))) return test;
  }
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

async function fails(test: string): Promise<boolean> {
  const reporters = [{ onInit: () => undefined }];
  const vitest = await startVitest('test', [test], {
    root: copy,
    watch: false,
    bail: 1,
    maxWorkers: 1,
    project: ['fast', 'slow'],
    reporters,
    testTimeout: 60_000,
  });
  const { failedTests, failedFiles } = {
    failedTests: vitest.state.getCountOfFailedTests(),
    failedFiles: vitest.state.getFailedFilepaths().length,
  };
  await vitest.close();
  return failedTests + failedFiles > 0;
}

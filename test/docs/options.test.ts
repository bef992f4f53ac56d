import { expect, it } from 'vitest';
import { testsNaming } from '../../scripts/options/option-tests.ts';
import { publicOptions } from '../../scripts/options/public-options.ts';

// That one of them fails when the option does nothing `npm run test:options` shows, which takes an hour.
it('every option of every public function is named by a test', { timeout: 120_000 }, async () => {
  const options = publicOptions();
  const naming = await testsNaming(options);
  expect(options.length).toBeGreaterThan(150);
  expect([...naming].filter(([, tests]) => tests.length === 0).map(([name]) => name)).toEqual([]);
});

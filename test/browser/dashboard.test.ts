import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { repository } from '../docs/code-blocks.ts';
import { patience } from '../patience.ts';
import { accessibilityViolations, chromiumPath, launchChromium, openPage } from './chromium.ts';
import { watchedCache } from './dashboard-scene.ts';

if (chromiumPath === undefined) {
  process.stderr.write('Chromium is missing (apt-get install chromium): the dashboard is not tried.\n');
}

describe.skipIf(chromiumPath === undefined)('the dashboard in a browser', () => {
  let watched: Awaited<ReturnType<typeof watchedCache>>;
  let browser: Browser;
  beforeAll(async () => {
    [watched, browser] = await Promise.all([watchedCache(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await watched?.close();
  });

  async function open(options: Parameters<typeof openPage>[2] = {}) {
    const opened = await openPage(browser, watched.url, options);
    onTestFinished(() => opened.context.close());
    await opened.page.locator('.badge').first().waitFor(patience);
    return opened;
  }
  const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  it('shows how near questions were, by each verdict', async () => {
    const { page } = await open();
    const chart = panel(page, 'Near questions, by verdict');
    expect(await chart.getByRole('img').getAttribute('aria-label')).toMatch(
      /^near questions: different \d+, unsure \d+, judged \d+, same \d+$/,
    );
    for (const verdict of ['same', 'judged', 'unsure', 'different']) {
      expect(await chart.locator('.u-legend').textContent()).toContain(verdict);
    }
  });

  it('tells the wrong-hit rate of shadow mode, audits and users, with its interval', async () => {
    const { page } = await open();
    const rows = panel(page, 'Wrong hits by meaning').locator('tbody tr');
    expect(await rows.allTextContents()).toEqual([
      expect.stringMatching(/^shadow mode.*00–nothing yet$/),
      expect.stringMatching(/^audits.*\d+\.\d%\d+\.\d% to \d+\.\d%$/),
      expect.stringMatching(/^users.*1\d\d+\.\d%\d+\.\d% to \d+\.\d%$/),
    ]);
  });

  it('tells what the judge cost beside what was saved, and the prompt cache', async () => {
    const { page } = await open();
    const rows = panel(page, 'Money').locator('tbody tr');
    const figures = await rows.allTextContents();
    expect(figures.map((text) => text.replace(/[\d.,]+/g, '#'))).toEqual([
      'Answers$#that the model was not asked for',
      'Judge−$# calls',
      'Prompt cache$#the provider’s: #% of input tokens',
      'Saved$#in all',
    ]);
    const [answers = 0, judge = 0, prompt = 0, all = 0] = figures.map((text) =>
      Number(/\$([\d.]+\d)/.exec(text)?.[1]?.slice(0, 6)),
    );
    expect(answers - judge + prompt).toBeCloseTo(all, 3);
  });

  it('tells what a miss nearly hit, and why it did not', async () => {
    const { page } = await open();
    const row = panel(page, 'Latest lookups').locator('tbody tr', { hasText: 'different: numbers' }).first();
    expect(await row.locator('.near li').first().textContent()).toMatch(/^\d\.\d{3}\w+: [\w-]+/);
    await row.locator('.near .key').first().click();
    await page.getByRole('dialog').getByText('tickets').first().waitFor(patience);
  });

  it('lists entries with their tags, and narrows the list to one', async () => {
    const { page, complaints } = await open();
    await page.getByRole('button', { name: 'Load entries' }).click();
    const tag = page.getByRole('button', { name: /^help · \d+$/ });
    await tag.click();
    await page.getByRole('button', { name: /^help · \d+$/, pressed: true }).waitFor(patience);
    // What a question holds is text.
    await page.getByText('<img src=x').first().waitFor(patience);
    expect(complaints).toEqual([]);
  });

  it('takes the colours of the hour when the scheme changes', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const pixels = () =>
      page
        .locator('canvas')
        .first()
        .evaluate((canvas) => Reflect.apply(HTMLCanvasElement.prototype.toDataURL, canvas, []));
    const light = await pixels();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(pixels, patience).not.toBe(light);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('is accessible and fits, %s at %i', async (colorScheme, width) => {
    const folder = join(repository, '.cache/screenshots');
    await mkdir(folder, { recursive: true });
    const { page, complaints } = await open({ colorScheme, viewport: { width, height: 800 } });
    await page.getByRole('button', { name: 'Load entries' }).click();
    await page.getByRole('button', { name: /^help · \d+$/ }).waitFor(patience);
    await page.screenshot({ path: join(folder, `dashboard-${colorScheme}-${width}.png`), fullPage: true });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(complaints).toEqual([]);
  });
});

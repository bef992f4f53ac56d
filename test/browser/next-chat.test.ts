import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { repository } from '../docs/code-blocks.ts';
import type { NextApp, NextServer } from '../hosting/next-app.ts';
import { patience } from '../patience.ts';
import { chatApp } from './chat-app.ts';
import { accessibilityViolations, chromiumPath, launchChromium, openPage } from './chromium.ts';

if (chromiumPath === undefined) {
  process.stderr.write('Chromium is missing (apt-get install chromium): the chat is not tried.\n');
}

describe.skipIf(chromiumPath === undefined)('the chat in a browser', () => {
  let app: NextApp;
  let server: NextServer;
  let browser: Browser;
  beforeAll(async () => {
    app = await chatApp();
    server = await app.start({});
    browser = await launchChromium();
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await app?.remove();
  });

  async function chat(options: Parameters<typeof openPage>[2] = {}) {
    const opened = await openPage(browser, server.url, options);
    onTestFinished(() => opened.context.close());
    return opened;
  }

  async function ask(page: Page, text: string) {
    await page.getByLabel('Your message').fill(text);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    return answered(page);
  }

  /** What the line under the last answer says, once it is there. */
  async function answered(page: Page) {
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor(patience);
    const line = page.locator('.origin').last();
    await line.waitFor(patience);
    return {
      status: await line.getAttribute('data-status'),
      layer: await line.getAttribute('data-layer'),
      text: (await line.textContent()) ?? '',
      key: (await line.getAttribute('title')) ?? '',
    };
  }

  const begin = (page: Page) => page.getByRole('button', { name: 'New chat' }).click();
  const signIn = async (page: Page, user: string) => {
    await page.getByLabel('Signed in as').selectOption(user);
    await page.locator('.start').waitFor(patience);
  };
  const answer = (page: Page) => page.locator('.messages .assistant').last();

  it('marks a first answer as the model’s, and the same question again as memory’s', async () => {
    const { page, complaints } = await chat();
    const question = 'How do I cancel my invoice?';
    expect(await ask(page, question)).toMatchObject({
      status: 'miss',
      text: expect.stringContaining('model'),
    });
    const live = await answer(page).locator('p').first().textContent();
    await begin(page);
    const warm = await ask(page, question);
    expect(warm).toMatchObject({ status: 'hit', layer: 'memory', text: expect.stringContaining('saved') });
    expect(warm.key).toMatch(/^Key \S{20,}/);
    expect(await answer(page).locator('p').first().textContent()).toBe(live);
    expect(complaints).toEqual([]);
  });

  it('answers a paraphrase by meaning, and says by what it was served', async () => {
    const { page } = await chat();
    await ask(page, 'How do I reset my password?');
    await begin(page);
    const paraphrase = await ask(page, "What's the way to reset my password?");
    expect(paraphrase).toMatchObject({
      status: 'hit',
      layer: 'semantic',
      text: expect.stringMatching(/meaning, \d\.\d\d \(proved\)/),
    });
  });

  it('gives one user nothing of another’s', async () => {
    const { page } = await chat();
    await ask(page, 'Where is my invoice of May?');
    await signIn(page, 'Ben');
    expect(await ask(page, 'Where is my invoice of May?')).toMatchObject({ status: 'miss' });
  });

  it('answers afresh when asked to', async () => {
    const { page } = await chat();
    await ask(page, 'What is a cache?');
    await page.getByRole('button', { name: 'Answer afresh' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor(patience);
    expect(await answered(page)).toMatchObject({ status: 'miss' });
  });

  it('never serves again what was wrong', async () => {
    const { page } = await chat();
    const reject = async () => {
      await page.getByRole('button', { name: 'That was wrong' }).last().click();
      await page.getByText('Not served again.').waitFor(patience);
    };
    await ask(page, 'How can I find my receipt?');
    await begin(page);
    expect((await ask(page, "What's the way to find my receipt?")).layer).toBe('semantic');
    await reject();
    await begin(page);
    expect(await ask(page, "What's the way to find my receipt?")).toMatchObject({ status: 'miss' });
    await begin(page);
    expect((await ask(page, 'How can I find my receipt?')).layer).toBe('memory');
    await reject();
    await begin(page);
    expect(await ask(page, 'How can I find my receipt?')).toMatchObject({ status: 'miss' });
  });

  it('keeps nothing of an answer that was stopped half-way, and all of the next', async () => {
    const { page } = await chat();
    const question = 'How long is a link to reset a password good?';
    await page.getByLabel('Your message').fill(question);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await answer(page).locator('p').first().waitFor(patience);
    await page.getByRole('button', { name: 'Stop' }).click();
    await begin(page);
    expect(await ask(page, question)).toMatchObject({ status: 'miss' });
    await begin(page);
    expect(await ask(page, question)).toMatchObject({ status: 'hit' });
  });

  it('asks for approval again on a hit, and runs the tool then', async () => {
    const { page } = await chat();
    const refund = async () => {
      await page.getByLabel('Your message').fill('Please refund order 77');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('button', { name: 'Approve' }).click(patience);
      await page.getByText('Order 77 was refunded.').last().waitFor(patience);
      return answered(page);
    };
    await refund();
    await begin(page);
    expect(await refund()).toMatchObject({ status: 'hit' });
  });

  it('runs a tool on a warm answer too', async () => {
    const { page } = await chat();
    await ask(page, 'What is the weather in Oslo');
    await begin(page);
    expect(await ask(page, 'What is the weather in Oslo')).toMatchObject({ status: 'hit' });
    expect(await page.locator('.tool').textContent()).toContain('It is 18 °C');
  });

  it('answers a structured question as data, warm too', async () => {
    const { page } = await chat();
    for (const status of ['miss', 'hit']) {
      await page.getByRole('button', { name: 'A recipe for tomato soup, as data' }).click();
      await page.locator(`.recipe .origin[data-status=${status}]`).waitFor(patience);
    }
    expect(await page.locator('.recipe li').count()).toBe(3);
  });

  it('takes an image, and tells it from another', async () => {
    const { page } = await chat();
    const send = async (bytes: number) => {
      await begin(page);
      const buffer = Buffer.alloc(bytes, 1);
      await page.getByLabel('Image to send').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
      return ask(page, 'What is on it?');
    };
    expect(await send(300)).toMatchObject({ status: 'miss' });
    expect(await send(300)).toMatchObject({ status: 'hit', layer: 'memory' });
    expect(await send(301)).toMatchObject({ status: 'miss' });
  });

  it.each(['edge', 'chain', 'agent'])('answers warm by the route "%s"', async (route) => {
    const { page } = await chat();
    await page.getByLabel('Answered by').selectOption(route);
    const question = `Which invoice is that of the ${route}?`;
    expect(await ask(page, question)).toMatchObject({ status: 'miss' });
    await begin(page);
    expect(await ask(page, question)).toMatchObject({ status: 'hit' });
  });

  it('makes one call for two tabs that ask the same at once', async () => {
    const [one, other] = [await chat(), await chat()];
    const question = 'Which cache do two tabs share?';
    const both = await Promise.all([ask(one.page, question), ask(other.page, question)]);
    const texts = await Promise.all([answer(one.page).textContent(), answer(other.page).textContent()]);
    expect(both.map(({ status }) => status)).toEqual(['miss', 'miss']);
    expect(both[0]?.key).toBe(both[1]?.key);
    expect(texts.every((text) => text?.includes('A response cache keeps'))).toBe(true);
  });

  it('shows in the dashboard what happened, and an eviction there takes effect here', async () => {
    const { page } = await chat();
    const question = 'Which bill is evicted?';
    const { key } = await ask(page, question);
    await begin(page);
    expect(await ask(page, question)).toMatchObject({ status: 'hit' });
    const dashboard = await openPage(browser, `${server.url}/cache`);
    onTestFinished(() => dashboard.context.close());
    await dashboard.page.getByText('hit · memory').first().waitFor(patience);
    const name = key.replace('Key ', '').slice(0, 10);
    await dashboard.page.getByRole('button', { name }).first().click();
    await dashboard.page.getByText(question).first().waitFor(patience);
    await dashboard.page.getByRole('button', { name: 'Evict' }).click();
    await dashboard.page.getByText('Dropped.').waitFor(patience);
    expect(dashboard.complaints).toEqual([]);
    await begin(page);
    expect(await ask(page, question)).toMatchObject({ status: 'miss' });
  });

  it('can be used by keyboard alone', async () => {
    const { page } = await chat();
    await page.getByLabel('Your message').focus();
    await page.keyboard.type('What is an invoice?');
    await page.keyboard.press('Enter');
    await answered(page);
    const order: string[] = [];
    await page.getByLabel('Answered by').focus();
    for (let index = 0; index < 7; index++) {
      order.push(
        await page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '',
        ),
      );
      await page.keyboard.press('Tab');
    }
    expect(order).toEqual([
      'SELECT',
      'SELECT',
      'New chat',
      'What the cache did',
      'Copy the answer',
      'Answer afresh',
      'That was wrong',
    ]);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('is accessible and fits, %s at %i', async (colorScheme, width) => {
    const folder = join(repository, '.cache/screenshots');
    await mkdir(folder, { recursive: true });
    const view = { colorScheme, viewport: { width, height: 800 } };
    const { page, complaints } = await chat(view);
    const dashboard = await openPage(browser, `${server.url}/cache`, view);
    onTestFinished(() => dashboard.context.close());
    await page.screenshot({ path: join(folder, `start-${colorScheme}-${width}.png`) });
    expect(await accessibilityViolations(page)).toEqual([]);
    await ask(page, 'How do I reset my password?');
    await page.screenshot({ path: join(folder, `chat-${colorScheme}-${width}.png`) });
    await dashboard.page.reload();
    await dashboard.page.locator('.badge').first().waitFor(patience);
    await dashboard.page.screenshot({
      path: join(folder, `cache-${colorScheme}-${width}.png`),
      fullPage: true,
    });
    for (const shown of [page, dashboard.page]) {
      expect(await accessibilityViolations(shown)).toEqual([]);
      expect(
        await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    }
    expect([...complaints, ...dashboard.complaints]).toEqual([]);
  });
});

/**
 * Makes the README's picture of the chat and the dashboard, side by side and small, of the screenshots that the browser
 * tests leave: `npm run docs:pictures` takes them anew.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/browser/chromium.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const names = ['chat-light-1280', 'dashboard-light-1280'];

const images = await Promise.all(
  names.map(async (name) => (await readFile(`${root}.cache/screenshots/${name}.png`)).toString('base64')),
);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 420 }, deviceScaleFactor: 1 });
  await page.setContent(
    `<body style="margin:0;display:flex;gap:16px;background:#fff">${images
      .map(
        (image) =>
          `<div style="flex:1;height:404px;margin:8px;overflow:hidden;border:1px solid #ddd;border-radius:6px"><img width="100%" src="data:image/png;base64,${image}"></div>`,
      )
      .join('')}</body>`,
    { waitUntil: 'load' },
  );
  await mkdir(`${root}docs/pictures`, { recursive: true });
  await page.screenshot({ path: `${root}docs/pictures/chat-and-dashboard.jpg`, type: 'jpeg', quality: 72 });
} finally {
  await browser.close();
}

/** Bundles the dashboard's page, its chart library and its styles into two texts that the handler serves. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const page = new URL('../src/dashboard/page/', import.meta.url);
const file = (name: string) => fileURLToPath(new URL(name, page));

/** The module that `assets.ts` is to be. */
export async function dashboardAssets(): Promise<string> {
  const bundled = async (entry: string) => {
    const { outputFiles } = await build({
      entryPoints: [file(entry)],
      bundle: true,
      minify: true,
      write: false,
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'inline',
    });
    // The text stands in an HTML element, which its own end tag would close.
    return JSON.stringify((outputFiles[0]?.text ?? '').replaceAll('</', '<\\/'));
  };
  return [
    '// Made by `npm run build:dashboard` from client/.',
    `export const script = ${await bundled('client/main.ts')};`,
    `export const style = ${await bundled('client/style.css')};`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(file('assets.ts'), await dashboardAssets());
}

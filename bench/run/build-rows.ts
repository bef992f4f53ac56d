import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Beneath the package of the peers, so that Node finds them there, and all else in the root's packages. */
const output = `${root}bench/peers/.cache/`;

/** The names of the rows there are. */
export async function rowNames(): Promise<readonly string[]> {
  const files = await readdir(`${root}bench/rows`);
  return files.map((file) => file.replace(/\.ts$/, '')).sort();
}

/**
 * Compiles the rows to plain JavaScript. What runs TypeScript directly names each closure as it is made, which makes
 * them slower than those of users. Packages stay imports, and `reprise` is the built package.
 * @returns the path of the worker, which takes a row's name.
 */
export async function buildRows(): Promise<string> {
  const rows = await rowNames();
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/worker.ts', 'bench/upstash-server.ts', ...rows.map((row) => `bench/rows/${row}.ts`)],
    outdir: output,
    outbase: 'bench',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    plugins: [
      {
        name: 'packages',
        setup({ onResolve }) {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
            if (kind === 'entry-point') return null;
            const [, subpath] = /^reprise(?:\/(.+))?$/.exec(path) ?? [];
            if (!/^reprise(\/|$)/.test(path)) return { path, external: true };
            return {
              path: `${root}dist/${subpath === undefined ? '' : `${subpath}/`}index.js`,
              external: true,
            };
          });
        },
      },
    ],
  });
  return `${output}worker.js`;
}

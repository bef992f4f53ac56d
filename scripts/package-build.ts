import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import packageJson from '../package.json' with { type: 'json' };

const built = [
  ...Object.values(packageJson.exports).flatMap((entry) =>
    typeof entry === 'string' ? [] : [entry.default],
  ),
  ...Object.values(packageJson.bin),
];

/** How the package is bundled: one module an entry of `package.json`, and what several share in chunks. */
export const packageBuild = {
  absWorkingDir: fileURLToPath(new URL('../', import.meta.url)),
  entryPoints: built.map((file) => file.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
  outbase: 'src',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  packages: 'external',
  target: 'es2022',
  charset: 'utf8',
  write: false,
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Bundles the package into `dist`: one module an entry of `package.json`, and what several share in chunks. The compiler
 * writes the declarations beside them.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
}

const { exports: entries, bin }: Manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
const built = [
  ...Object.values(entries).flatMap((entry) => (typeof entry === 'string' ? [] : [entry.default])),
  ...Object.values(bin),
];

await rm(`${root}dist`, { recursive: true, force: true });
const { outputFiles } = await build({
  absWorkingDir: root,
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
});

for (const { path, text } of outputFiles) {
  await mkdir(dirname(path), { recursive: true });
  // An import without names keeps the order of side effects, and there are none (`sideEffects` of package.json).
  await writeFile(path, text.replace(/^import "[^"]+";$/gm, ''));
}

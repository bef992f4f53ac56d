/** Bundles the package into `dist`. The compiler writes the declarations beside the modules. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { packageBuild } from './package-build.ts';

await rm(join(packageBuild.absWorkingDir, packageBuild.outdir), { recursive: true, force: true });
const { outputFiles } = await build(packageBuild);

for (const { path, text } of outputFiles) {
  await mkdir(dirname(path), { recursive: true });
  // An import without names keeps the order of side effects, and there are none (`sideEffects` of package.json).
  await writeFile(path, text.replace(/^import "[^"]+";$/gm, ''));
}

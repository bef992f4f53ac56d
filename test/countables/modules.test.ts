import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { packageBuild } from '../../scripts/package-build.ts';

/** The modules of the built package that importing these entries loads, and the packages that those import. */
async function loadedBy(entries: readonly string[]) {
  const { metafile } = await build({ ...packageBuild, metafile: true });
  const packages = new Set<string>();
  const loaded = new Set(entries);
  for (const file of loaded) {
    for (const { path, kind, external } of metafile.outputs[file]?.imports ?? []) {
      if (kind !== 'import-statement') continue;
      if (external === true) packages.add(path);
      else loaded.add(path);
    }
  }
  const code = [...loaded].flatMap((file) => Object.entries(metafile.outputs[file]?.inputs ?? {}));
  const sources = code.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([source]) => source);
  return { modules: loaded.size, packages: [...packages], sources };
}

const elsewhere =
  /^src\/(semantic\/(guards|layer)|encryption|observe\/rate-interval|langchain|prompt|dashboard|testing|evaluate|cli|memory\/memory-index)/;

it('importing reprise, reprise/ai-sdk and reprise/upstash loads few modules, no package, and no other part', async () => {
  const { modules, packages, sources } = await loadedBy([
    'dist/index.js',
    'dist/ai-sdk/index.js',
    'dist/upstash/index.js',
  ]);
  expect(modules).toBeLessThanOrEqual(22);
  expect(packages).toEqual([]);
  expect(sources.filter((source) => elsewhere.test(source))).toEqual([]);
});

import { readdir, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Finding, warning } from './finding.ts';
import { readJson, searchedFolders } from './installed.ts';

/** Packages of which two copies don't know each other's objects. */
const single: Readonly<Record<string, string>> = {
  reprise: 'a cache of one copy is not that of the other',
  ai: 'a model of one copy may be refused by the other',
  '@langchain/core': 'messages and models of one copy are strangers to the other',
};

/** Where a package is there more than once, beside or within other packages. */
export async function examineCopies(directory: string): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    Object.entries(single).map(async ([name, harm]) => {
      const copies = await copiesOf(directory, name);
      if (copies.length < 2) return [];
      const told = copies.map(({ path, version }) => `${version} (${path})`).join(', ');
      return [
        warning(
          name,
          `${copies.length} copies: ${told}: ${harm}`,
          `npm dedupe, or set one version of ${name} under "overrides" in package.json; npm ls ${name} tells who wants which.`,
        ),
      ];
    }),
  );
  return findings.flat();
}

async function copiesOf(directory: string, name: string) {
  const places = (await Promise.all(searchedFolders(directory).map(withNested))).flat();
  const copies = new Map<string, { readonly path: string; readonly version: string }>();
  for (const place of places) {
    const path = join(place, name);
    const { version } = await readJson(path, 'package.json');
    if (version === undefined) continue;
    // A workspace or a content store links the same copy to many places.
    const real = await realpath(path);
    if (!copies.has(real)) copies.set(real, { path: relative(directory, path), version: String(version) });
  }
  return [...copies.values()];
}

/** A folder of packages, and those that its packages have of their own. */
async function withNested(folder: string): Promise<readonly string[]> {
  const names = await foldersIn(folder);
  const packages = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@') ? (await foldersIn(join(folder, name))).map((part) => join(name, part)) : [name],
    ),
  );
  return [folder, ...packages.flat().map((name) => join(folder, name, 'node_modules'))];
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => !entry.name.startsWith('.') && !entry.isFile()).map(({ name }) => name);
}

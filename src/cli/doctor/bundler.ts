import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, ok, problem } from './finding.ts';
import { type InstalledPackages, localEmbedderPackages } from './packages.ts';

const configs = ['next.config.ts', 'next.config.mjs', 'next.config.js', 'next.config.cjs', 'next.config.mts'];

/** Next bundles what a route imports; the local embedder loads files that stand beside its modules. */
export async function examineBundler(
  directory: string,
  packages: InstalledPackages,
): Promise<readonly Finding[]> {
  if (packages.next === undefined || packages[localEmbedderPackages[0]] === undefined) return [];
  const config = await firstOf(directory, configs);
  const external = localEmbedderPackages.filter((name) => config?.includes(name));
  if (config?.includes('serverExternalPackages') && external.length === localEmbedderPackages.length) {
    return [ok('Next.js', 'the local embedder stays outside of the bundle')];
  }
  return [
    problem(
      'Next.js',
      'the local embedder would be bundled, and its model not found',
      `In next.config: serverExternalPackages: [${localEmbedderPackages.map((name) => `'${name}'`).join(', ')}]`,
    ),
  ];
}

async function firstOf(directory: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    try {
      return await readFile(join(directory, name), 'utf8');
    } catch {
      // The next name.
    }
  }
  return undefined;
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { repository } from '../docs/code-blocks.ts';
import { NextApp } from '../hosting/next-app.ts';

const example = join(repository, 'examples/next-chat');

/** The example as someone has it who copied it: outside of the repository, with the packed package. */
export async function chatApp(): Promise<NextApp> {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(example, 'package.json'), 'utf8'));
  const packages = Object.entries({ ...dependencies, ...devDependencies, reprise: inject('packedPackage') });
  const files = await sources(example);
  const app = await NextApp.make(
    packages.map(([name, version]) => (name === 'reprise' ? String(version) : `${name}@${version}`)),
    { ...files, 'next.config.ts': withoutLink(files['next.config.ts'] ?? '') },
  );
  await app.build('turbopack', {});
  return app;
}

/** The setting that only the repository's own link to the package needs. */
function withoutLink(config: string): string {
  return config.replace(/^.*turbopack:.*\n/m, '');
}

async function sources(folder: string): Promise<Readonly<Record<string, string>>> {
  const left = new Set(['node_modules', '.next', 'package.json', 'package-lock.json']);
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    if (!entry.isFile() || left.has(path.split('/')[0] ?? '')) continue;
    files[path] = await readFile(join(folder, path), 'utf8');
  }
  return files;
}

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The folders in which Node looks for packages, the nearest first. */
export function searchedFolders(directory: string): readonly string[] {
  const folders = [join(directory, 'node_modules')];
  for (let folder = directory; folder !== dirname(folder); folder = dirname(folder)) {
    folders.push(join(dirname(folder), 'node_modules'));
  }
  return folders;
}

/** The fields of a file of JSON; none where there is no such file. Not every package exports its package.json. */
export async function readJson(...path: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(await readFile(join(...path), 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

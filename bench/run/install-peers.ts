import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

/** Installs what this library is compared with, a package of its own, unless it is there as its lock file says. */
export async function installPeers(): Promise<void> {
  const installed = `${folder}node_modules/.package-lock.json`;
  if (existsSync(installed)) {
    const [wanted, found] = await Promise.all([lockOf(`${folder}package-lock.json`), lockOf(installed)]);
    if (Object.keys(wanted).every((path) => path === '' || wanted[path]?.version === found[path]?.version))
      return;
  }
  console.error('Installing the peers (bench/peers, some 150 packages) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The peers could not be installed: npm ci failed in bench/peers.');
}

type Lock = Readonly<Record<string, { readonly version?: string }>>;

async function lockOf(path: string): Promise<Lock> {
  return JSON.parse(await readFile(path, 'utf8')).packages;
}

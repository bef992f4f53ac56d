import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../docs/code-blocks.ts';

const run = promisify(execFile);

/** Packs the package as it would be published, from a build of its own, and gives the tarball's path. */
export async function packedPackage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reprise-packed-'));
  // `prepack` builds.
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: repository });
  const { version }: { version: string } = (await import('../../package.json', { with: { type: 'json' } }))
    .default;
  return join(folder, `reprise-${version}.tgz`);
}

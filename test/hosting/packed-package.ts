import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import manifest from '../../package.json' with { type: 'json' };
import { repository } from '../docs/code-blocks.ts';

const run = promisify(execFile);

declare module 'vitest' {
  export interface ProvidedContext {
    /** The path of the tarball that would be published. */
    packedPackage: string;
  }
}

/** Packs the package as it would be published, from a build of its own, into a new folder; gives the tarball's path. */
export async function packedPackage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reprise-packed-'));
  // `prepack` builds.
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: repository });
  return join(folder, `reprise-${manifest.version}.tgz`);
}

/** Once for all files of a project: each would build the same `dist`, one under the other's hands. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const tarball = await packedPackage();
  provide('packedPackage', tarball);
  return () => rm(dirname(tarball), { recursive: true });
}

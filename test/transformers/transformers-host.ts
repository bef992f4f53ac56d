import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
const entry = fileURLToPath(new URL('../../src/transformers/index.ts', import.meta.url));

/** A folder in which the optional package is installed: it is too large to be a package of the repository. */
export interface TransformersHost {
  readonly folder: string;
  /** Runs the body of an async function that has the entry's exports at hand, and gives what it returns. */
  evaluate(body: string): Promise<unknown>;
  close(): Promise<void>;
}

/** @param installed `false` for a folder that lacks the package. */
export async function startTransformersHost(installed: boolean): Promise<TransformersHost> {
  const folder = await mkdtemp(join(tmpdir(), 'transformers-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  if (installed) {
    await run('npm', ['install', '--no-audit', '--no-fund', '@huggingface/transformers@4.3.1'], {
      cwd: folder,
      // The CPU's binary is in the package; only others would be downloaded.
      env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
    });
  }
  await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['@huggingface/transformers'],
    outfile: join(folder, 'transformers.js'),
  });
  return {
    folder,
    async evaluate(body) {
      const script = [
        "import { transformersEmbedder, transformersJudge } from './transformers.js';",
        `const work = async () => { ${body} };`,
        'const told = (error) => ({ error: error.code ?? String(error) });',
        "process.stdout.write('\\nRESULT ' + JSON.stringify(await work().catch(told)));",
      ].join('\n');
      await writeFile(join(folder, 'script.js'), script);
      const { stdout } = await run('node', ['script.js'], { cwd: folder });
      return JSON.parse(stdout.slice(stdout.lastIndexOf('RESULT ') + 7));
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export type Bundler = 'turbopack' | 'webpack';

/** What create-next-app installs, at the versions that `next build` of 16.0 works with. */
const nextPackages = [
  'next@16.0.11',
  'react@19',
  'react-dom@19',
  'typescript@5.9',
  '@types/node@20',
  '@types/react@19',
];

const run = promisify(execFile);
const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  // The test runner's own environment says `test`, and `next build` takes another one over from the outside.
  const { NODE_ENV: _, ...own } = process.env;
  return { ...own, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...more };
};

export interface NextServer {
  readonly url: string;
  /** Sends the signal and waits for the end of the process. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** A Next.js app in a temporary folder outside of the repository, so that it finds no package of the repository. */
export class NextApp {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param packages as `npm install` takes them, beside those of Next itself. */
  static async make(packages: readonly string[], files: Readonly<Record<string, string>>): Promise<NextApp> {
    const app = new NextApp(await mkdtemp(join(tmpdir(), 'reprise-next-')));
    await app.write({ 'package.json': JSON.stringify({ name: 'app', private: true }), ...files });
    await app.npm(
      'install',
      '--no-audit',
      '--no-fund',
      '--legacy-peer-deps=false',
      ...nextPackages,
      ...packages,
    );
    return app;
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }

  async npm(...args: readonly string[]): Promise<void> {
    const { NODE_ENV: _, ...own } = environment();
    await run('npm', [...args], { cwd: this.folder, env: own });
  }

  /** @throws with what `next build` printed, if it fails. */
  async build(bundler: Bundler, env: Readonly<Record<string, string>>): Promise<void> {
    await rm(join(this.folder, '.next'), { recursive: true, force: true });
    await this.#next(['build', `--${bundler}`], env);
  }

  async #next(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
    try {
      await run(process.execPath, [this.#bin, ...args], { cwd: this.folder, env: environment(env) });
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
      throw new Error(`next ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
    }
  }

  async start(env: Readonly<Record<string, string>>): Promise<NextServer> {
    const port = String(await freePort());
    const child = spawn(process.execPath, [this.#bin, 'start', '--port', port], {
      cwd: this.folder,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await listening(child);
    return {
      url: `http://127.0.0.1:${port}`,
      async stop(signal = 'SIGTERM') {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, 'exit');
        child.kill(signal);
        await exited;
      },
    };
  }

  text(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  get #bin(): string {
    return join(this.folder, 'node_modules/next/dist/bin/next');
  }
}

async function listening(child: ChildProcess): Promise<void> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes('Ready in')) {
      child.stdout?.resume();
      return;
    }
  }
  throw new Error(`next start ended:\n${printed}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

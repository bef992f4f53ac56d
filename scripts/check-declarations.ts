/**
 * Packs the package, installs it beside each version of TypeScript that the README names, and compiles a file that
 * imports every entry, as Node and as a bundler resolve it. Fails where one does not compile.
 * Run: npm run check:declarations [version...]
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../test/docs/code-blocks.ts';
import { packedPackage } from '../test/hosting/packed-package.ts';

const run = promisify(execFile);
const [...asked] = process.argv.slice(2);
const versions = asked.length > 0 ? asked : ['5.0', '5.4', '5.9', '6', '7'];

interface Manifest {
  readonly exports: Readonly<Record<string, string | object>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
const entries = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([path]) => path.replace('.', 'reprise'));
const consumer = [
  ...entries.map((entry, place) => `import * as entry${place} from '${entry}';`),
  `export const entries = [${entries.map((_, place) => `entry${place}`).join(', ')}];`,
  // A consumer's own types hold only where the declarations resolve: a type that is lost is `any`, and takes a number.
  `import { createCache } from 'reprise';`,
  `import { cacheMiddleware } from 'reprise/ai-sdk';`,
  `import { CachedChatModel } from 'reprise/langchain';`,
  '// @ts-expect-error',
  'createCache(1);',
  '// @ts-expect-error',
  'cacheMiddleware(1);',
  '// @ts-expect-error',
  'new CachedChatModel(1);',
  '',
].join('\n');
const resolutions = [
  { module: 'NodeNext', moduleResolution: 'NodeNext' },
  { module: 'ESNext', moduleResolution: 'Bundler' },
];

const folder = await mkdtemp(join(tmpdir(), 'reprise-declarations-'));
try {
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  await writeFile(join(folder, 'consumer.ts'), consumer);
  await installPackage(await packedPackage());
  for (const version of versions) {
    const compiler = await installCompiler(version);
    for (const resolution of resolutions) console.log(await compiled(version, compiler, resolution));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The packed package, and beside it the peers that this repository has installed. */
async function installPackage(tarball: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  const target = join(modules, 'reprise');
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  const names = [...Object.keys(manifest.peerDependencies), '@types/node', 'zod'];
  for (const name of names) {
    if (name.includes('/')) await mkdir(join(modules, name.split('/')[0] ?? ''), { recursive: true });
    await symlink(join(repository, 'node_modules', name), join(modules, name));
  }
}

/** The path of the compiler. */
async function installCompiler(version: string): Promise<string> {
  const own = join(folder, `typescript-${version}`);
  await mkdir(own);
  await writeFile(join(own, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--no-audit', '--no-fund', `typescript@${version}`], { cwd: own });
  return join(own, 'node_modules', '.bin', 'tsc');
}

async function compiled(
  version: string,
  compiler: string,
  resolution: (typeof resolutions)[number],
): Promise<string> {
  const compilerOptions = {
    ...resolution,
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const project = join(folder, 'tsconfig.json');
  await writeFile(project, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  const name = `TypeScript ${version}, ${resolution.moduleResolution}`;
  try {
    await run(compiler, ['-p', project]);
    return `${name}: ${entries.length} entries compile`;
  } catch (error) {
    process.exitCode = 1;
    return `${name}: fails\n${error instanceof Error && 'stdout' in error ? error.stdout : String(error)}`;
  }
}

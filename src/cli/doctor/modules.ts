import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Finding, problem, warning } from './finding.ts';
import { readJson } from './installed.ts';
import { type SourceFile, withoutComments } from './project-sources.ts';
import { isBefore } from './version-range.ts';

/** What can be in the way of a package that is ESM only: the compiler, CommonJS on an old Node, a test runner. */
export async function examineModules(
  directory: string,
  sources: readonly SourceFile[],
  node: string,
): Promise<readonly Finding[]> {
  const users = sources.filter(({ imports }) => imports.some((name) => /^reprise($|\/)/.test(name)));
  if (users.length === 0) return [];
  const manifest = await readJson(directory, 'package.json');
  const compiler = await compilerOptions(join(directory, 'tsconfig.json'));
  return [
    ...examineResolution(compiler),
    ...examineCommonJs(manifest, compiler, users, node),
    ...(await examineJest(directory, manifest)),
  ];
}

function examineResolution({ moduleResolution, module }: CompilerOptions): readonly Finding[] {
  const classic =
    moduleResolution === 'classic' ||
    (moduleResolution === undefined && ['amd', 'umd', 'system', 'es2015', 'es6'].includes(module ?? ''));
  return classic
    ? [
        problem(
          'TypeScript',
          `its module resolution (${moduleResolution ?? `that of module "${module}"`}) finds no subpath, such as reprise/ai-sdk`,
          'In tsconfig.json: "module": "preserve" with "moduleResolution": "bundler", or "nodenext" for both.',
        ),
      ]
    : [];
}

/** Node loads ESM by `require` from 20.19 and 22.12 on. */
function examineCommonJs(
  { type }: Readonly<Record<string, unknown>>,
  { module, noEmit }: CompilerOptions,
  users: readonly SourceFile[],
  node: string,
): readonly Finding[] {
  const loads = isBefore(node, '21.0.0') ? !isBefore(node, '20.19.0') : !isBefore(node, '22.12.0');
  if (loads) return [];
  const compiled = module === 'commonjs' && noEmit !== true;
  const user = users.find(
    ({ path, text }) =>
      /\brequire\s*\(\s*["']reprise/.test(text) || (compiled && /\.c?tsx?$/.test(path) && type !== 'module'),
  );
  return user === undefined
    ? []
    : [
        problem(
          'CommonJS',
          `${user.path} requires reprise, which is ESM, and Node ${node} can't do that`,
          'Take Node 20.19 or 22.12 or later; or "type": "module" in package.json, and "module": "nodenext" in tsconfig.json.',
        ),
      ];
}

async function examineJest(
  directory: string,
  manifest: Readonly<Record<string, unknown>>,
): Promise<readonly Finding[]> {
  const wanted = { ...Object(manifest.dependencies), ...Object(manifest.devDependencies) };
  if (!Object.hasOwn(wanted, 'jest')) return [];
  const names = ['js', 'ts', 'mjs', 'cjs', 'json'].map((extension) => `jest.config.${extension}`);
  const files = await Promise.all(
    names.map((name) => readFile(join(directory, name), 'utf8').catch(() => '')),
  );
  const said = withoutComments([JSON.stringify(manifest), ...files].join('\n'));
  return /experimental-vm-modules/.test(said) || /transformIgnorePatterns[^\]]*reprise/.test(said)
    ? []
    : [
        warning(
          'Jest',
          'reads packages as CommonJS, and reprise is ESM: "Cannot use import statement outside a module"',
          'Start it with NODE_OPTIONS=--experimental-vm-modules, or set transformIgnorePatterns: ["/node_modules/(?!reprise/)"].',
        ),
      ];
}

interface CompilerOptions {
  readonly module?: string;
  readonly moduleResolution?: string;
  readonly noEmit?: boolean;
}

/** Of a tsconfig.json and of the files that it extends, as far as they are the project's own. */
async function compilerOptions(path: string, depth = 0): Promise<CompilerOptions> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined || depth > 5) return {};
  let config: unknown;
  try {
    config = JSON.parse(withoutComments(text).replaceAll(/,(\s*[}\]])/g, '$1'));
  } catch {
    return {};
  }
  const { extends: parents, compilerOptions: own } = Object(config);
  const inherited = await Promise.all(
    [parents]
      .flat()
      .filter((parent): parent is string => typeof parent === 'string' && parent.startsWith('.'))
      .map((parent) =>
        compilerOptions(join(dirname(path), parent.endsWith('.json') ? parent : `${parent}.json`), depth + 1),
      ),
  );
  const { module, moduleResolution, noEmit } = Object(own);
  return Object.assign(
    {},
    ...inherited,
    typeof module === 'string' ? { module: module.toLowerCase() } : {},
    typeof moduleResolution === 'string' ? { moduleResolution: moduleResolution.toLowerCase() } : {},
    typeof noEmit === 'boolean' ? { noEmit } : {},
  );
}

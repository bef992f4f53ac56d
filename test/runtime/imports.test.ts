import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { type Bundle, bundle } from './bundle.ts';
import { edgeEntries, entries } from './entries.ts';
import { touchedBy } from './trapped-context.ts';

const optionalPackages = Object.keys(packageJson.peerDependencies);
/** A package and its subpaths, as esbuild takes them. */
const external = optionalPackages.flatMap((name) => [name, `${name}/*`]);

const bundlers = [
  { bundler: 'wrangler', conditions: ['workerd', 'worker', 'browser'] },
  { bundler: 'Next for the edge', conditions: ['edge-light', 'worker', 'browser'] },
];

describe.each(
  edgeEntries.flatMap((entry) => bundlers.map((each) => ({ ...entry, ...each }))),
)('$name as bundled by $bundler', ({ source, conditions }) => {
  let built: Bundle;
  beforeAll(async () => {
    built = await bundle({ entry: source, format: 'esm', conditions, external });
  });

  it('imports no module of Node', () => {
    expect(built.imports.filter((path) => path.startsWith('node:'))).toEqual([]);
  });

  it('imports nothing but its own files, its dependencies and optional packages', () => {
    const owner = (path: string) =>
      optionalPackages.find((name) => path === name || path.startsWith(`${name}/`));
    expect(built.imports.filter((path) => owner(path) === undefined)).toEqual([]);
  });
});

describe.each(entries)('importing $name', ({ source }) => {
  it('starts no timer, reads no environment, asks no network and prints nothing', async () => {
    const { code } = await bundle({ entry: source, format: 'cjs', conditions: ['node'], external });
    expect(touchedBy(code)).toEqual([]);
  });
});

// Its classes extend those of LangChain.
const extending = ['reprise/langchain'];

describe.each(entries.filter(({ name }) => !extending.includes(name)))('loading $name', ({ source }) => {
  it('asks for no optional package', async () => {
    const { imported } = await bundle({ entry: source, format: 'esm', conditions: ['node'], external });
    expect(imported.filter((path) => !path.startsWith('node:'))).toEqual([]);
  });
});

describe('the traps', () => {
  it.each([
    ['setTimeout(() => {}, 1)', 'setTimeout'],
    ['globalThis.setInterval(() => {}, 1)', 'setInterval'],
    ['fetch("http://127.0.0.1")', 'fetch'],
    ['process.env.TOKEN', 'process.env'],
    ['crypto.getRandomValues(new Uint8Array(1))', 'crypto.getRandomValues'],
    ['console.log("")', 'console.log'],
  ])('%s is seen', (script, name) => {
    expect(touchedBy(script)).toEqual([name]);
  });
});

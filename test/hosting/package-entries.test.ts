import ts from 'typescript';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { entries } from '../runtime/entries.ts';

const installed = '/app/node_modules/reprise';
const declarations = entries.map(({ source }) =>
  source.replace(/^src\/(.*)\.ts$/, `${installed}/dist/$1.d.ts`),
);

/** An app with the package installed, of which only the declarations of the entries are there. */
const app: ts.ModuleResolutionHost = {
  fileExists: (file) => file === `${installed}/package.json` || declarations.includes(file),
  readFile: (file) => (file === `${installed}/package.json` ? JSON.stringify(packageJson) : undefined),
};

// The tsconfig that `next build` writes for an app without one has `moduleResolution: node`, which reads no `exports`.
it.each([
  ['node', ts.ModuleResolutionKind.Node10],
  ['node16', ts.ModuleResolutionKind.Node16],
  ['bundler', ts.ModuleResolutionKind.Bundler],
])('finds the types of each entry with moduleResolution %s', (_, moduleResolution) => {
  const found = entries.map(
    ({ name }) =>
      ts.resolveModuleName(
        name,
        '/app/route.ts',
        { moduleResolution },
        app,
        undefined,
        undefined,
        ts.ModuleKind.ESNext,
      ).resolvedModule?.resolvedFileName,
  );
  expect(found).toEqual(declarations);
});

import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

// The tsconfig that `next build` writes for an app without one has `moduleResolution: node`, which reads no `exports`.
it('names the types of each entry for resolvers that do not read exports', () => {
  const { '.': main, ...entries } = packageJson.exports;
  const types = Object.entries(entries).flatMap(([path, target]) =>
    typeof target === 'object' ? [[path.slice('./'.length), [target.types]]] : [],
  );
  expect(packageJson.types).toBe(main.types);
  expect(packageJson.typesVersions['*']).toEqual(Object.fromEntries(types));
});

import packageJson from '../../package.json' with { type: 'json' };

export interface Entry {
  /** As it is imported: `reprise`, `reprise/upstash`. */
  readonly name: string;
  /** Its source, relative to the repository. */
  readonly source: string;
}

/** Every module that the package exports. */
export const entries: readonly Entry[] = Object.values(packageJson.exports)
  .filter((target) => typeof target === 'object')
  .map(({ default: file }) => {
    const path = file.slice('./dist/'.length, -'.js'.length);
    return {
      name: path === 'index' ? 'reprise' : `reprise/${path.slice(0, -'/index'.length)}`,
      source: `src/${path}.ts`,
    };
  });

const nodeOnly = ['reprise/local-embedder', 'reprise/testing'];

/** The entries that promise to run without `node:` modules. */
export const edgeEntries = entries.filter(({ name }) => !nodeOnly.includes(name));

import { gzipSync } from 'node:zlib';
import type { Row } from '../run/row.ts';
import { bundleOf, candidates } from '../subjects/imports.ts';

export const row: Row = {
  title: 'One file: bundled by esbuild for Node, minified, gzipped, with all dependencies',
  columns: [
    { name: 'gzipped', unit: 'kB' },
    { name: 'modules in it', unit: '' },
  ],
  rounds: 1,
  warmUp: 0,
  processes: 1,
  note: 'What a route handler imports to keep answers in memory or in Upstash; the framework itself (`ai`, `@langchain/core`) stays outside. Modules loaded on demand are in it.',
  async prepare() {
    return candidates.map((candidate) => ({
      name: candidate.name,
      role: candidate.role,
      async round() {
        const { code, modules } = await bundleOf(candidate);
        return [gzipSync(code, { level: 9 }).length / 1_000, modules];
      },
    }));
  },
};

import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Row } from '../run/row.ts';
import { candidates, importFolder } from '../subjects/imports.ts';

export const row: Row = {
  title: 'Cold start: a fresh process imports it and has its first hit',
  columns: [
    { name: 'import and first hit', unit: 'ms' },
    { name: 'modules loaded', unit: '' },
  ],
  rounds: 5,
  warmUp: 1,
  processes: 1,
  note: "Processor time of the whole process, less that of an empty one of the same round. Limit: one module of no use. Those without a cache in memory (`UpstashRedisCache`, `@upstash/semantic-cache`, `@upstash/redis`) and Mastra's are only imported and made. `ai` and `@langchain/core` are loaded by whoever imports them.",
  async prepare() {
    const empty = { name: 'an empty module', role: 'limit' as const, code: '' };
    return [empty, ...candidates].map(({ name, role, code }, index) => {
      const file = join(importFolder, `.cache/cold-${index}.mjs`);
      writeFileSync(file, code);
      process.on('exit', () => rmSync(file, { force: true }));
      return {
        name,
        role,
        async round() {
          const bare = run('');
          const { time } = run(file);
          return [Math.max(time - bare.time, 0), run(file, true).modules];
        },
      };
    });
  },
};

/** Counts the modules that are loaded, both kinds. */
const counting = `
  import { register } from 'node:module';
  const shared = new Int32Array(new SharedArrayBuffer(4));
  const hooks = 'export function initialize(data) { count = data; }; let count; export async function load(url, context, next) { Atomics.add(count, 0, 1); return next(url, context); }';
  register('data:text/javascript,' + encodeURIComponent(hooks), { parentURL: import.meta.url, data: shared });
  globalThis.loaded = () => Atomics.load(shared, 0);
`;

interface Started {
  readonly time: number;
  readonly modules: number;
}

function run(file: string, counted = false): Started {
  const script = `
    ${counted ? counting : ''}
    if (${JSON.stringify(file)} !== '') await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage();
    console.log(JSON.stringify({ time: (user + system) / 1_000, modules: globalThis.loaded?.() ?? 0 }));
    process.exit(0);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const gzipped = async (files: readonly string[]): Promise<number> => {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(file), { level: 9 }).length),
  );
  return sizes.reduce((total, size) => total + size, 0);
};

/** What a Node route loads before its first request, gzipped, in bytes. */
export async function routeSize(app: string, route: string): Promise<number> {
  const entry = join(app, '.next/server/app', `${route}/route.js`);
  const code = await readFile(entry, 'utf8');
  // Turbopack lists the chunks in the entry; webpack bundles all but what several routes share into it.
  const chunks = [...code.matchAll(/R\.c\("([^"]+)"\)/g)].map(([, path = '']) => join(app, '.next', path));
  if (chunks.length > 0) return gzipped(chunks);
  const shared = /\.X\(0,\s*\[([\d,]*)\]/.exec(code)?.[1]?.split(',') ?? [];
  return gzipped([entry, ...shared.filter(Boolean).map((id) => join(app, `.next/server/chunks/${id}.js`))]);
}

/** All that an edge function holds, gzipped, in bytes: also what is loaded on demand. */
export async function edgeFunctionSize(app: string, route: string): Promise<number> {
  const manifest: { functions: Record<string, { files: readonly string[] }> } = JSON.parse(
    await readFile(join(app, '.next/server/middleware-manifest.json'), 'utf8'),
  );
  const files = manifest.functions[`/${route}/route`]?.files;
  if (files === undefined) throw new Error(`no edge function for ${route}`);
  return gzipped(files.filter((file) => file.endsWith('.js')).map((file) => join(app, '.next', file)));
}

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A file of the project's own. */
export interface SourceFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  /** Without its comments. */
  readonly text: string;
  /** What its static imports name: packages, or other files. */
  readonly imports: readonly string[];
}

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const notOwn = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'public', 'vendor']);
const mostFiles = 5_000;
const mostCharacters = 500_000;

/** The sources below a folder, but for what is installed, built or hidden; at most 5,000 files. */
export async function projectSources(directory: string): Promise<readonly SourceFile[]> {
  const paths: string[] = [];
  await collect(directory, paths);
  const files = await Promise.all(paths.map((path) => sourceFile(directory, path)));
  return files.filter((file) => file !== undefined);
}

/** A text of JavaScript, TypeScript or JSON without its comments. */
export function withoutComments(text: string): string {
  return text.replaceAll(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, quoted: string | undefined) => quoted ?? '',
  );
}

/** All files that a file reaches by static imports, itself first. */
export function reachedFrom(file: SourceFile, sources: readonly SourceFile[]): readonly SourceFile[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set([file]);
  for (const { path, imports } of reached) {
    for (const name of imports) {
      const next = candidatesFor(path, name)
        .map((candidate) => byPath.get(candidate))
        .find((found) => found !== undefined);
      if (next !== undefined) reached.add(next);
    }
  }
  return [...reached];
}

async function collect(folder: string, paths: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (paths.length >= mostFiles) return;
    if (entry.name.startsWith('.') || notOwn.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await collect(path, paths);
    else if (extensions.some((extension) => entry.name.endsWith(extension))) paths.push(path);
  }
}

async function sourceFile(directory: string, path: string): Promise<SourceFile | undefined> {
  const whole = await readFile(path, 'utf8').catch(() => undefined);
  if (whole === undefined || whole.length > mostCharacters) return undefined;
  const text = withoutComments(whole);
  const imports = [...text.matchAll(/(?:\bfrom|\bimport|\brequire\s*\()\s*(["'])([^"'\n]+)\1/g)].map(
    ([, , name = '']) => name,
  );
  return { path: relative(directory, path).split(sep).join('/'), text, imports };
}

/** Where a name in a file may lead: `./x` beside it, `@/x` to the root or to `src`, as Next.js sets it up. */
function candidatesFor(path: string, name: string): readonly string[] {
  const bases = name.startsWith('.')
    ? [new URL(name, `file:///${path}`).pathname.slice(1)]
    : name.startsWith('@/')
      ? [name.slice(2), `src/${name.slice(2)}`]
      : [];
  return bases.flatMap((base) => {
    const stem = base.replace(/\.(m|c)?jsx?$/, '');
    return [
      base,
      ...extensions.map((extension) => stem + extension),
      ...extensions.map((extension) => `${base}/index${extension}`),
    ];
  });
}

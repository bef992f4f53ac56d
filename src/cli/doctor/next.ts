import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, ok, problem, warning } from './finding.ts';
import { type InstalledPackages, localEmbedderPackages } from './packages.ts';
import { reachedFrom, type SourceFile, withoutComments } from './project-sources.ts';
import { isBefore } from './version-range.ts';

export interface NextProject {
  readonly directory: string;
  readonly packages: InstalledPackages;
  readonly sources: readonly SourceFile[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const configs = ['next.config.ts', 'next.config.mjs', 'next.config.js', 'next.config.cjs', 'next.config.mts'];
/** What reads files or starts processes. */
const nodeOnly = ['reprise/local-embedder', 'reprise/transformers', 'reprise/testing'];

/** What a Next.js app has to set up: its bundler, its run times, and what it finishes before it ends. */
export async function examineNext(project: NextProject): Promise<readonly Finding[]> {
  const version = project.packages.next;
  if (version === undefined) return [];
  return [
    ...(await examineBundler(project, version)),
    ...examineEdge(project),
    ...(await examineWaiting(project, version)),
  ];
}

/** Next bundles what a route imports; the local embedder loads files that stand beside its modules. */
async function examineBundler(
  { directory, packages }: NextProject,
  version: string,
): Promise<readonly Finding[]> {
  if (packages[localEmbedderPackages[0]] === undefined) return [];
  const setting = isBefore(version, '15.0.0') ? 'serverComponentsExternalPackages' : 'serverExternalPackages';
  const config = withoutComments((await firstOf(directory, configs)) ?? '');
  const external = localEmbedderPackages.filter((name) => config.includes(name));
  if (config.includes(setting) && external.length === localEmbedderPackages.length) {
    return [ok('Next.js', 'the local embedder stays outside of the bundle')];
  }
  const names = localEmbedderPackages.map((name) => `'${name}'`).join(', ');
  return [
    problem(
      'Next.js',
      'the local embedder would be bundled, and its model not found',
      isBefore(version, '15.0.0')
        ? `In next.config: experimental: { ${setting}: [${names}] }`
        : `In next.config: ${setting}: [${names}]`,
    ),
  ];
}

function examineEdge({ sources }: NextProject): readonly Finding[] {
  return sources.filter(isEdge).flatMap((route) => {
    const reached = reachedFrom(route, sources);
    return nodeOnly.flatMap((name) => {
      const user = reached.find(({ imports }) => imports.includes(name));
      if (user === undefined) return [];
      const way = user === route ? '' : ` by ${user.path}`;
      return [
        problem(
          'Edge',
          `${route.path} runs at the edge and imports ${name}${way}, which needs Node`,
          "Take out runtime = 'edge', or give that route a cache of its own without it (aiSdkEmbedder works there).",
        ),
      ];
    });
  });
}

const isEdge = ({ path, text }: SourceFile) =>
  /\bruntime\s*=\s*["'](experimental-)?edge["']/.test(text) ||
  // Next's middleware runs at the edge unless it says otherwise.
  (/^(src\/)?middleware\.[jt]s$/.test(path) && !/\bruntime\s*:\s*["']nodejs["']/.test(text));

/** Vercel's functions tell what they wait for; a server of one's own doesn't, and takes its writes with it. */
async function examineWaiting(
  { directory, sources, environment }: NextProject,
  version: string,
): Promise<readonly Finding[]> {
  const makers = sources.filter(
    ({ text, imports }) => imports.includes('reprise') && /\bcreateCache\s*\(/.test(text),
  );
  const [maker] = makers;
  if (maker === undefined || makers.some(({ text }) => /\bwaitUntil\b/.test(text))) return [];
  if (
    environment.VERCEL !== undefined ||
    (await firstOf(directory, ['.vercel/project.json', 'vercel.json']))
  ) {
    return [];
  }
  return [
    warning(
      'Next.js',
      `${maker.path} makes a cache without waitUntil: outside of Vercel, answers that are being stored are lost when the server ends`,
      isBefore(version, '15.1.0')
        ? 'Take Next 15.1 or later, and createCache({ waitUntil: after }) with after of next/server.'
        : 'createCache({ waitUntil: after }), with after of next/server.',
    ),
  ];
}

async function firstOf(directory: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    try {
      return await readFile(join(directory, name), 'utf8');
    } catch {
      // The next name.
    }
  }
  return undefined;
}

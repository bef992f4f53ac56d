import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CodeBlock, codeBlocks, repository } from './code-blocks.ts';

/** The README's blocks for Next.js: they are compiled in an app that has it, by `test/hosting`. */
const elsewhere = /from '(next|react|@ai-sdk\/react)(\/|')/;

/** What guides use of Next.js, which isn't installed here. Source: nextjs.org/docs/app/api-reference/functions/after, November 2026. */
const next = [
  join(repository, 'next-server.d.ts'),
  "declare module 'next/server' { export function after<T>(task: Promise<T> | (() => T | Promise<T>)): void }",
] as const;

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** The name that nothing declares, if that is the problem. */
  readonly unknownName: string | undefined;
}

/** `Cannot find name`, with and without a suggestion, as a shorthand property, and for a test runner's names. */
const unknownNameCodes = new Set([2304, 2552, 2582, 2593, 18004]);

/** Compiles texts as files of the repository's root, with its settings and its packages. */
function problemsOf(files: ReadonlyMap<string, string>): readonly Problem[] {
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  const compilerOptions: ts.CompilerOptions = { ...options, allowJs: true, checkJs: false, noEmit: true };
  const host = ts.createCompilerHost(compilerOptions);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? getSourceFile(file, languageVersion, ...rest)
      : ts.createSourceFile(file, text, languageVersion);
  };
  const program = ts.createProgram([...files.keys()], compilerOptions, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, length = 0, code, messageText }) => ({
        file,
        line: (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1,
        message: ts.flattenDiagnosticMessageText(messageText, ' '),
        unknownName: unknownNameCodes.has(code) ? source?.text.slice(start, start + length) : undefined,
      }),
    );
  });
}

/** The same files, with what nothing declares in them taken for something of the reader's own. */
function withReadersNames(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  // The browser has a `history` of its own. JavaScript has no declarations, and its names aren't checked.
  const names = new Map(
    [...files].map(([file]) => [file, new Set<string>(file.endsWith('.mjs') ? [] : ['history'])]),
  );
  for (const { file, unknownName } of problemsOf(files)) {
    if (unknownName !== undefined) names.get(file)?.add(unknownName);
  }
  return new Map(
    [...files].map(([file, text]) => [
      file,
      text + [...(names.get(file) ?? [])].map((name) => `declare const ${name}: any;\n`).join(''),
    ]),
  );
}

const guides = (await readdir(join(repository, 'docs/guides')))
  .filter((name) => name !== 'nextjs.md') // An app of its own, which `test/hosting` builds.
  .map((name) => `docs/guides/${name}`);

describe.each(['README.md', ...guides])('%s', (file) => {
  let blocks: readonly CodeBlock[];
  beforeAll(async () => {
    blocks = (await codeBlocks(file)).filter(({ code }) => file !== 'README.md' || !elsewhere.test(code));
  });

  it('shows code that compiles, block by block', () => {
    const files = blocks
      .filter(({ language }) => ['ts', 'tsx', 'js', 'typescript'].includes(language))
      .map(({ line, language, code }) => {
        // As many lines above as in the document, so that a message names its line.
        const name = `${file.replace(/\W/g, '-')}-${line}.${language === 'js' ? 'mjs' : 'mts'}`;
        return [join(repository, name), '\n'.repeat(line - 1) + code] as const;
      });
    // The README's blocks are whole programs; those of a guide go on with what the reader has.
    const shown = file === 'README.md' ? new Map(files) : withReadersNames(new Map(files));
    const compiled = new Map([...shown, next]);
    expect(
      problemsOf(compiled).map((problem) => `${problem.file}:${problem.line} ${problem.message}`),
    ).toEqual([]);
  });

  it('shows JSON that parses', () => {
    for (const { language, code } of blocks) {
      if (language === 'json') expect(() => JSON.parse(code), code).not.toThrow();
    }
  });
});

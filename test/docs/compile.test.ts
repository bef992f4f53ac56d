import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CodeBlock, codeBlocks, repository } from './code-blocks.ts';

/** Blocks for Next.js or React: they are compiled in an app that has those, by `test/hosting`. */
const elsewhere = /from '(next|react|@ai-sdk\/react)(\/|')/;

/** Compiles texts as files of the repository's root, with its settings and its packages. */
function problems(files: ReadonlyMap<string, string>): readonly string[] {
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
      ({ start = 0, messageText }) => {
        const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
        return `${file}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}

const guides = (await readdir(join(repository, 'docs/guides'))).map((name) => `docs/guides/${name}`);

describe.each(['README.md', ...guides])('%s', (file) => {
  let blocks: readonly CodeBlock[];
  beforeAll(async () => {
    blocks = (await codeBlocks(file)).filter(({ code }) => !elsewhere.test(code));
  });

  it('shows code that compiles, each block by itself', () => {
    const files = blocks
      .filter(({ language }) => ['ts', 'tsx', 'js', 'typescript'].includes(language))
      .map(({ line, language, code }) => {
        // As many lines above as in the document, so that a message names its line.
        const name = `${file.replace(/\W/g, '-')}-${line}.${language === 'js' ? 'mjs' : 'mts'}`;
        return [join(repository, name), '\n'.repeat(line - 1) + code] as const;
      });
    expect(problems(new Map(files))).toEqual([]);
  });

  it('shows JSON that parses', () => {
    for (const { language, code } of blocks) {
      if (language === 'json') expect(() => JSON.parse(code), code).not.toThrow();
    }
  });
});

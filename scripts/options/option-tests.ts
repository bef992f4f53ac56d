import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { nameOf, type PublicOption, root } from './public-options.ts';

interface TestFile {
  readonly path: string;
  /** Its own text and that of the helpers that it imports. */
  readonly text: string;
  /** The names of all properties in its objects, and in those of its helpers. */
  readonly named: ReadonlySet<string>;
  /** Those in its own objects. */
  readonly ownNamed: ReadonlySet<string>;
}

/**
 * The test files that may test each option, by the option's name: the file, or a helper that it imports, names the
 * function, and has an object with a property of the option's name, if only in a text. Those that name it themselves
 * come first.
 */
export async function testsNaming(
  options: readonly PublicOption[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const paths = (await readdir(`${root}test`, { recursive: true })).map((path) => `test/${path}`);
  const files = await Promise.all(paths.filter((path) => path.endsWith('.test.ts')).map(testFile));
  return new Map(
    options.map((option) => {
      const last = option.path.at(-1) ?? '';
      const naming = files.filter(({ text, named }) => text.includes(option.function) && named.has(last));
      const themselves = naming.filter(({ ownNamed }) => ownNamed.has(last));
      return [nameOf(option), [...new Set([...themselves, ...naming])].map(({ path }) => path)];
    }),
  );
}

async function testFile(path: string): Promise<TestFile> {
  const sources = await withHelpers(path, new Map());
  const own = sources.get(path);
  return {
    path,
    ownNamed: new Set(own === undefined ? [] : namedIn(own)),
    text: [...sources.values()].map(({ text }) => text).join('\n'),
    named: new Set([...sources.values()].flatMap(namedIn)),
  };
}

async function withHelpers(path: string, known: Map<string, ts.SourceFile>) {
  if (known.has(path)) return known;
  const text = await readFile(`${root}${path}`, 'utf8').catch(() => '');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  known.set(path, source);
  for (const { fileName } of ts.preProcessFile(text).importedFiles) {
    const helper = join(dirname(path), fileName);
    if (fileName.startsWith('.') && helper.startsWith('test/')) await withHelpers(helper, known);
  }
  return known;
}

function namedIn(source: ts.SourceFile): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) ||
      ts.isShorthandPropertyAssignment(node) ||
      ts.isMethodDeclaration(node)
    ) {
      if (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) names.push(node.name.text);
    }
    // Code that a test gives to a process of its own.
    if (ts.isStringLiteralLike(node))
      names.push(...[...node.text.matchAll(/(\w+):/g)].map(([, name = '']) => name));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

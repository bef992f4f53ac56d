import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { repository } from './code-blocks.ts';

type Aliases = ReadonlyMap<string, ts.TypeNode>;

/** The type aliases that files declare, by their names. */
export async function typeAliases(files: readonly string[]): Promise<Aliases> {
  const aliases = new Map<string, ts.TypeNode>();
  for (const file of files) {
    const text = await readFile(join(repository, file), 'utf8');
    for (const statement of ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements) {
      if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement.type);
    }
  }
  return aliases;
}

/**
 * The texts that a union of string literals allows, those of the aliases that it names included. `string & {}`, which
 * leaves a union open, adds none.
 * @throws Error for a part that is none of these: it may hold reasons that would go unseen.
 */
export function literalsOf(name: string, aliases: Aliases): readonly string[] {
  const type = aliases.get(name);
  if (type === undefined) throw new Error(`No file that was read declares ${name}.`);
  const literals = (node: ts.TypeNode): readonly string[] => {
    if (ts.isUnionTypeNode(node)) return node.types.flatMap(literals);
    if (ts.isParenthesizedTypeNode(node)) return literals(node.type);
    if (isOpenText(node)) return [];
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return [node.literal.text];
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName))
      return literalsOf(node.typeName.text, aliases);
    throw new Error(`${name} has a part that is no text.`);
  };
  return literals(type);
}

function isOpenText(node: ts.TypeNode): boolean {
  if (!ts.isIntersectionTypeNode(node)) return false;
  const [text, nothing] = node.types;
  return text?.kind === ts.SyntaxKind.StringKeyword && nothing !== undefined && ts.isTypeLiteralNode(nothing);
}

/** The texts that stand as code in the first column of the tables under a heading of a Markdown file. */
export async function firstColumn(file: string, heading: string): Promise<readonly string[]> {
  const lines = (await readFile(join(repository, file), 'utf8')).split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) throw new Error(`${file} has no heading "${heading}".`);
  const end = lines.findIndex((line, index) => index > start && /^#{1,2} /.test(line));
  return lines
    .slice(start + 1, end === -1 ? undefined : end)
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));
}

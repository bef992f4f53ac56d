/**
 * Measures the house: files and floors of each room of `src`, names that each entry exports, and lines. A floor is a
 * file that a file of the same room imports: their number is the length of the longest chain.
 * Run: npm run house; what a call runs through is told by `npm run path`, what bundles weigh by `npm run check:size`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(source, name));
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

const imports = new Map(
  [...texts].map(([file, text]) => [
    file,
    [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => resolve(dirname(file), path)),
  ]),
);

const floors = new Map<string, number>();
/** Files of its own room that a file stands on, with itself: the longest chain. */
function floorOf(file: string): number {
  const known = floors.get(file);
  if (known !== undefined) return known;
  // A cycle of types would come back here.
  floors.set(file, 1);
  const below = (imports.get(file) ?? []).filter(
    (path) => texts.has(path) && dirname(path) === dirname(file),
  );
  const floor = 1 + Math.max(0, ...below.map(floorOf));
  floors.set(file, floor);
  return floor;
}

const rooms = new Map<string, string[]>();
for (const file of files) {
  const room = relative(source, dirname(file)) || '.';
  rooms.set(room, [...(rooms.get(room) ?? []), file]);
}
console.log('room'.padEnd(46), 'files', 'floors', ' lines');
for (const [room, inside] of [...rooms].sort(([left], [right]) => (left < right ? -1 : 1))) {
  const lines = inside.reduce((sum, file) => sum + linesOf(file), 0);
  const highest = Math.max(...inside.map(floorOf));
  console.log(room.padEnd(46), cell(inside.length, 5), cell(highest, 6), cell(lines, 6));
}

const manifest: { readonly exports: Readonly<Record<string, unknown>> } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const entries = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => join(source, path, 'index.ts'));
const program = ts.createProgram(entries, {
  allowImportingTsExtensions: true,
  noEmit: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
});
const checker = program.getTypeChecker();
console.log(`\n${'entry'.padEnd(46)} names`);
for (const entry of entries) {
  const file = program.getSourceFile(entry);
  const symbol = file && checker.getSymbolAtLocation(file);
  const names = symbol === undefined ? 0 : checker.getExportsOfModule(symbol).length;
  console.log((relative(source, dirname(entry)) || 'reprise').padEnd(46), cell(names, 5));
}

const lines = (wanted: (file: string) => boolean) =>
  files.filter(wanted).reduce((sum, file) => sum + linesOf(file), 0);
const isTesting = (file: string) => file.startsWith(join(source, 'testing'));
console.log(
  `\nsrc: ${files.length} files, ${lines(() => true)} lines; without testing ${lines((file) => !isTesting(file))}`,
);

function linesOf(file: string): number {
  return (texts.get(file) ?? '').split('\n').length - 1;
}

function cell(value: number, width: number): string {
  return String(value).padStart(width);
}

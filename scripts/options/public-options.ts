import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** An option of a function or a class that the package exports. */
export interface PublicOption {
  /** Such as `createCache`. */
  readonly function: string;
  /** The file that declares the function, from the repository's root. */
  readonly file: string;
  /** Which of its arguments the option stands in, from 0. */
  readonly argument: number;
  /** Where in the argument: `['memory', 'maxBytes']`. */
  readonly path: readonly string[];
}

export const nameOf = (option: PublicOption): string => `${option.function} ${option.path.join('.')}`;

/** The program of the package's entries, as the repository's tsconfig.json has it. */
function packageProgram(): ts.Program {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const entries = ts.sys.readDirectory(`${root}src`, ['.ts']).filter(isEntry);
  return ts.createProgram(entries, { ...options, noEmit: true });
}

const isEntry = (path: string) => /^src\/([a-z-]+\/)?index\.ts$/.test(path.slice(root.length));

/** Types of arguments that are options, by their names. */
const optionTypes = /^(\w*(Options|Fields|Faults)|CallSettings|PromptDefinition)\b/;

/** Every option of every function and class of the package's entries, by the types of their parameters. */
export function publicOptions(): readonly PublicOption[] {
  const program = packageProgram();
  const checker = program.getTypeChecker();
  const found = new Map<string, PublicOption>();
  for (const { fileName } of program.getSourceFiles()) {
    if (!isEntry(fileName)) continue;
    const source = program.getSourceFile(fileName);
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      for (const declaration of symbol.declarations ?? []) {
        parametersOf(declaration).forEach((parameter, argument) => {
          if (!optionTypes.test(parameter.type?.getText() ?? '')) return;
          const file = declaration.getSourceFile().fileName.slice(root.length);
          const type = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
          for (const path of pathsIn(type, checker)) {
            const option = { function: exported.name, file, argument, path };
            found.set(nameOf(option), option);
          }
        });
      }
    }
  }
  return [...found.values()];
}

function parametersOf(declaration: ts.Declaration): readonly ts.ParameterDeclaration[] {
  if (ts.isFunctionDeclaration(declaration)) return declaration.parameters;
  if (!ts.isClassDeclaration(declaration)) return [];
  return declaration.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
}

/** The names of a type's properties, and below those that hold options themselves, theirs. */
function pathsIn(type: ts.Type, checker: ts.TypeChecker): readonly (readonly string[])[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts
    .flatMap((part) => part.getProperties())
    .flatMap((property) => {
      const inner = checker.getNonNullableType(checker.getTypeOfSymbol(property));
      const nested = (inner.isUnion() ? inner.types : [inner]).filter(({ symbol }) =>
        /Options$/.test(symbol?.name ?? ''),
      );
      return [
        [property.name],
        ...nested.flatMap((part) => pathsIn(part, checker)).map((path) => [property.name, ...path]),
      ];
    });
}

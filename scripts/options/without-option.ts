import { readFile, writeFile } from 'node:fs/promises';
import type { PublicOption } from './public-options.ts';

/**
 * Makes the function forget one of its options in a copy of the repository, as if nothing read it. A file, not a
 * plugin's transform: the processes and bundles that tests start must forget it too.
 * @param copy the copy's folder, with a slash at its end.
 * @returns gives the option back.
 */
export async function forget(option: PublicOption, copy: string): Promise<() => Promise<void>> {
  const path = `${copy}${option.file}`;
  const code = await readFile(path, 'utf8');
  await writeFile(path, withoutOption(option, code));
  return () => writeFile(path, code);
}

function withoutOption({ function: name, argument, path }: PublicOption, code: string): string {
  const whole = `${name}__whole`;
  const wrapper = new RegExp(`export class ${name}\\b`).test(code)
    ? `export class ${name} extends ${whole} { constructor(...given) { super(...forgetting(given)); } }`
    : `export function ${name}(...given) { return ${whole}(...forgetting(given)); }`;
  return `${code.replaceAll(new RegExp(`export ((async )?function|class|const) ${name}\\b`, 'g'), `$1 ${whole}`)}
function forgetting(given) {
  const copy = [...given];
  const without = (value, [name, ...rest]) => {
    if (value === null || typeof value !== 'object' || !(name in value)) return value;
    const { [name]: inner, ...others } = value;
    return rest.length === 0 ? others : { ...others, [name]: without(inner, rest) };
  };
  copy[${argument}] = without(copy[${argument}], ${JSON.stringify(path)});
  return copy;
}
${wrapper}
`;
}

import type { Plugin } from 'vitest/config';
import type { PublicOption } from './public-options.ts';

/** Makes the function forget one of its options, as if nothing read it. */
export function withoutOption({ function: name, file, argument, path }: PublicOption): Plugin {
  return {
    name: 'without-option',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith(`/${file}`)) return undefined;
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
    },
  };
}

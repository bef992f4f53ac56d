const escaped = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A pattern of `SCAN ... MATCH` as an expression: `*`, `?`, `[a-c]`, `[^a]` and `\` before any of them. */
export function redisGlob(pattern: string): RegExp {
  let source = '';
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? '';
    const end = character === '[' ? pattern.indexOf(']', index + 1) : -1;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (character === '\\' && index + 1 < pattern.length) {
      index += 1;
      source += escaped(pattern[index] ?? '');
    } else if (end !== -1) {
      const [, negation = '', members = ''] = /^(\^?)(.*)$/s.exec(pattern.slice(index + 1, end)) ?? [];
      const set = members.replace(/[\\[\]^]/g, '\\$&');
      if (set !== '') source += `[${negation}${set}]`;
      else source += negation === '' ? '[]' : '.';
      index = end;
    } else source += escaped(character);
  }
  return new RegExp(`^${source}$`, 'su');
}

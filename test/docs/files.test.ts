import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileList } from '../../scripts/file-list.ts';
import { optionReference } from '../../scripts/option-reference.ts';
import { repository } from './code-blocks.ts';

const read = (path: string) => readFileSync(`${repository}/${path}`, 'utf8');

describe('the documents of the house', () => {
  it('tell every folder and file of src', async () => {
    expect(read('docs/files.md')).toBe(await fileList());
  });

  it('tell every option of the public functions', async () => {
    const reference = await optionReference();
    expect(read('docs/reference.md')).toBe(reference);
    expect(reference.split('\n').filter((line) => line.startsWith('| `') && line.endsWith('|  |'))).toEqual(
      [],
    );
  });

  it('answer the ten questions with files that are there', () => {
    const section = read('docs/architecture.md').split('## Ten questions')[1]?.split('\n## ')[0] ?? '';
    const paths = [...section.matchAll(/\| `([^`]+)` \|/g)].map(([, path = '']) => path);
    expect(paths).toHaveLength(10);
    expect(paths.filter((path) => !existsSync(`${repository}/src/${path}.ts`))).toEqual([]);
  });

  it('name the folders of src in AGENTS.md as they are', () => {
    const layout = read('AGENTS.md').split('```')[1] ?? '';
    const named = [...layout.matchAll(/src\/([a-z-]+)\//g), ...layout.matchAll(/ ([a-z-]+)\/(?=[ \n])/g)];
    const folders = named.map(([, name = '']) => name);
    const rooms = read('docs/files.md').matchAll(/^## `src\/([a-z-]+)`$/gm);
    expect([...rooms].map(([, name = '']) => name).filter((name) => !folders.includes(name))).toEqual([]);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface CodeBlock {
  readonly file: string;
  /** The language after the fence: `ts`, `js`, `sh`, `json`. */
  readonly language: string;
  readonly code: string;
  /** The first line of the file that is inside of the block. */
  readonly line: number;
  /** The nearest heading above, without its marks. */
  readonly heading: string;
}

/** The fenced code blocks of a Markdown file of the repository, in order. */
export async function codeBlocks(file: string): Promise<readonly CodeBlock[]> {
  const blocks: CodeBlock[] = [];
  let heading = '';
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of (await readFile(join(repository, file), 'utf8')).split('\n').entries()) {
    const fence = /^```(\S*)/.exec(line);
    if (open === undefined) {
      if (fence !== null) open = { language: fence[1] ?? '', line: index + 2, lines: [] };
      else heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
    } else if (fence === null) {
      open.lines.push(line);
    } else {
      blocks.push({
        file,
        heading,
        language: open.language,
        line: open.line,
        code: `${open.lines.join('\n')}\n`,
      });
      open = undefined;
    }
  }
  return blocks;
}

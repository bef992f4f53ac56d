import type { WriteStream } from 'node:tty';
import { duration } from './figures.ts';

/** Where the demo writes: with colour and a line of progress on a terminal, plain lines elsewhere. */
export interface Screen {
  print(line?: string): void;
  /** Prints a text in lines of 80 characters at most, the first one behind a label. */
  paragraph(label: string, text: string): void;
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  /** Shows what is under way until it is done; nothing where lines can't be taken back. */
  progress(label: string): Progress;
}

export interface Progress {
  text(piece: string): void;
  done(): void;
}

const frameMs = 80;
const lineLength = 80;
const indent = '  ';

/** @param output such as `process.stdout`. Colour and progress need a terminal, and no `NO_COLOR`. */
export function openScreen(output: NodeJS.WriteStream): Screen {
  // Whoever reads may have seen enough, as `head` has.
  output.on('error', () => process.exit());
  const rich = output.isTTY && output.hasColors();
  const sequence = (code: number, end: number) => (text: string) =>
    rich ? `\u001b[${code}m${text}\u001b[${end}m` : text;
  const print = (line = '') => {
    output.write(`${line}\n`);
  };
  return {
    print,
    paragraph: (label, text) => {
      const lines = wrap(text, lineLength - indent.length - label.length);
      for (const [index, line] of lines.entries()) {
        print(indent + (index === 0 ? label : ' '.repeat(label.length)) + line);
      }
    },
    bold: sequence(1, 22),
    dim: sequence(2, 22),
    green: sequence(32, 39),
    progress: (label) => (rich ? startProgress(output, label) : { text: () => {}, done: () => {} }),
  };
}

function startProgress(output: WriteStream, label: string): Progress {
  const started = performance.now();
  let text = '';
  const clear = () => output.write('\r\u001b[2K');
  const draw = () => {
    const head = `  ${label}  ${duration(performance.now() - started)}  `;
    // One line only: a wrapped one could not be taken back.
    const room = Math.max(0, output.columns - head.length - 1);
    clear();
    output.write(head + text.slice(-room));
  };
  const timer = setInterval(draw, frameMs);
  draw();
  return {
    text(piece) {
      text += piece.replaceAll(/\s+/g, ' ');
    },
    done() {
      clearInterval(timer);
      clear();
    },
  };
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

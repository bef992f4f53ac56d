import type { WriteStream } from 'node:tty';
import { duration } from './figures.ts';

/** Where the demo writes: with colour and a line of progress on a terminal, plain lines elsewhere. */
export interface Screen {
  print(line?: string): void;
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

/** @param output such as `process.stdout`. Colour and progress need a terminal, and no `NO_COLOR`. */
export function openScreen(output: NodeJS.WriteStream): Screen {
  const rich = output.isTTY && output.hasColors();
  const sequence = (code: number, end: number) => (text: string) =>
    rich ? `\u001b[${code}m${text}\u001b[${end}m` : text;
  const print = (line = '') => {
    output.write(`${line}\n`);
  };
  return {
    print,
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

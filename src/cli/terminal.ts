import { styleText } from 'node:util';

/** What a command of the line reads and writes: the process's own, or a test's. */
export interface Terminal {
  /** What was asked for: the only thing on standard output, so that it can be piped. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  /** Whether a person sits before it: colours, progress and questions are for people. */
  readonly interactive: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the user's project is: an absolute path. */
  readonly directory: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Resolves when the person asks the command to end (Ctrl-C, or a signal of the system). */
  readonly interrupted: Promise<void>;
}

export type TextStyle = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** Styled for a person, plain in a pipe. */
export function styled(terminal: Pick<Terminal, 'interactive'>, style: TextStyle, text: string): string {
  return terminal.interactive ? styleText(style, text) : text;
}

import { runCommand } from '../../src/cli/run-command.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** Runs the command as a pipe would: no terminal, nobody to ask. */
export async function run(args: readonly string[], terminal: Partial<Terminal> = {}) {
  const written: string[] = [];
  const told: string[] = [];
  const code = await runCommand(args, {
    out: (text) => written.push(text),
    err: (text) => told.push(text),
    interactive: false,
    environment: {},
    directory: '/nowhere',
    clock: Date.now,
    interrupted: Promise.resolve(),
    ...terminal,
  });
  return { code, out: written.join('\n'), err: told.join('\n') };
}

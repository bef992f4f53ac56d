import { Command, CommanderError } from 'commander';
import { RepriseError } from '../errors.ts';
import { CommandError } from './command-error.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { dashboardCommand } from './commands/dashboard.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { invalidateCommand } from './commands/invalidate.ts';
import { statsCommand } from './commands/stats.ts';
import { upstashCommand } from './commands/upstash.ts';
import { styled, type Terminal } from './terminal.ts';

const commands = [
  doctorCommand,
  statsCommand,
  evaluateCommand,
  calibrateCommand,
  invalidateCommand,
  dashboardCommand,
  upstashCommand,
];

/**
 * Runs the command `reprise`.
 * @param args what stands behind its name.
 * @returns the exit code: 0 for done, 1 for a finding or a failure, 2 for a command that can't be run as it was given.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = new Command('reprise')
    .description('Looks after a cache of model answers.')
    .showHelpAfterError('(reprise --help lists what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      getOutHasColors: () => terminal.interactive,
      getErrHasColors: () => terminal.interactive,
    });
  const ended = (result: number) => {
    code = result;
  };
  for (const command of commands) {
    program.addCommand(command(terminal, ended).copyInheritedSettings(program));
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CommandError) {
      terminal.err(`${styled(terminal, 'red', 'error')} ${error.message}\n${error.remedy}`);
      return 2;
    }
    if (RepriseError.isInstance(error)) {
      terminal.err(`${styled(terminal, 'red', 'error')} ${error.message}`);
      return 2;
    }
    throw error;
  }
}

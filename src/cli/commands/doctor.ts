import { Command } from 'commander';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { styled, type Terminal, type TextStyle } from '../terminal.ts';

const styles: Readonly<Record<Finding['status'], TextStyle>> = {
  ok: 'green',
  unknown: 'dim',
  warning: 'yellow',
  problem: 'red',
};

/** `reprise doctor`: whether an environment is fit for the cache, and what to do where it isn't. */
export function doctorCommand(terminal: Terminal, ended: (code: number) => void): Command {
  return new Command('doctor')
    .description('Says whether this environment is fit: runtime, packages, bundler, Redis, Vector, clock.')
    .option('--dimensions <number>', 'of the vectors of your embedder, to be held against the index', Number)
    .option('--json', 'as JSON')
    .action(async ({ dimensions, json }: { readonly dimensions?: number; readonly json?: true }) => {
      const findings = await examine({ ...terminal, ...(dimensions === undefined ? {} : { dimensions }) });
      terminal.out(json ? JSON.stringify(findings, null, 2) : report(findings, terminal));
      ended(findings.some(({ status }) => status === 'problem') ? 1 : 0);
    });
}

function report(findings: readonly Finding[], terminal: Terminal): string {
  const lines = findings.flatMap(({ status, subject, message, remedy }) => [
    `${styled(terminal, styles[status], status.padEnd(9))}${subject}: ${message}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(9)}${styled(terminal, 'bold', remedy)}`]),
  ]);
  const count = (wanted: Finding['status']) => findings.filter(({ status }) => status === wanted).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  const verdict =
    problems + warnings === 0 ? 'Fit.' : `${plural(problems, 'problem')}, ${plural(warnings, 'warning')}.`;
  return [...lines, '', verdict].join('\n');
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

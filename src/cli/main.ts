#!/usr/bin/env node
import { runCommand } from './run-command.ts';

const stream = (target: NodeJS.WriteStream) => (text: string) => {
  target.write(`${text}\n`);
};

process.exitCode = await runCommand(process.argv.slice(2), {
  out: stream(process.stdout),
  err: stream(process.stderr),
  interactive: process.stdout.isTTY === true && process.stdin.isTTY === true && !process.env.NO_COLOR,
  environment: process.env,
  directory: process.cwd(),
  clock: Date.now,
  interrupted: new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  }),
});

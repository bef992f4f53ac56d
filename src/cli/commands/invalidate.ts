import { confirm, isCancel } from '@clack/prompts';
import { Command } from 'commander';
import type { InvalidationTarget, ResponseCache } from '../../index.ts';
import { CommandError } from '../command-error.ts';
import { connect } from '../connect.ts';
import type { Terminal } from '../terminal.ts';

interface InvalidateOptions {
  readonly tag?: readonly string[];
  readonly scope?: string;
  readonly model?: string;
  readonly key?: string;
  readonly matching?: string;
  readonly namespace: string;
  readonly yes?: true;
  readonly json?: true;
}

/** `reprise invalidate`: drops answers for all processes that share the store. */
export function invalidateCommand(terminal: Terminal, ended: (code: number) => void): Command {
  return new Command('invalidate')
    .description('Drops answers, in every process that shares the store.')
    .option('--tag <tag...>', 'those with one of these tags')
    .option('--scope <scope>', 'those of one scope')
    .option('--model <model>', 'those of one model')
    .option('--key <key>', 'one answer, by the key that its metadata tells')
    .option('--matching <pattern>', 'those to questions that match a regular expression; reads every entry')
    .option('--namespace <name>', 'the namespace that createCache was given', 'reprise')
    .option('--yes', 'without asking')
    .option('--json', 'as JSON')
    .action(async (options: InvalidateOptions) => {
      const target = targetOf(options);
      if (!(await agreed(terminal, options))) {
        terminal.err('Nothing was dropped.');
        return ended(1);
      }
      const cache = connect(terminal, options.namespace);
      const result = await dropAll(cache, target, terminal);
      terminal.out(
        options.json
          ? JSON.stringify(result)
          : result.done
            ? `Done${result.dropped === undefined ? '' : `: ${result.dropped} of ${result.scanned} answers dropped`}.`
            : 'Not done: the store did not take all of it. Run it again.',
      );
      ended(result.done ? 0 : 1);
    });
}

function targetOf({ tag, scope, model, key, matching }: InvalidateOptions): InvalidationTarget {
  const targets: InvalidationTarget[] = [
    ...(tag === undefined ? [] : [{ tags: tag }]),
    ...(scope === undefined ? [] : [{ scope }]),
    ...(model === undefined ? [] : [{ model }]),
    ...(key === undefined ? [] : [{ key }]),
    ...(matching === undefined ? [] : [{ matching: patternOf(matching) }]),
  ];
  const [target] = targets;
  if (target === undefined || targets.length > 1) {
    throw new CommandError(
      'What is to be dropped?',
      'Give exactly one of --tag, --scope, --model, --key and --matching.',
    );
  }
  return target;
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    throw new CommandError(
      '--matching is no regular expression.',
      'Write it as in JavaScript, without slashes.',
    );
  }
}

async function agreed({ interactive }: Terminal, { yes, namespace }: InvalidateOptions): Promise<boolean> {
  if (yes) return true;
  if (!interactive) {
    throw new CommandError('Dropping answers needs a yes.', 'Add --yes where nobody can be asked.');
  }
  const answer = await confirm({
    message: `Drop them from the namespace "${namespace}", for every process?`,
  });
  return !isCancel(answer) && answer;
}

/** A scan that stops at a failure goes on from there, three times at the most. */
async function dropAll(cache: ResponseCache, target: InvalidationTarget, { err, interactive }: Terminal) {
  const onProgress = ({ scanned, dropped }: { scanned: number; dropped: number }) => {
    if (interactive) err(`${scanned} read, ${dropped} dropped`);
  };
  let result = await cache.invalidate(target, { onProgress });
  let [scanned, dropped] = [result.scanned ?? 0, result.dropped ?? 0];
  for (let attempt = 0; attempt < 3 && !result.done && result.cursor !== undefined; attempt++) {
    result = await cache.invalidate(target, { onProgress, cursor: result.cursor });
    scanned += result.scanned ?? 0;
    dropped += result.dropped ?? 0;
  }
  await cache.close();
  return 'matching' in target ? { ...result, scanned, dropped } : result;
}

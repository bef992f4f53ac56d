import { Command, InvalidArgumentError } from 'commander';
import { type Calibration, calibrate, guards } from '../../semantic/index.ts';
import { measuringEmbedder, readPairs } from '../labelled-pairs.ts';
import type { Terminal } from '../terminal.ts';

interface CalibrateCommandOptions {
  readonly maxError: number;
  readonly confidence: number;
  readonly json?: true;
}

/** `reprise calibrate`: the threshold that keeps an error budget on labelled pairs. */
export function calibrateCommand(terminal: Terminal, ended: (code: number) => void): Command {
  return new Command('calibrate')
    .description('Chooses a threshold from an error budget, with the offline embedder, beside the rules.')
    .argument(
      '<pairs...>',
      'files of JSON Lines: {"a", "b", "label": 0 | 1}, some 300 accepted ones at the least',
    )
    .requiredOption(
      '--max-error <rate>',
      'the wrong-hit rate that may not be exceeded, above 0 and below 1',
      rate,
    )
    .option('--confidence <level>', 'how sure that is, above 0.5 and below 1', rate, 0.99)
    .option('--json', 'as JSON, to be given to semanticLayer({ threshold })')
    .action(async (files: readonly string[], { maxError, confidence, json }: CalibrateCommandOptions) => {
      const pairs = await readPairs(files, terminal.directory);
      const calibration = await calibrate({
        embedder: measuringEmbedder(terminal, pairs),
        pairs,
        maxErrorRate: maxError,
        confidence,
        verify: guards(),
      });
      terminal.out(json ? JSON.stringify(calibration, null, 2) : told(calibration));
      ended(calibration.status === 'calibrated' ? 0 : 1);
    });
}

function told(calibration: Calibration): string {
  const { embedder, maxErrorRate, confidence } = calibration;
  const promise = `at most ${percent(maxErrorRate)} wrong, ${percent(confidence)} sure, for ${embedder}`;
  if (calibration.status === 'not-possible') {
    const reasons = {
      'too-few-accepted': 'fewer than 300 pairs would be served at any threshold: label more of your traffic',
      'over-budget': 'even the strictest threshold is wrong too often: raise the budget, or use a judge',
    };
    return `Not possible (${promise}): ${reasons[calibration.reason]}.`;
  }
  const { threshold, accepted, wrong, bound } = calibration;
  return [
    `threshold   ${threshold}`,
    `promise     ${promise}`,
    `served      ${accepted} of the pairs, ${wrong} of them wrong (at most ${percent(bound)})`,
    `use         semanticLayer({ index, embedder: localEmbedder(), threshold: ${threshold} })`,
  ].join('\n');
}

function rate(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('A rate above 0, below 1.');
  return value;
}

const percent = (value: number) => `${Number((100 * value).toFixed(2))}%`;

import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  embedPairs,
  evaluate,
  evaluationPlot,
  evaluationTable,
  thresholdCurve,
  thresholdVerifier,
} from '../../evaluate/index.ts';
import { guards } from '../../semantic/index.ts';
import { measuringEmbedder, readPairs } from '../labelled-pairs.ts';
import type { Terminal } from '../terminal.ts';

/** `reprise evaluate`: what would be served by meaning, rightly and wrongly, on labelled pairs. */
export function evaluateCommand(terminal: Terminal, ended: (code: number) => void): Command {
  return new Command('evaluate')
    .description(
      'Measures on labelled pairs what the rules prove, refuse and leave open, with the offline embedder.',
    )
    .argument('<pairs...>', 'files of JSON Lines: {"a", "b", "label": 0 | 1, "source"?}')
    .option('--json', 'as JSON')
    .option('--plot <file>', 'writes hits and wrong hits under rising thresholds as SVG')
    .action(
      async (files: readonly string[], { json, plot }: { readonly json?: true; readonly plot?: string }) => {
        const pairs = await readPairs(files, terminal.directory);
        const embedder = measuringEmbedder(terminal, pairs);
        const proofs = guards();
        const evaluation = await evaluate({
          embedder,
          pairs,
          methods: {
            'threshold 0.90': thresholdVerifier(0.9),
            'guards + 0.92': thresholdVerifier(0.92, proofs),
            'guards (default)': proofs,
          },
        });
        terminal.out(json ? JSON.stringify(evaluation, null, 2) : evaluationTable(evaluation));
        if (plot !== undefined) {
          const embedded = await embedPairs(embedder, pairs);
          const curves = {
            'threshold alone': thresholdCurve(embedded),
            'guards and threshold': thresholdCurve(embedded, proofs),
          };
          await writeFile(resolve(terminal.directory, plot), evaluationPlot(curves));
          terminal.err(`Plotted to ${plot}.`);
        }
        ended(0);
      },
    );
}

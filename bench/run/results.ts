import { goals } from '../goals.ts';
import { environment } from './environment.ts';
import { goalTable } from './goal-table.ts';
import type { Measured } from './run-row.ts';
import { tableOf, verdictsOf, verdictTable } from './table.ts';

/** The page of results, from one run. */
export function results(measured: readonly Measured[], quick: boolean): string {
  const tables = measured.map((row) =>
    [`### ${row.title}`, ...(row.note === undefined ? [] : [row.note]), tableOf(row)].join('\n\n'),
  );
  const verdicts = measured.flatMap(verdictsOf);
  return `# Benchmark results

Written by \`npm run bench${quick ? ' -- --quick' : ''}\`; don't edit.${
    quick
      ? ' A quick run: a tenth of the rounds, in one process each, so that ranges are narrower than they are.'
      : ''
  } In one run, on one machine:

${environment()}

**Method.** Each row runs in fresh processes. Its subjects take turns, round by round, and who begins moves on by one
each time, so a busy moment of the machine falls on all alike. Work is measured in processor time of the process, waiting
(single-flight, Upstash, hit rates) by the wall clock. Values are medians over all rounds. In brackets: the value over
reprise's of the same round, as the median and the range of the medians of every process's fifths: that range is the spread
of the run, and another run's median is to be within it. Above 1x in a time, reprise is faster. \`npm run bench -- --busy\`
keeps every core busy meanwhile. The built package (\`dist\`) is measured.

**Peers.** \`@betterdb/agent-cache\` and \`@betterdb/semantic-cache\` aren't in the registry that this was installed from.
Mastra's \`ResponseCache\` is a processor of its agents: its two hooks are called without the agent. The recipe is the
middleware of the AI SDK's documentation, without its delays.

## Against the limit and the best peer

reprise's value over theirs: below 1x in a time, reprise is faster. "Behind" where the whole range says so.

${verdictTable(verdicts)}

## Against the goals

"Level" where the goal is within the spread.

${goalTable(goals, verdicts)}

## Rows

${tables.join('\n\n')}
`;
}

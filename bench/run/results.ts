import { environment } from './environment.ts';
import type { Measured } from './run-row.ts';
import { tableOf, verdictsOf, verdictTable } from './table.ts';

/** The page of results, from one run. */
export function results(measured: readonly Measured[]): string {
  const tables = measured.map((row) =>
    [`### ${row.title}`, ...(row.note === undefined ? [] : [row.note]), tableOf(row)].join('\n\n'),
  );
  return `# Benchmark results

Written by \`npm run bench\`; don't edit. In one run, on one machine:

${environment()}

**Method.** Each row runs in fresh processes. Its subjects take turns, round by round, and who begins moves on by one
each time, so a busy moment of the machine falls on all alike. Values are medians over all rounds. In brackets: the
value over reprise's of the same round, as the median and the range that holds the middle half of the rounds and each
process's own median; above 1x in a time, reprise is faster. \`npm run bench -- --busy\` keeps one core busy meanwhile.
Between two runs a ratio has moved by a tenth or so beyond its range. The built package (\`dist\`) is measured.

**Not measured yet.** Upstash, meaning, recording, cold starts and heap have no rows; LangChain's caches and
\`@upstash/semantic-cache\` are installed for them. \`@betterdb/agent-cache\` and \`@betterdb/semantic-cache\` aren't in the registry that this was installed
from. Mastra's \`ResponseCache\` is a processor of its agents: its two hooks are called without the agent.

## Against the limit and the best peer

reprise's value over theirs: below 1x in a time, reprise is faster. "Behind" where the whole range says so.

${verdictTable(measured.flatMap(verdictsOf))}

## Rows

${tables.join('\n\n')}
`;
}

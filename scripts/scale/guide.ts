import {
  breakEven,
  economicsOf,
  meaningPaysAbove,
  meanLatency,
  millionsAMonth,
  monthOf,
  priceOf,
  type trips,
} from './economics.ts';
import { call, fixedPlans, judgeModel, models, upstash } from './list-prices.ts';
import { type Costs, dimensions } from './measured-costs.ts';
import { duration, number, percent, range, table } from './page-format.ts';
import type { Outcomes } from './question-simulation.ts';
import { realConversations, recalls } from './scenarios.ts';
import type { ServiceResult } from './service-simulation.ts';
import { distances, readTimeout, type Studied, study, times } from './study.ts';

export interface Check {
  readonly name: string;
  readonly real: Outcomes;
  readonly simulated: Outcomes;
}

const outcomes = ['memory', 'store', 'semantic', 'miss'] as const;

/** The page `docs/guides/scale.md`. Every figure in it is computed here, but for prices and limits. */
export function guide(costs: Costs, checks: readonly Check[]): string {
  const { all, small, product, largest, byRecheck, byTtl, byExponent, deployed } = study();
  const months = all.map(({ name, exact }) => ({ name, ...monthOf(exact, costs) }));
  const [, productMonth] = months;
  const largestMonth = months.at(-1);
  const platformMonth = months.at(-2);
  if (productMonth === undefined || largestMonth === undefined || platformMonth === undefined)
    throw new Error('There are too few services.');
  const worst = Math.max(
    ...checks.flatMap(({ real, simulated }) =>
      outcomes.map((name) => Math.abs(real[name] - simulated[name])),
    ),
  );
  const vectorsOfAnIndex = upstash.vectorDimensions / dimensions;
  const exactMoney = economicsOf(product.exact, costs, 'exact');
  const saved = (result: ServiceResult, model: string) => 1e6 * (1 - result.miss) * priceOf(model);
  const commandsSaved = (recheck: number, at: number) => {
    const of = (seconds: number) => byRecheck.find((each) => each.recheck === seconds)?.results[at];
    const [before, after] = [of(1), of(recheck)];
    if (before === undefined || after === undefined) throw new Error('It was not simulated.');
    const commands = (result: ServiceResult) => economicsOf(result, costs, 'exact').commands;
    return percent(1 - commands(after) / commands(before));
  };

  return `# How big, how much, what to set

Written by \`npm run bench:scale\`; don't edit. Figures are of a traffic model, simulated, and checked against the library at
a size that it can be run at: [how far to trust them](#how-far-to-trust-this). Your own traffic differs: \`stats()\` and
the [dashboard](command.md) tell your hit rates, and the tables here what they are worth.

## What to set

| you have | set |
|---|---|
| one process, and answers that may be lost at a deploy | memory alone, \`createCache()\`: ${percent(small.alone.memory)} hits for "one process" |
| several processes, serverless, deploys | \`store: upstashRedis(...)\`, in the region of the functions: from ${percent(product.alone.memory)} to ${percent(1 - product.exact.miss)} hits for "a product" |
| questions in users' own words | \`semanticLayer\` with a judge: ${percent(1 - product.judge.miss)}; with guards alone ${percent(1 - product.guards.miss)} |
| answers that stay right for long | a longer \`ttl\`: ${byTtl.map(({ ttl, result }) => `${duration(ttl)} ${percent(1 - result.miss)}`).join(', ')} hits for "a product" |
| a store whose round trip comes near ${readTimeout} ms, as on another continent | a higher \`timeouts.read\`: above it there are no hits |
| a monthly bill of Upstash above $${fixedPlans[0]?.price} | compare a [plan with a fixed price](#a-month): ${dollarsText(productMonth.payAsYouGo)} or ${dollarsText(productMonth.plan.total)} for "a product", ${dollarsText(platformMonth.payAsYouGo)} or ${dollarsText(platformMonth.plan.total)} for "a platform" |
| hits by meaning that must be quick | \`queryAhead: true\`: a round trip less, for ${costs.queryAhead.store.commands - costs.semantic.store.commands} commands and ${costs.queryAhead.store.vectorOperations} vector operation more at each exact hit |
| many commands, few processes | \`memory: { recheck: '10s' }\`, if what another process invalidates may be served for so long: ${commandsSaved(10, 0)} fewer commands for "one process", ${commandsSaved(10, 1)} for "a product", ${commandsSaved(10, 2)} for "a hyperscaler" |
| more than ${number(upstash.commandsASecond)} commands a second, ${upstash.gigabytes} GB or ${number(vectorsOfAnIndex)} vectors | several databases, a cache each, chosen by the tenant: [limits](#limits-of-upstash) |

## The traffic

A request is a question of a tenant, or what is asked after its answer. Questions and tenants follow Zipf's law (exponent 1).
${percent(product.service.paraphrased)} of first questions are worded in one of 19 other ways. ${percent(product.service.followUps)} of conversations have a second turn, whose earlier turns must be
equal. Answers live for ${duration(product.service.ttl)}; any process may be asked.

${table(
  ['', 'requests a second', 'tenants', 'questions of each', 'processes', 'live entries'],
  all.map(({ name, service, exact }) => [
    name,
    number(exact.requestsASecond),
    number(service.tenants),
    number(service.questions),
    number(service.processes),
    number(exact.entries),
  ]),
)}

How much is asked again decides more than any setting: with an exponent of ${byExponent.map(({ exponent }) => exponent).join(', ')} "a product" has ${byExponent.map(({ exact }) => percent(1 - exact.miss)).join(', ')} hits,
by meaning ${byExponent.map(({ judge }) => percent(1 - judge.miss)).join(', ')}.

## Hits, by layer

"Memory" is what a process holds and may serve without asking the store: within \`memory.recheck\`, 1 s by default, of its last
read for the same tenant and model. Memory alone holds ${number(product.service.memoryEntries)} answers in each process and is emptied by four deploys a day; with a store they change the hits of "a product" by
${(100 * Math.abs(deployed.miss - product.exact.miss)).toFixed(1)} points.

${table(
  ['', 'memory alone', 'with a store: memory', 'store', 'and by meaning: guards', 'judge'],
  all.map(({ name, alone, exact, guards, judge }) => [
    name,
    percent(alone.memory),
    percent(exact.memory, 1),
    percent(exact.store),
    `+${percent(exact.miss - guards.miss, 1)}`,
    `+${percent(exact.miss - judge.miss, 1)}`,
  ]),
)}

![Hit rate by traffic](../pictures/scale-hit-rate.svg)

Guards are taken to prove ${percent(recalls.guards)} of the pairs of wordings, a judge to accept ${percent(recalls.judge)} ([model card](../model-card.md)). A second turn is
looked up exactly: after another wording of the first question it is another conversation.

## Money

What a request asks of Upstash, counted on the wire:

${table(
  ['', 'commands', 'vector operations'],
  [
    ['hit from memory', ...cells(costs.exact.memory)],
    ['hit from the store', ...cells(costs.exact.store)],
    ['miss and its write, exact only', ...cells(costs.exact.miss)],
    ['hit by meaning, proved or judged before', ...cells(costs.semantic.remembered)],
    ['hit by meaning, judged now', ...cells(costs.judged.hit)],
    ['miss and its write, nothing near', ...cells(costs.semantic.miss)],
    ['miss and its write, a candidate judged', ...cells(costs.judged.miss)],
    ['hit from the store, `queryAhead`', ...cells(costs.queryAhead.store)],
  ],
)}

An answer of 500 characters takes ${(costs.entryBytes / 1_000).toFixed(1)} KB, its vector of ${dimensions} dimensions with its metadata ${(costs.vectorBytes / 1_000).toFixed(1)} KB. List prices, pay as you go
([Redis](https://upstash.com/docs/redis/overall/billing), [Vector](https://upstash.com/docs/vector/overall/pricing), November 2026): $0.20 for 100,000 commands, $0.40 for 100,000 vector
operations, $0.25 a GB and month. A call of the model reads ${call.input} tokens and writes ${call.output}; one of the judge, ${judgeModel}, reads ${costs.judgeTokens.input} and
writes ${costs.judgeTokens.output}. It is asked about each pair of wordings once; the higher figure has it asked at every other miss too, about
other questions that lie near.

Dollars a million requests; what is saved is less Upstash and, at its higher figure, the judge:

${table(
  [
    '',
    'commands, million',
    'vector operations, million',
    'Upstash',
    'judge',
    ...models.map((model) => `saved on ${model}`),
  ],
  all.flatMap(({ name, exact, judge }) => [
    moneyRow(`${name}, exact`, exact, 'exact'),
    moneyRow(`${name}, by meaning`, judge, 'judge'),
  ]),
)}

**Where it costs more than it saves.** The exact layers through Upstash below these hit rates; memory alone costs its bytes.
Storage adds ${percent(exactMoney.storage / exactMoney.operations, 1)} to the commands of "a product".

${table(
  models.map((model) => `${model}: $${number(1e6 * priceOf(model))} a million calls`),
  [models.map((model) => percent(breakEven(model, costs), 1))],
)}

The layer of meaning, beside the exact ones, where a million calls of your model cost less than this: lower and higher by what
the judge is asked.

${table(
  all.map(({ name }) => name),
  [
    all.map((each) => {
      const { least, most } = meaningPaysAbove(each, costs);
      return `$${range(least, most)}`;
    }),
  ],
)}

## A month

The exact layers in one region, pay as you go and on the cheapest plan with a fixed price that takes data, commands a second and
replies, in several databases where that is cheaper. The free plan's ${number(upstash.freeCommands)} commands a month are ${number((upstash.freeCommands * 1e6) / exactMoney.commands)} requests of "a product".

${table(
  [
    '',
    'requests, million',
    'commands a second',
    'GB stored',
    'GB of replies',
    'pay as you go',
    'fixed price',
    `calls of ${models[2]} saved`,
  ],
  months.map(({ name, commandsASecond, redisGigabytes, gigabytesOut, payAsYouGo, plan }, at) => {
    const exact = all[at]?.exact ?? product.exact;
    return [
      name,
      number(millionsAMonth(exact)),
      number(commandsASecond),
      number(redisGigabytes),
      number(gigabytesOut),
      dollarsText(payAsYouGo),
      `${plan.databases > 1 ? `${plan.databases} × ` : ''}$${number(plan.price)} (${number(plan.gigabytes)} GB)`,
      dollarsText(saved(exact, models[2]) * millionsAMonth(exact)),
    ];
  }),
)}

Commands a second are the mean of the month; leave room for your busiest minute. Upstash Vector comes on top, pay as you go: for
"a product" ${number(economicsOf(product.judge, costs, 'judge').vectorOperations * upstash.vectorOperation * millionsAMonth(product.judge))} dollars a month.

## Latency

Mean milliseconds of a request with a model that takes ${number(times.model)} ms and a judge that takes ${number(times.judge)} ms, by the round trip to the store.
The lower figure of a judge has it asked about each pair of wordings once, the higher one at every other miss too.

${table(
  ['', ...distances.flatMap((distance) => [`exact, ${distance} ms`, `judge, ${distance} ms`])],
  all.map(({ name, exact, judge }) => [
    name,
    ...distances.flatMap((distance) => [
      number(meanLatency(exact, 'exact', { ...times, distance })),
      latencyRange(judge, 'semantic', distance),
    ]),
  ]),
)}

![Mean latency by distance](../pictures/scale-distance.svg)

- Where a judge is asked at every miss it takes longer than its hits save: "a product" has ${latencyRange(product.judge, 'semantic', 2)} ms where the exact layers alone
  have ${number(meanLatency(product.exact, 'exact', { ...times, distance: 2 }))}. \`when: 'background'\` lets no call wait for it.
- A store slows a miss down by its round trip. It pays in time above a hit rate of ${distances.map((distance) => `${percent(distance / times.model, 1)} at ${distance} ms`).join(', ')}.
- A read that takes longer than \`timeouts.read\`, ${readTimeout} ms by default, is given up and counts as a miss. A store that is always
  farther away so costs commands and gives nothing. With ${readTimeout} ms the mean of "a product" is ${number(meanLatency(product.exact, 'exact', { ...times, distance: readTimeout }))} ms instead of ${number(times.model)};
  a database in another continent needs a higher bound, one near its functions is better.
- \`queryAhead\` takes "a product" 150 ms away from ${latencyRange(product.judge, 'semantic', 150)} ms to ${latencyRange(product.judge, 'queryAhead', 150)}.

## Commands, and \`memory.recheck\`

Commands a second, and the share of requests that memory serves without asking:

${table(
  [
    'memory.recheck',
    ...[small, product, largest].flatMap(({ name }) => [`${name}: commands`, 'from memory']),
  ],
  byRecheck.map(({ recheck, results }) => [
    duration(recheck),
    ...results.flatMap((result) => [
      number((economicsOf(result, costs, 'exact').commands / 1e6) * result.requestsASecond),
      percent(result.memory, 1),
    ]),
  ]),
)}

![Commands by recheck](../pictures/scale-recheck.svg)

Any lookup's read proves what is held of its tenant, so the busier a tenant is in one process, the more a longer \`recheck\` gives; beyond
a minute it gives little: what is not in memory has to be read anyway. The price is that an invalidation by another process is
noticed so much later.

## Limits of Upstash

- **${number(upstash.commandsASecond)} commands a second** for a database (${number(fixedPlans.at(-1)?.commandsASecond ?? 0)} on the largest plans with a fixed price). "A hyperscaler" sends
  ${number(largestMonth.commandsASecond)}: ${Math.ceil(largestMonth.commandsASecond / upstash.commandsASecond)} databases. What is refused beyond the limit is a miss: the cache never fails, it stops saving. Shard by
  tenant: a \`createCache\` for each database, chosen by a hash of the scope. Tags and invalidation are then those of one database.
- **${upstash.gigabytes} GB** for a database, pay as you go. "A hyperscaler" has ${number(largestMonth.redisGigabytes)} GB; \`ttl\` and \`maxEntries\` bound it. A
  database without eviction refuses writes when it is full; with eviction it may drop counters, which makes misses and never a
  wrong answer.
- **${number(upstash.vectorDimensions / 1e9)} billion vectors times dimensions** for an index, pay as you go: ${number(vectorsOfAnIndex)} vectors of ${dimensions}. "A large product" has
  ${number(all[2]?.judge.entries ?? 0)}; "a platform" needs ${Math.ceil((all[3]?.judge.entries ?? 0) / vectorsOfAnIndex)} indexes, "a hyperscaler" ${Math.ceil(largest.judge.entries / vectorsOfAnIndex)}.
- **10 MB a request**: an entry above 4 MiB is not stored (\`maxValueBytes\` of \`upstashRedis\`), and counted as \`too-large\`. Larger
  plans take more.
- **Regions are eventually consistent.** A write is missed elsewhere until it has arrived. Were that a second: ${percent(largest.exact.withinASecond, 2)} of the
  requests of "a hyperscaler" come within a second after the answer that they need was made, ${percent(product.exact.withinASecond, 2)} of those of "a product". An
  invalidation is late by the same time, and by \`recheck\`. Each write counts as a command in every region that it is copied to.
- **An index shows writes later**, and finds fewer than there are where a filter leaves few of many: \`contextShards\` of
  \`upstashVector\` parts them.
- **Replies** beyond ${upstash.freeGigabytesOut} GB a month are $${upstash.gigabyteOut} a GB, pay as you go: they are in the table of a month.

## How far to trust this

Each question of a tenant is simulated by itself, at seeded random times, and summed over all questions and tenants; a memory that
is too small is taken into account by its characteristic time (Che, 2002). The same traffic runs through the library itself, several
caches over one store, for ${number(realConversations)} conversations of three tenants; shares of requests, simulated and real:

${table(
  ['', 'memory', 'store', 'by meaning', 'miss'],
  checks.map(({ name, real, simulated }) => [
    name,
    ...outcomes.map((outcome) => `${percent(simulated[outcome], 1)}, ${percent(real[outcome], 1)}`),
  ]),
)}

The greatest difference is ${(100 * worst).toFixed(1)} points; \`test/scale\` holds it below 3, in shorter runs. Latency is computed from round trips and
the times given, not run. Not in the model: hours of the day, news, questions that stop being asked, calls that are joined while
one is under way, retries, answers that are never stored, wrong hits.
`;

  function moneyRow(name: string, result: ServiceResult, way: 'exact' | 'judge'): string[] {
    const { commands, vectorOperations, operations, storage, judge } = economicsOf(result, costs, way);
    const spent = operations + storage;
    return [
      name,
      (commands / 1e6).toFixed(2),
      (vectorOperations / 1e6).toFixed(2),
      spent.toFixed(2),
      range(judge.least, judge.most),
      ...models.map((model) => number(saved(result, model) - spent - judge.most)),
    ];
  }
}

function latencyRange(result: Studied['judge'], way: keyof typeof trips, distance: number): string {
  const of = (always: boolean) => meanLatency(result, way, { ...times, distance }, always);
  return range(of(false), of(true));
}

function cells({ commands, vectorOperations }: Costs['judged']['hit']): string[] {
  return [`${commands}`, `${vectorOperations}`];
}

function dollarsText(amount: number): string {
  return `$${number(amount)}`;
}

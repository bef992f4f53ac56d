import { breakEven, economicsOf, meanLatency, priceOf, semanticBreakEven } from './economics.ts';
import { call, models, secondsAMonth, upstash } from './list-prices.ts';
import type { Costs } from './measured-costs.ts';
import type { Outcomes } from './question-simulation.ts';
import { recalls, services } from './scenarios.ts';
import { type ServiceResult, simulateService } from './service-simulation.ts';

export interface Check {
  readonly name: string;
  readonly real: Outcomes;
  readonly simulated: Outcomes;
}

const modelLatency = 1_750;
const distances = [2, 30, 150];

/** The page `docs/guides/scale.md`. Every figure in it is computed here. */
export function guide(costs: Costs, checks: readonly Check[]): string {
  const studied = Object.entries(services).map(([name, service]) => {
    const exact = simulateService(service);
    const guards = simulateService({ ...service, recall: recalls.guards });
    const judge = simulateService({ ...service, recall: recalls.judge });
    const alone = simulateService({ ...service, store: false, deployEvery: 86_400 / 4 });
    return { name, service, exact, guards, judge, alone };
  });
  const [, product = studied[0]] = studied;
  const largest = studied.at(-1);
  if (product === undefined || largest === undefined) throw new Error('There is no service.');
  const commandsASecond = (result: ServiceResult) =>
    (economicsOf(result, costs, false).commands / 1e6) * result.requestsASecond;
  const rechecks = [1, 10, 60, 600].map((recheck) => ({
    recheck,
    result: simulateService({ ...largest.service, recheck }),
    small: simulateService({ ...product.service, recheck }),
  }));
  const minute = rechecks.find(({ recheck }) => recheck === 60);
  if (minute === undefined) throw new Error('There is no minute.');
  const worst = Math.max(...checks.flatMap(({ real, simulated }) => differences(real, simulated)));
  const ttls = [3_600, 21_600, 86_400, 604_800].map((ttl) => ({
    ttl,
    result: simulateService({ ...product.service, ttl }),
  }));

  return `# How big, how much, what to set

Written by \`npm run bench:scale\`; don't edit. Figures are of a traffic model, simulated; [how far to trust them](#how-far-to-trust-this)
is at the end. Your own traffic differs: \`stats()\` and the dashboard tell your hit rate, and the tables here what it is worth.

## What to set

| you have | set |
|---|---|
| one process, or an hour's answers that may be lost at a deploy | memory alone: \`createCache()\` |
| several processes, serverless, deploys | \`store: upstashRedis(...)\`, in the region of the functions: from ${percent(product.alone.memory)} to ${percent(1 - product.exact.miss)} hits for "a product" |
| questions in users' own words | \`semanticLayer\` with a judge: to ${percent(1 - product.judge.miss)}; with guards alone ${percent(1 - product.guards.miss)} |
| a store far away, or many commands to pay for | \`memory: { recheck: '1m' }\`, if an invalidation may take a minute to be noticed: ${percent(1 - commandsASecond(minute.result) / commandsASecond(largest.exact))} fewer commands for "a hyperscaler", ${percent(1 - commandsASecond(minute.small) / commandsASecond(product.exact))} for "a product" |
| hits by meaning that must be quick | \`queryAhead: true\`: a trip less, for a query more at each exact hit |
| answers that stay right for long | a longer \`ttl\`: ${ttls.map(({ ttl, result }) => `${duration(ttl)} ${percent(1 - result.miss)}`).join(', ')} hits for "a product" |
| more than ${upstash.commandsASecond.toLocaleString('en')} commands a second or ${upstash.gigabytes} GB | several databases, a cache each, chosen by the tenant |

## The traffic

A request is a question of a tenant, or what is asked after its answer. Questions and tenants follow Zipf's law (exponent 1).
${percent(product.service.paraphrased)} of first questions are worded in one of 19 other ways, ${percent(product.service.followUps)} of conversations have a second turn, whose earlier turns must be
equal. Answers live for ${duration(product.service.ttl)}; any process may be asked.

${table(
  ['', 'requests a second', 'tenants', 'questions of each', 'processes', 'live entries'],
  studied.map(({ name, service, exact }) => [
    name,
    number(exact.requestsASecond),
    number(service.tenants),
    number(service.questions),
    number(service.processes),
    number(exact.entries),
  ]),
)}

## Hits, by layer

"Memory" is what a process serves without asking the store: within \`memory.recheck\`, 1 s by default, of the last time that it
asked. Memory alone is emptied by four deploys a day.

${table(
  ['', 'memory alone', 'with a store: memory', 'store', 'and by meaning: guards', 'judge'],
  studied.map(({ name, alone, exact, guards, judge }) => [
    name,
    percent(alone.memory),
    percent(exact.memory, 1),
    percent(exact.store),
    `+${percent(exact.miss - guards.miss, 1)}`,
    `+${percent(exact.miss - judge.miss, 1)}`,
  ]),
)}

![Hit rate by traffic](../pictures/scale-hit-rate.svg)

Guards are taken to prove ${percent(recalls.guards)} of the pairs of wordings, a judge ${percent(recalls.judge)} ([model card](../model-card.md)).

## Money

What a request asks of Upstash, counted on the wire: a store hit ${costs.exact.store.commands} commands, a miss ${costs.exact.miss.commands} with its write; with meaning a miss
${costs.semantic.miss.commands} commands and ${costs.semantic.miss.vectorOperations} vector operations, a hit by meaning ${costs.semantic.semantic.commands} and ${costs.semantic.semantic.vectorOperations}; from memory nothing. An answer of 500 characters takes
${(costs.entryBytes / 1_000).toFixed(1)} KB, its vector of 384 dimensions with its metadata ${(costs.vectorBytes / 1_000).toFixed(1)} KB. List prices, pay as you go
([Redis](https://upstash.com/docs/redis/overall/billing), [Vector](https://upstash.com/docs/vector/help/faq), November 2026): $0.20 for 100,000 commands, $0.40 for 100,000 vector
operations, $0.25 a GB and month. A call of the model reads ${call.inputTokens} tokens and writes ${call.outputTokens}. What a judge costs comes on top: \`stats().judge.usd\`.

Dollars a million requests:

${table(
  ['', 'commands, million', 'commands and storage', ...models.map((model) => `saved on ${model}`)],
  studied.flatMap(({ name, exact, judge }) => [
    moneyRow(`${name}, exact`, exact, costs, false),
    moneyRow(`${name}, by meaning`, judge, costs, true),
  ]),
)}

**Where it costs more than it saves**: below these hit rates.

${table(
  ['a call costs', ...models.map((model) => `${model}: $${(1e6 * priceOf(model)).toFixed(0)} a million`)],
  [
    ['exact, through Upstash', ...models.map((model) => percent(breakEven(model, costs), 1))],
    [
      'by meaning: of what the exact layers missed',
      ...models.map((model) => percent(semanticBreakEven(model, costs), 1)),
    ],
  ],
)}

## Latency

Mean milliseconds with a model that takes ${number(modelLatency)} ms, by the round trip to the store.

${table(
  [
    '',
    ...distances.flatMap((distance) => [
      `exact, ${distance} ms`,
      `by meaning, ${distance} ms`,
      `queryAhead, ${distance} ms`,
    ]),
  ],
  studied.map(({ name, exact, judge }) => [
    name,
    ...distances.flatMap((distance) => [
      number(meanLatency(exact, 'exact', distance, modelLatency)),
      number(meanLatency(judge, 'semantic', distance, modelLatency)),
      number(meanLatency(judge, 'queryAhead', distance, modelLatency)),
    ]),
  ]),
)}

![Mean latency by distance](../pictures/scale-distance.svg)

A store adds to the mean what it saves once its round trip reaches ${number(productBreakEven(product.exact))} ms for "a product": beyond a third of the model's time
even a store on another continent pays, and one that hangs is given up after \`timeouts.read\`, 250 ms.

## Commands, and \`memory.recheck\`

${table(
  [
    'memory.recheck',
    '"a hyperscaler": commands a second',
    'from memory',
    '"a product": commands a second',
    'from memory',
  ],
  rechecks.map(({ recheck, result, small }) => [
    duration(recheck),
    number(commandsASecond(result)),
    percent(result.memory, 1),
    number(commandsASecond(small)),
    percent(small.memory, 1),
  ]),
)}

![Commands by recheck](../pictures/scale-recheck.svg)

It is the one setting that makes memory worth its bytes beside a store, and its price is that an invalidation by another process
is noticed so much later. The fewer processes share the traffic, the more it gives. A deploy costs next to nothing with a store: what
a process knows is a \`recheck\` old at the most.

## Limits of Upstash

- **${upstash.commandsASecond.toLocaleString('en')} commands a second** for a database (${upstash.fixed.commandsASecond.toLocaleString('en')} on the largest fixed plan). "A hyperscaler" sends
  ${number(commandsASecond(largest.exact))}: ${Math.ceil(commandsASecond(largest.exact) / upstash.commandsASecond)} databases. Beyond the limit requests are refused, which is a miss for each: the cache never fails, it
  stops saving. Shard by tenant: a \`createCache\` for each database, chosen by a hash of the scope. Tags and invalidation are
  then those of one database.
- **${upstash.gigabytes} GB** for a database, pay as you go. "A hyperscaler" has ${number(economicsOf(largest.exact, costs, false).storedGigabytes)} GB, with vectors ${number(economicsOf(largest.judge, costs, true).storedGigabytes)}; \`ttl\` and \`maxEntries\` bound it. A
  database without eviction refuses writes when it is full; with eviction it may drop counters, which makes misses and never a wrong answer.
- **10 MB a request**: an entry above 4 MB is not stored (\`maxValueBytes\` of \`upstashRedis\`), and counted as \`too-large\`.
- **Regions are eventually consistent.** A write is missed elsewhere until it has arrived: ${percent(largest.exact.withinASecond, 2)} of the requests of "a hyperscaler" come
  within a second after the answer that they need was made, ${percent(product.exact.withinASecond, 2)} of those of "a product". An invalidation is late by the same time, and by
  \`recheck\`. Each write counts as a command in every region that it is copied to.
- **Writes to the index are visible later**, and a filter finds fewer than there are in a partition of many contexts: \`contextShards\`.
- **Bandwidth** beyond ${upstash.freeGigabytesOut} GB a month is $0.03 a GB: "a hyperscaler" reads ${number((largest.exact.store * largest.exact.requestsASecond * secondsAMonth * costs.entryBytes) / 1e12)} TB, $${number(((largest.exact.store * largest.exact.requestsASecond * secondsAMonth * costs.entryBytes) / 1e9 - upstash.freeGigabytesOut) * upstash.gigabyteOut)} a month.

## How far to trust this

Each question of a tenant is simulated by itself, at seeded random times, and summed over all questions and tenants; a memory that
is too small is taken into account by its characteristic time (Che, 2002). The same traffic runs through the library itself, several
caches over one store, at the size of ${number(6_000)} conversations; shares of requests, simulated and real:

${table(
  ['', 'memory', 'store', 'by meaning', 'miss'],
  checks.map(({ name, real, simulated }) => [
    name,
    ...(['memory', 'store', 'semantic', 'miss'] as const).map(
      (outcome) => `${percent(simulated[outcome], 1)}, ${percent(real[outcome], 1)}`,
    ),
  ]),
)}

The greatest difference is ${(100 * worst).toFixed(1)} points; \`test/scale\` holds it below 3. Not in the model: hours of the day, news, questions that
stop being asked, single-flight (which only helps), retries, answers that are never stored. Zipf's exponent decides more than all
else: measure yours.
`;
}

function moneyRow(name: string, result: ServiceResult, costs: Costs, byMeaning: boolean): string[] {
  const { commands, operations, storage } = economicsOf(result, costs, byMeaning);
  const spent = operations + storage;
  return [
    name,
    (commands / 1e6).toFixed(2),
    spent.toFixed(2),
    ...models.map((model) => number(1e6 * (1 - result.miss) * priceOf(model) - spent)),
  ];
}

/** Milliseconds of distance at which a store takes as much of the mean as its hits save. */
function productBreakEven({ miss, memory }: ServiceResult): number {
  return ((1 - miss) * modelLatency) / (1 - memory);
}

function differences(real: Outcomes, simulated: Outcomes): number[] {
  return (['memory', 'store', 'semantic', 'miss'] as const).map((outcome) =>
    Math.abs(real[outcome] - simulated[outcome]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)}%`;
}

function number(value: number): string {
  if (Math.abs(value) >= 1e6) return `${(value / 1e6).toFixed(value >= 1e7 ? 0 : 1)} million`;
  return value < 10
    ? value.toFixed(value < 1 ? 2 : 1).replace(/\.0+$/, '')
    : Math.round(value).toLocaleString('en');
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${seconds / 60} min`;
  return seconds < 86_400 ? `${seconds / 3_600} h` : `${seconds / 86_400} d`;
}

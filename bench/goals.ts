/** What a column is to reach, and why it doesn't where it doesn't. */
export interface Goal {
  readonly row: string;
  readonly column: string;
  /** What is compared: the value, its ratio to the limit, or its ratio to the best peer. */
  readonly of: 'value' | 'limit' | 'peer';
  /** The most that it may be; the least where more is better. */
  readonly bound: number;
  /** Printed only while the goal isn't reached. */
  readonly why: string;
}

const guarantees =
  'The peers stringify the parameters and look them up. This hit also tells types apart that JSON merges, reads the policy and the settings of the call, checks generations and age, parses a copy of its own, renews ids, and tells where it came from.';
const reading =
  'A store hit parses and checks an entry as if a stranger had written it, and its counters with it; beside a bare `GET` that is some tenths of a millisecond of work, which weighs only while the network costs nothing.';
const stack =
  'An entry carries its key, times, counters and the boundaries of its stream; the peers keep the answer alone, and so can neither be invalidated by tag nor replay a stream as it came.';

/** From the issue; times of its tables are those of a machine some two to three times as fast as a small cloud machine. */
export const goals: readonly Goal[] = [
  { row: 'memory-hit', column: '2.5 KB prompt', of: 'peer', bound: 1, why: guarantees },
  { row: 'memory-hit', column: '50 KB prompt', of: 'peer', bound: 1, why: guarantees },
  { row: 'memory-hit', column: '500 KB prompt', of: 'peer', bound: 1, why: guarantees },
  {
    row: 'memory-langchain',
    column: '2.5 KB prompt',
    of: 'peer',
    bound: 1,
    why: 'What LangChain gives a cache is two texts; both are parsed back into a request, so that a call through the AI SDK and its tenant, tags and settings mean the same. `InMemoryCache` takes a hash of the two texts.',
  },
  { row: 'memory-langchain', column: '50 KB prompt', of: 'peer', bound: 1, why: 'See 2.5 KB.' },
  { row: 'memory-langchain', column: '500 KB prompt', of: 'peer', bound: 1, why: 'See 2.5 KB.' },
  {
    row: 'stream-hit',
    column: '300 parts: first',
    of: 'peer',
    bound: 1,
    why: `The first part waits for the lookup. ${guarantees}`,
  },
  {
    row: 'stream-hit',
    column: '300 parts: all',
    of: 'peer',
    bound: 1,
    why: `The lookup comes first, and parts are made anew from the stored text. ${guarantees}`,
  },
  {
    row: 'stream-hit',
    column: '3,000 parts: all',
    of: 'peer',
    bound: 1,
    why: 'Each part is an object of its own, made as it is read; the peers hand out the stored ones, which a caller could change for the next.',
  },
  {
    row: 'recording',
    column: 'a part, above the bare stream',
    of: 'value',
    bound: 1,
    why: 'A stream that can be shared, cancelled by its last reader and bounded in bytes is a stream of its own between the model and the caller: its promise and its queue are most of what a part costs, as the bare `tee` shows.',
  },
  {
    row: 'recording-heap',
    column: 'ahead of the last part',
    of: 'limit',
    bound: 1.2,
    why: 'Parts are kept in neutral form beside the text.',
  },
  { row: 'upstash-hit', column: '0 ms away', of: 'limit', bound: 1.05, why: reading },
  { row: 'upstash-hit', column: '5 ms away', of: 'limit', bound: 1.05, why: reading },
  { row: 'upstash-hit', column: '30 ms away', of: 'limit', bound: 1.05, why: reading },
  { row: 'upstash-stream', column: 'miss: until the model is called', of: 'limit', bound: 1.1, why: '' },
  { row: 'upstash-stream', column: 'miss: until the last part', of: 'limit', bound: 1.1, why: '' },
  { row: 'upstash-stream', column: 'hit: until the first part', of: 'limit', bound: 1.1, why: '' },
  { row: 'upstash-stream', column: 'hit: until the last part', of: 'limit', bound: 1.1, why: '' },
  { row: 'upstash-traffic', column: 'requests of a hit', of: 'value', bound: 1, why: '' },
  { row: 'upstash-traffic', column: 'requests of a miss and its write', of: 'value', bound: 2, why: '' },
  {
    row: 'upstash-traffic',
    column: 'bytes of a hit, 2.5 KB prompt',
    of: 'value',
    bound: 514 + 1_024,
    why: `${stack} Half a kilobyte of a question is kept for the check of a hit by meaning.`,
  },
  {
    row: 'upstash-traffic',
    column: 'bytes of a hit, 500 KB prompt',
    of: 'value',
    bound: 514 + 1_024,
    why: 'See 2.5 KB: it does not grow with the prompt.',
  },
  { row: 'single-flight', column: '200: calls of the model', of: 'value', bound: 1, why: '' },
  { row: 'single-flight', column: '1000: calls of the model', of: 'value', bound: 1, why: '' },
  {
    row: 'single-flight',
    column: '1000: first part, p99',
    of: 'limit',
    bound: 3,
    why: 'The last of a thousand callers waits for the key of each of the others: the first part of one stream alone is one key. A thousand keys at once are a thousand times the work of one core, for every cache here.',
  },
  {
    row: 'single-flight',
    column: '1000: all have all',
    of: 'limit',
    bound: 1.5,
    why: 'A hundred parts for a thousand readers are 100,000 reads of a web stream, which cost that time on one core even without a cache; caches of functions give one list at the end instead.',
  },
  {
    row: 'heap',
    column: 'a thousand answers',
    of: 'peer',
    bound: 1,
    why: `${stack} The peers that hold less keep a hash and the provider's own object, which callers share.`,
  },
  {
    row: 'semantic-memory',
    column: 'a hit',
    of: 'value',
    bound: 1_000,
    why: 'Up to eight candidates are proved word by word.',
  },
  {
    row: 'semantic-upstash',
    column: 'hosted embedder',
    of: 'limit',
    bound: 2.2,
    why: 'Two trips, the exact read and then the query; the rest is work on both sides. `queryAhead` sends them together: see its line.',
  },
  {
    row: 'semantic-upstash',
    column: 'requests, hosted',
    of: 'value',
    bound: 3,
    why: 'The fourth reads what users rejected and judges said of this question, beside the query and not after it.',
  },
  { row: 'memory-index', column: 'query of 1,000, p50', of: 'value', bound: 0.05, why: 'On this machine.' },
  { row: 'memory-index', column: 'query of 10,000, p50', of: 'value', bound: 0.15, why: 'On this machine.' },
  {
    row: 'memory-index',
    column: 'query of 100,000, p50',
    of: 'value',
    bound: 1,
    why: 'Without WASM SIMD: signs are compared 32 at a time, and the nearest exactly.',
  },
  { row: 'memory-index', column: 'inserts', of: 'value', bound: 100_000, why: 'On this machine.' },
  {
    row: 'memory-index',
    column: 'memory over the raw vectors',
    of: 'value',
    bound: 1.2,
    why: 'An entry has an id, a payload and its place in the order of age beside its vector.',
  },
  { row: 'memory-index', column: 'recall@1, real sentences', of: 'value', bound: 0.995, why: '' },
  {
    row: 'proof',
    column: 'the question read before',
    of: 'value',
    bound: 20,
    why: 'Each candidate is read word by word against every licence of English.',
  },
  {
    row: 'cold-start',
    column: 'import and first hit',
    of: 'value',
    bound: 20,
    why: 'Most of it is compiling what is imported; lookups, policies, rules, statistics and prices are loaded with the first cache.',
  },
  {
    row: 'bundle',
    column: 'gzipped',
    of: 'value',
    bound: 30,
    why: 'The parts of docs/decisions/0006: lookups with invalidation, flights and statistics are some 20 kB of it.',
  },
  { row: 'throughput', column: 'memory', of: 'peer', bound: 1, why: guarantees },
  {
    row: 'throughput',
    column: 'Upstash',
    of: 'peer',
    bound: 1,
    why: '`@upstash/redis` joins what is asked in one tick into one request; fifty callers in step are then one request in fifty. This store sends a request for each lookup.',
  },
  {
    row: 'hit-rates',
    column: '50%: median of a hit',
    of: 'value',
    bound: 50,
    why: 'On this machine, with 40 at once.',
  },
  {
    row: 'hit-rates',
    column: '80%: median of a hit',
    of: 'value',
    bound: 50,
    why: 'On this machine, with 40 at once.',
  },
  {
    row: 'hit-rates',
    column: '95%: median of a hit',
    of: 'value',
    bound: 50,
    why: 'On this machine, with 40 at once.',
  },
];

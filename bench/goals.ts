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
  'By a profile of the 2.5 KB hit a quarter of its time reads the call into a request, a quarter writes its canonical form and hashes it, and a tenth each names its counters and reads memory. The peers stringify the parameters and look them up.';
const reading =
  'A hit takes some 0.4 ms of processor time above a bare `fetch` (1.3 to 1.5 ms beside 0.9 to 1.0, one after another), which weighs only while the network costs nothing.';
const stack =
  'Of some 1.6 KB of an entry the answer is 492 bytes and the beginning of the question 500: up to 2,000 characters of it are kept, which patterns of an invalidation see. The rest is keys, times, counters, usage and JSON within JSON.';

const flights =
  'By a profile of a thousand streams at once a third is web streams, a quarter garbage collection, a fifth this library, and 3% keys. Caches of functions give one list at the end instead of parts.';

/** Times are those of a machine some two to three times as fast as a small cloud machine. */
export const goals: readonly Goal[] = [
  { row: 'memory-hit', column: '2.5 KB prompt', of: 'peer', bound: 1, why: guarantees },
  { row: 'memory-hit', column: '50 KB prompt', of: 'peer', bound: 1, why: guarantees },
  { row: 'memory-hit', column: '500 KB prompt', of: 'peer', bound: 1, why: guarantees },
  {
    row: 'memory-langchain',
    column: '2.5 KB prompt',
    of: 'peer',
    bound: 1,
    why: 'By a profile a tenth each of a call reads the two texts of LangChain back into a request, makes its keys and makes its message. `InMemoryCache` takes a hash of the two texts.',
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
    why: `The lookup comes first. ${guarantees}`,
  },
  {
    row: 'stream-hit',
    column: '3,000 parts: all',
    of: 'peer',
    bound: 1,
    why: 'By a profile a third of it makes each part anew and hands it out, a quarter is the web stream, and a seventh garbage collection. The peers hand out the stored parts, which a caller could change for the next.',
  },
  {
    row: 'recording',
    column: 'a part, above the bare stream',
    of: 'value',
    bound: 1,
    why: 'By a profile of 300 parts a fifth is web streams, a seventh the neutral form of the parts, a seventh storing the answer, and a tenth garbage collection.',
  },
  {
    row: 'recording-heap',
    column: 'ahead of the last part',
    of: 'limit',
    bound: 1.2,
    why: '',
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
    why: stack,
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
    why: flights,
  },
  {
    row: 'single-flight',
    column: '1000: all have all',
    of: 'limit',
    bound: 1.5,
    why: flights,
  },
  {
    row: 'heap',
    column: 'a thousand answers',
    of: 'peer',
    bound: 1,
    why: stack,
  },
  {
    row: 'semantic-memory',
    column: 'a hit',
    of: 'value',
    bound: 1_000,
    why: 'The first thousand hits of a process take 1.3 ms each and later ones 0.5, measured apart. By a profile a quarter decodes the eight candidates, a fifth proves, and a sixth is the index.',
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
    why: '',
  },
  {
    row: 'memory-index',
    column: 'query of 1,000, p50',
    of: 'value',
    bound: 0.05,
    why: 'By a profile over a third compares 64 candidates exactly: 22 µs by themselves, which neither 64-bit queries nor rows of their own made less.',
  },
  {
    row: 'memory-index',
    column: 'query of 10,000, p50',
    of: 'value',
    bound: 0.15,
    why: 'By a profile half compares signs, 32 at a time, for want of a count of bits in JavaScript, and a quarter 64 candidates exactly.',
  },
  {
    row: 'memory-index',
    column: 'query of 100,000, p50',
    of: 'value',
    bound: 1,
    why: 'By a profile six tenths compare signs and a tenth chooses the nearest by them: WASM SIMD was not tried.',
  },
  { row: 'memory-index', column: 'inserts', of: 'value', bound: 100_000, why: '' },
  {
    row: 'memory-index',
    column: 'memory over the raw vectors',
    of: 'value',
    bound: 1.2,
    why: '',
  },
  { row: 'memory-index', column: 'recall@1, real sentences', of: 'value', bound: 0.995, why: '' },
  {
    row: 'proof',
    column: 'the question read before',
    of: 'value',
    bound: 20,
    why: 'By a profile over half of it reads the words of the candidate, of which half are licences; a fifth is garbage collection, and a tenth the comparison.',
  },
  {
    row: 'cold-start',
    column: 'import and first hit',
    of: 'value',
    bound: 20,
    why: 'Measured apart: importing the core 27 ms, the adapter 7, making the cache 4, the first miss 19 and the first hit 2.',
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
    why: 'Both send one request for fifty hits. By a profile 37% is this library, a third the sending, and a tenth garbage collection.',
  },
  {
    row: 'hit-rates',
    column: '50%: median of a hit',
    of: 'value',
    bound: 50,
    why: 'Forty ask at once. One hit alone, as far away, takes 32 to 33 ms: the row `upstash-hit`.',
  },
  {
    row: 'hit-rates',
    column: '80%: median of a hit',
    of: 'value',
    bound: 50,
    why: 'Forty ask at once. One hit alone, as far away, takes 32 to 33 ms: the row `upstash-hit`.',
  },
  {
    row: 'hit-rates',
    column: '95%: median of a hit',
    of: 'value',
    bound: 50,
    why: 'Forty ask at once. One hit alone, as far away, takes 32 to 33 ms: the row `upstash-hit`.',
  },
];

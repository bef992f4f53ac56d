/**
 * What a row compares: what the machine can do at best, this library, the same with another setting, and what a user would
 * take instead.
 */
export type Role = 'limit' | 'reprise' | 'variant' | 'peer';

export interface Column {
  readonly name: string;
  readonly unit: 'µs' | 'ms' | 'MB' | 'bytes' | 'kB' | 'a second' | '$' | '';
  /** Which of two values is the better one. Default `lower`. */
  readonly better?: 'lower' | 'higher';
}

export interface Subject {
  readonly name: string;
  readonly role: Role;
  /** Runs a round: one value for each column, in its unit; `undefined` where the subject has none. */
  round(): Promise<readonly (number | undefined)[]>;
}

export interface Row {
  readonly title: string;
  readonly columns: readonly Column[];
  /** Rounds that count, in each process. */
  readonly rounds: number;
  /** Rounds ahead of them, while the engine compiles. */
  readonly warmUp: number;
  /** Fresh processes; the engine compiles differently in each. Default 3. */
  readonly processes?: number;
  /** What a reader must know of the method. */
  readonly note?: string;
  prepare(): Promise<readonly Subject[]>;
}

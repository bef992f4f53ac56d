/**
 * Every error this library throws or reports. Messages say what happened and what to do about it; they never hold
 * a prompt, an answer, a key or a credential, so they are safe to log.
 */

/** Stable codes: match on these, not on messages. */
export type RepriseErrorCode =
  | 'invalid-option'
  | 'invalid-request'
  | 'not-serialisable'
  | 'request-too-large'
  | 'entry-corrupt'
  | 'entry-too-large'
  | 'timeout'
  | 'store-failed'
  | 'missing-peer'
  | 'model-not-loaded'
  | 'index-mismatch'
  | 'calibration-mismatch'
  | 'generation-abandoned'
  | 'unstable-prefix';

const marker = Symbol.for('reprise.error');

/**
 * The base of all errors of this library. `RepriseError.isInstance` recognises one even when two copies of the
 * package are installed, where `instanceof` would not.
 */
export class RepriseError extends Error {
  override readonly name: string = 'RepriseError';
  readonly code: RepriseErrorCode;
  /** Whether trying again can't help: something has to be installed, set or mended first. */
  readonly permanent: boolean;
  readonly [marker] = true;

  constructor(
    code: RepriseErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly permanent?: boolean } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.permanent = options.permanent ?? false;
  }

  static isInstance(error: unknown): error is RepriseError {
    return typeof error === 'object' && error !== null && marker in error;
  }
}

/** An option given to a factory of this library is out of its range. Thrown at the call that gave it. */
export class InvalidOptionError extends RepriseError {
  override readonly name = 'InvalidOptionError';
  constructor(option: string, expected: string) {
    super('invalid-option', `The option "${option}" is not valid: expected ${expected}.`);
  }
}

/** A `CacheRequest` lacks what a key needs, or holds a field of the wrong kind. */
export class InvalidRequestError extends RepriseError {
  override readonly name = 'InvalidRequestError';
  constructor(field: string, expected: string) {
    super('invalid-request', `The request's "${field}" is not valid: expected ${expected}.`);
  }
}

/** A value has no faithful serial form (a function, a symbol, a cycle, an object with hidden state, too deep a nesting). */
export class NotSerialisableError extends RepriseError {
  override readonly name = 'NotSerialisableError';
  /** What the value is, such as `function`, `cycle` or the name of its class. */
  readonly kind: string;
  constructor(
    kind: string,
    message = `A value of kind "${kind}" has no faithful serial form, so it can't be part of a cache key or entry. Leave it out of the request, or pass what it stands for.`,
  ) {
    super('not-serialisable', message);
    this.kind = kind;
  }
}

/** The segment of a prompt renders such a value. */
export function segmentNotSerialisable(segment: string, kind: string): NotSerialisableError {
  return new NotSerialisableError(
    kind,
    `The segment "${segment}" renders a value of kind "${kind}", which has no faithful serial form. Render a text, or the plain data that it stands for.`,
  );
}

/** A request holds more values, or more text, than a cache key is made of. It goes past the cache. */
export class RequestTooLargeError extends RepriseError {
  override readonly name = 'RequestTooLargeError';
  constructor() {
    super(
      'request-too-large',
      'The request holds more than 250,000 values, or more than 64 MB of text and bytes, so it has no cache key.',
    );
  }
}

/** A stored entry can't be read: other format version, damaged, or written by something else. It counts as a miss. */
export class EntryCorruptError extends RepriseError {
  override readonly name = 'EntryCorruptError';
  constructor(detail: string, options?: { readonly cause?: unknown }) {
    super(
      'entry-corrupt',
      `A stored entry can't be read (${detail}). It is treated as a miss and will be overwritten.`,
      options,
    );
  }
}

/** An answer is larger than the store takes. It is not stored; the call is unaffected. */
export class EntryTooLargeError extends RepriseError {
  override readonly name = 'EntryTooLargeError';
  constructor(bytes: number, limit: number) {
    super(
      'entry-too-large',
      `The entry needs ${bytes} bytes, more than the store's limit of ${limit}. Raise "maxValueBytes" if the service allows it.`,
    );
  }
}

/** An operation of a store, an embedder, an index or a judge did not answer in its time. */
export class OperationTimeoutError extends RepriseError {
  override readonly name = 'OperationTimeoutError';
  constructor(operation: string, milliseconds: number) {
    super(
      'timeout',
      `The operation "${operation}" did not answer within ${milliseconds} ms. The call went on without the cache.`,
    );
  }
}

/** A store, an index or an embedder failed. The original error is not attached: those of some clients quote the whole command. */
export class StoreFailedError extends RepriseError {
  override readonly name = 'StoreFailedError';
  constructor(operation: string, kind: string) {
    super(
      'store-failed',
      `The operation "${operation}" failed (${kind}). Check that the service is reachable and its credentials are right.`,
      { permanent: kind === 'unauthorized' || kind === 'invalid URL' },
    );
  }
}

/** An optional package is needed for what was asked, and isn't installed. */
export class MissingPeerError extends RepriseError {
  override readonly name = 'MissingPeerError';
  constructor(packageName: string, feature: string) {
    super(
      'missing-peer',
      `${feature} needs the package "${packageName}". Install it: npm install ${packageName}`,
      { permanent: true },
    );
  }
}

/** The files of a local model were not found, or do not load. */
export class ModelNotLoadedError extends RepriseError {
  override readonly name = 'ModelNotLoadedError';
  constructor(feature: string, packages: readonly string[], options?: { readonly cause?: unknown }) {
    super(
      'model-not-loaded',
      `${feature} could not load the files of its model. If the server is bundled, keep these packages out of the bundle: ${packages.join(', ')}. In next.config: serverExternalPackages: [${packages.map((name) => `'${name}'`).join(', ')}].`,
      { ...options, permanent: true },
    );
  }
}

/** A vector index was made for another dimension or metric than the embedder gives. */
export class IndexMismatchError extends RepriseError {
  override readonly name = 'IndexMismatchError';
  constructor(detail: string) {
    super('index-mismatch', `The vector index does not fit the embedder: ${detail}.`, { permanent: true });
  }
}

/** A threshold that was calibrated with one embedder was used with another. */
export class CalibrationMismatchError extends RepriseError {
  override readonly name = 'CalibrationMismatchError';
  constructor(calibratedWith: string, usedWith: string) {
    super(
      'calibration-mismatch',
      `The calibration was made with the embedder "${calibratedWith}" and can't be used with "${usedWith}". Calibrate again with the new embedder.`,
      { permanent: true },
    );
  }
}

/** A stream that several callers shared was left by all others at the moment this caller joined. Calling again helps. */
export class GenerationAbandonedError extends RepriseError {
  override readonly name = 'GenerationAbandonedError';
  constructor() {
    super(
      'generation-abandoned',
      'The shared generation was left by its other callers while this one joined. Call again.',
    );
  }
}

/** A part of a prompt that should stay the same does not. Thrown by `expectStablePrefix`, for test suites. */
export class UnstablePrefixError extends RepriseError {
  override readonly name = 'UnstablePrefixError';
  constructor(segment: string, character: number, reason: string) {
    super('unstable-prefix', `The segment "${segment}" is not stable at character ${character}: ${reason}.`);
  }
}

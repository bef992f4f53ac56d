import { InvalidOptionError } from '../errors.ts';

/** A secret, and the name by which values say that it sealed them. */
export interface EncryptionKey {
  /** 1 to 32 letters, digits, `-` and `_`. Not secret. */
  readonly id: string;
  /**
   * At least 16 bytes that nobody can guess, such as `openssl rand -base64 32` gives; a text counts as its UTF-8. It is
   * not stretched: no password of a person's.
   */
  readonly secret: string | Uint8Array;
}

/** How what is written to the store and the index is protected there. Memory in the process stays as it is. */
export interface EncryptionOptions {
  /**
   * The first key seals what is written; all of them open what is read. To rotate put a new one in front, and take the
   * old one away once what it sealed has expired.
   */
  readonly keys: readonly EncryptionKey[];
  /**
   * - `encrypt` (default): AES-256-GCM; names of entries and counters become HMACs, so that nobody who reads the store
   *   can try questions or tenants out.
   * - `sign`: values stay readable, with an HMAC-SHA256 by which a change is noticed.
   */
  readonly mode?: 'encrypt' | 'sign';
  /**
   * The secret behind the names, when encrypting. Another one gives other names, and so an empty cache. Default: the last
   * of `keys`, which outlives a new one in front; give one of its own to keep what is stored when that key goes.
   */
  readonly names?: string | Uint8Array;
}

const MIN_SECRET_BYTES = 16;

/** @throws InvalidOptionError for what seals nothing. */
export function assertEncryption({ keys, mode, names }: Partial<EncryptionOptions> = {}): void {
  if (!Array.isArray(keys) || keys.length === 0)
    throw new InvalidOptionError('encryption.keys', 'one key or more');
  const ids = new Set<unknown>();
  for (const [index, key] of keys.entries()) {
    const option = `encryption.keys[${index}]`;
    if (typeof key?.id !== 'string' || !/^[A-Za-z0-9_-]{1,32}$/.test(key.id) || ids.has(key.id))
      throw new InvalidOptionError(`${option}.id`, 'an id of its own: 1 to 32 letters, digits, "-" or "_"');
    ids.add(key.id);
    assertSecret(key.secret, `${option}.secret`);
  }
  if (names !== undefined) assertSecret(names, 'encryption.names');
  if (mode !== undefined && mode !== 'encrypt' && mode !== 'sign')
    throw new InvalidOptionError('encryption.mode', "'encrypt' or 'sign'");
}

function assertSecret(secret: unknown, option: string): void {
  const length = typeof secret === 'string' ? new TextEncoder().encode(secret).length : byteLength(secret);
  if (length < MIN_SECRET_BYTES) throw new InvalidOptionError(option, `at least ${MIN_SECRET_BYTES} bytes`);
}

function byteLength(secret: unknown): number {
  return secret instanceof Uint8Array ? secret.length : 0;
}

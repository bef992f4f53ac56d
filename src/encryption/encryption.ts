import type { Encryption } from '../contracts/encryption.ts';
import { base64, fromBase64 } from '../request/base64.ts';
import { base64url } from '../request/digest.ts';
import { assertEncryption, type EncryptionKey, type EncryptionOptions } from './encryption-options.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Part of every sealed text and of what its tag covers. Raise it when the form changes. */
const VERSION = '1';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Protects what a cache writes to its store and its index: `createCache({ store, encryption: encryption({ keys }) })`.
 * Each text is sealed for a place and opens there and nowhere else: the place is authenticated with the text, so that a
 * value which was moved is as unreadable as one that was altered. AES-256-GCM (NIST SP 800-38D) with a random 96-bit
 * nonce, or HMAC-SHA256 (RFC 2104) where the text may stay readable; keys are derived by HKDF-SHA256 (RFC 5869). All of
 * it is WebCrypto's, which Node, workerd and edge runtimes have.
 * @throws InvalidOptionError for options that seal nothing.
 */
export function encryption(options: EncryptionOptions): Encryption {
  assertEncryption(options);
  return new Seal(options);
}

class Seal implements Encryption {
  readonly #keys: readonly EncryptionKey[];
  readonly #mode: 'encrypt' | 'sign';
  readonly #names: string | Uint8Array;
  readonly #derived = new Map<string, Promise<CryptoKey>>();

  constructor({ keys, mode = 'encrypt', names = keys.at(-1)?.secret ?? '' }: EncryptionOptions) {
    this.#keys = keys;
    this.#mode = mode;
    this.#names = names;
  }

  get encrypts(): boolean {
    return this.#mode === 'encrypt';
  }

  capacity(bytes: number): number {
    const marks = 64;
    if (this.#mode === 'sign') return bytes - marks - 43;
    return Math.floor(((bytes - marks) * 3) / 4) - IV_BYTES - TAG_BYTES;
  }

  /** The digest's HMAC when encrypting, else itself. */
  async name(digest: string): Promise<string> {
    if (this.#mode === 'sign') return digest;
    const key = await this.#key('names', this.#names, 'names');
    return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(digest))));
  }

  async seal(text: string, place: string): Promise<string> {
    const [key] = this.#keys;
    if (key === undefined) throw new TypeError('There is no key.');
    const head = `${this.#mode}${VERSION}.${key.id}`;
    if (this.#mode === 'sign') {
      const mac = await crypto.subtle.sign(
        'HMAC',
        await this.#sealing(key),
        utf8(covered(head, place) + text),
      );
      return `${head}.${base64url(new Uint8Array(mac))}.${text}`;
    }
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(covered(head, place)) };
    const sealed = new Uint8Array(
      await crypto.subtle.encrypt(algorithm, await this.#sealing(key), utf8(text)),
    );
    const bytes = new Uint8Array(IV_BYTES + sealed.length);
    bytes.set(iv);
    bytes.set(sealed, IV_BYTES);
    return `${head}.${base64(bytes)}`;
  }

  async open(sealed: string, place: string): Promise<string | undefined> {
    const [head = '', id, body] = /^([a-z]+1\.([\w-]{1,32}))\.(.*)$/s.exec(sealed)?.slice(1) ?? [];
    const key = this.#keys.find((known) => known.id === id);
    if (key === undefined || body === undefined || head !== `${this.#mode}${VERSION}.${key.id}`)
      return undefined;
    try {
      return this.#mode === 'sign'
        ? await this.#verified(key, covered(head, place), body)
        : await this.#decrypted(key, covered(head, place), body);
    } catch {
      // Another key, another place, or not one bit as it was.
      return undefined;
    }
  }

  async #decrypted(key: EncryptionKey, cover: string, body: string): Promise<string> {
    const bytes = fromBase64(body);
    // Base64 has several texts for the same bytes (spaces, unused bits): only the one that was written counts.
    if (base64(bytes) !== body) throw new TypeError('The text is another form of the same bytes.');
    const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES), additionalData: utf8(cover) };
    const text = await crypto.subtle.decrypt(algorithm, await this.#sealing(key), bytes.slice(IV_BYTES));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
  }

  async #verified(key: EncryptionKey, cover: string, body: string): Promise<string | undefined> {
    const [mac, text] = [body.slice(0, 43), body.slice(44)];
    if (body.charAt(43) !== '.') return undefined;
    const bytes = fromBase64(mac.replaceAll('-', '+').replaceAll('_', '/'));
    if (base64url(bytes) !== mac) return undefined;
    const right = await crypto.subtle.verify('HMAC', await this.#sealing(key), bytes, utf8(cover + text));
    return right ? text : undefined;
  }

  #sealing({ id, secret }: EncryptionKey): Promise<CryptoKey> {
    return this.#key(`key ${id}`, secret, this.#mode);
  }

  #key(name: string, secret: string | Uint8Array, purpose: 'encrypt' | 'sign' | 'names'): Promise<CryptoKey> {
    const known = this.#derived.get(name);
    if (known !== undefined) return known;
    const deriving = derive(secret, purpose);
    this.#derived.set(name, deriving);
    return deriving;
  }
}

/** What is authenticated beside the text. The place's length keeps the two apart. */
function covered(head: string, place: string): string {
  return `${head}:${place.length}:${place}:`;
}

async function derive(secret: string | Uint8Array, purpose: string): Promise<CryptoKey> {
  const material = typeof secret === 'string' ? utf8(secret) : new Uint8Array(secret);
  const base = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']);
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8(`reprise ${VERSION} ${purpose}`),
  };
  return purpose === 'encrypt'
    ? crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, [
        'encrypt',
        'decrypt',
      ])
    : crypto.subtle.deriveKey(derivation, base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
        'sign',
        'verify',
      ]);
}

function utf8(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text));
}

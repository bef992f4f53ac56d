import { base64 } from './base64.ts';
import type { ByteSink } from './byte-writer.ts';

/** What is used of `node:crypto`; the one-shot `hash` is of Node 20.12 and later. */
interface NodeCrypto {
  hash(algorithm: 'sha256', data: Uint8Array, encoding: 'base64url'): string;
  createHash(algorithm: 'sha256'): {
    update(data: Uint8Array): unknown;
    digest(encoding: 'base64url'): string;
  };
}

let nodeCrypto: NodeCrypto | undefined | null = null;

/** The digest of no bytes, by which a runtime shows that its `node:crypto` works. */
const ofNothing = '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';

// `process.getBuiltinModule` finds `node:crypto` without an import, which a bundler for the edge would refuse. It is
// looked up at the first use, since nothing runs at import time, and tried, since runtimes have stubs that throw.
function findNodeCrypto(): NodeCrypto | undefined {
  try {
    const host: { readonly process?: { getBuiltinModule?(name: string): NodeCrypto } } = globalThis;
    const found = host.process?.getBuiltinModule?.('node:crypto');
    const hash = found?.createHash('sha256');
    const nothing = new Uint8Array();
    hash?.update(nothing);
    const works =
      found?.hash('sha256', nothing, 'base64url') === ofNothing && hash?.digest('base64url') === ofNothing;
    return works ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * SHA-256 (FIPS 180-4) over bytes that come in pieces, as base64url without padding: 43 characters. Through `node:crypto`
 * where it works, since that is synchronous and much faster on short inputs; through WebCrypto elsewhere.
 */
export class Sha256 implements ByteSink<string | Promise<string>> {
  readonly #node: NodeCrypto | undefined;
  readonly #pieces: Uint8Array<ArrayBuffer>[] = [];
  #hash: ReturnType<NodeCrypto['createHash']> | undefined;

  /** @param by for tests: `web` goes through WebCrypto. */
  constructor(by: 'node' | 'web' = 'node') {
    if (nodeCrypto === null) nodeCrypto = findNodeCrypto();
    this.#node = by === 'node' ? nodeCrypto : undefined;
  }

  update(bytes: Uint8Array): void {
    if (this.#node === undefined) {
      this.#pieces.push(bytes.slice());
      return;
    }
    this.#hash ??= this.#node.createHash('sha256');
    this.#hash.update(bytes);
  }

  finish(bytes: Uint8Array<ArrayBuffer>): string | Promise<string> {
    if (this.#node === undefined) return this.#webDigest(bytes.slice());
    if (this.#hash === undefined) return this.#node.hash('sha256', bytes, 'base64url');
    this.#hash.update(bytes);
    return this.#hash.digest('base64url');
  }

  async #webDigest(last: Uint8Array<ArrayBuffer>): Promise<string> {
    const whole = await new Blob([...this.#pieces, last]).arrayBuffer();
    return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)));
  }
}

/** SHA-256 of the UTF-8 of a text. */
export async function sha256(text: string): Promise<string> {
  return new Sha256().finish(new TextEncoder().encode(text));
}

/** Bytes as base64url without padding (RFC 4648, section 5). */
export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

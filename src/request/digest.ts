import { base64 } from './base64.ts';

/** What is used of `node:crypto`; the one-shot `hash` is of Node 20.12 and later. */
interface NodeCrypto {
  hash(algorithm: 'sha256', data: string, encoding: 'base64url'): string;
  createHash(algorithm: 'sha256'): {
    update(data: string, encoding: 'utf8'): unknown;
    digest(encoding: 'base64url'): string;
  };
}

let nodeCrypto: NodeCrypto | undefined | null = null;

/** The digest of the empty text, by which a runtime shows that its `node:crypto` works. */
const ofNothing = '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';

// `process.getBuiltinModule` finds `node:crypto` without an import, which a bundler for the edge would refuse. It is
// looked up at the first use, since nothing runs at import time, and tried, since runtimes have stubs that throw.
function findNodeCrypto(): NodeCrypto | undefined {
  try {
    const host: { readonly process?: { getBuiltinModule?(name: string): NodeCrypto } } = globalThis;
    const found = host.process?.getBuiltinModule?.('node:crypto');
    const hash = found?.createHash('sha256');
    hash?.update('', 'utf8');
    const works =
      found?.hash('sha256', '', 'base64url') === ofNothing && hash?.digest('base64url') === ofNothing;
    return works ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Pieces shorter than this are hashed together. */
const GATHERED = 8_192;

/**
 * SHA-256 (FIPS 180-4) over the UTF-8 of texts that come in pieces, as base64url without padding: 43 characters.
 * Through `node:crypto` where it works, since that is synchronous and much faster on short texts; through WebCrypto
 * elsewhere.
 */
export class Sha256 {
  readonly #node: NodeCrypto | undefined;
  readonly #chunks: Uint8Array[] = [];
  #hash: ReturnType<NodeCrypto['createHash']> | undefined;
  #pending = '';

  /** @param node for tests: `undefined` goes through WebCrypto. */
  constructor(node: 'node' | 'web' = 'node') {
    if (nodeCrypto === null) nodeCrypto = findNodeCrypto();
    this.#node = node === 'node' ? nodeCrypto : undefined;
  }

  /** @param text well-formed: a lone surrogate has no UTF-8. */
  update(text: string): void {
    if (text.length < GATHERED) this.#pending += text;
    else {
      this.#flush();
      this.#pending = text;
    }
    if (this.#pending.length >= GATHERED) this.#flush();
  }

  async digest(): Promise<string> {
    if (this.#node !== undefined && this.#hash === undefined)
      return this.#node.hash('sha256', this.#pending, 'base64url');
    this.#flush();
    return this.#hash === undefined
      ? base64url(await webDigest(this.#chunks))
      : this.#hash.digest('base64url');
  }

  #flush(): void {
    if (this.#pending === '') return;
    if (this.#node === undefined) this.#chunks.push(new TextEncoder().encode(this.#pending));
    else {
      this.#hash ??= this.#node.createHash('sha256');
      this.#hash.update(this.#pending, 'utf8');
    }
    this.#pending = '';
  }
}

/** SHA-256 of one text. */
export async function sha256(text: string): Promise<string> {
  const hash = new Sha256();
  hash.update(text);
  return hash.digest();
}

/** Bytes as base64url without padding (RFC 4648, section 5). */
export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

async function webDigest(chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

import { base64 } from '../../src/request/base64.ts';
import { untagged } from '../../src/request/tagged-value.ts';

/** The values that a canonical form stands for: what can be read back can't stand for two. */
export function readCanonical(form: Uint8Array): unknown[] {
  const reader = new Reader(form);
  const values: unknown[] = [];
  while (!reader.isAtEnd()) values.push(reader.value());
  return values;
}

class Reader {
  readonly #form: Buffer;
  #at = 0;

  constructor(form: Uint8Array) {
    this.#form = Buffer.from(form);
  }

  isAtEnd(): boolean {
    return this.#at === this.#form.length;
  }

  value(): unknown {
    switch (this.#byte()) {
      case 1:
        return this.#utf8(this.#count());
      case 2:
        return this.#take(2 * this.#count()).toString('utf16le');
      case 3:
        return this.#take(8).readDoubleLE();
      case 4:
        return Number.NaN;
      case 5:
        return this.#bigint(String(this.value()));
      case 6:
        return true;
      case 7:
        return false;
      case 8:
        return undefined;
      case 9:
        return null;
      case 10:
        return this.#list();
      case 11:
        return this.#arrayWithNames();
      case 12:
        return this.#record();
      case 13:
        return this.#builtin(String(this.value()));
      default:
        throw new Error('no kind of value');
    }
  }

  #builtin(kind: string): unknown {
    if (kind === 'map' || kind === 'set') return untagged(kind, this.#list());
    if (kind === 'ArrayBuffer' || kind.endsWith('Array') || kind === 'DataView')
      return untagged(kind, base64(this.#take(this.#count())));
    return untagged(kind, this.value());
  }

  #bigint(hexadecimal: string): bigint {
    return hexadecimal.startsWith('-') ? -BigInt(`0x${hexadecimal.slice(1)}`) : BigInt(`0x${hexadecimal}`);
  }

  #list(): unknown[] {
    return Array.from({ length: this.#count() }, () => this.value());
  }

  #arrayWithNames(): unknown {
    const values = new Array(this.#count());
    const members = this.value();
    return Object.assign(values, members);
  }

  #record(): object {
    return Object.fromEntries(Array.from({ length: this.#count() }, () => [this.value(), this.value()]));
  }

  #utf8(units: number): string {
    let text = '';
    while (text.length < units) {
      const first = this.#form[this.#at] ?? 0;
      const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
      text += this.#take(length).toString('utf8');
    }
    return text;
  }

  #count(): number {
    let count = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      count += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return count;
    }
  }

  #byte(): number {
    return this.#take(1).readUInt8();
  }

  #take(count: number): Buffer {
    this.#at += count;
    if (this.#at > this.#form.length) throw new Error('ends too early');
    return this.#form.subarray(this.#at - count, this.#at);
  }
}

/** Takes bytes piece by piece. A piece is only good during the call: the writer goes on in the same memory. */
export interface ByteSink<Result> {
  update(bytes: Uint8Array<ArrayBuffer>): void;
  /** @param bytes the last piece. */
  finish(bytes: Uint8Array<ArrayBuffer>): Result;
}

/** Bytes that a sink is given at once. */
const CHUNK = 65_536;

/** Texts up to this length are copied here: the call of the native encoder costs as much as so many characters. */
const SHORT = 32;

/** A LEB128 of 32 bits has no more bytes. */
const LONGEST_COUNT = 5;

const encoder = new TextEncoder();

interface Memory {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
}

function memory(size: number): Memory {
  const bytes = new Uint8Array(size);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** One writer's memory is the next one's: making it anew costs more than a short request does. */
let spare: Memory | undefined;

/** Numbers, texts and bytes as one sequence of bytes, gathered into pieces that are worth a call of a hash. */
export class ByteWriter<Result> {
  readonly #sink: ByteSink<Result>;
  #memory: Memory;
  #bytes: Memory['bytes'];
  #length = 0;
  /** While parts wait for their order, nothing may leave. */
  #held = 0;

  constructor(sink: ByteSink<Result>) {
    this.#sink = sink;
    this.#memory = spare ?? memory(CHUNK);
    this.#bytes = this.#memory.bytes;
    spare = undefined;
  }

  /** Gives the last piece away. The writer is done, and so it is when writing threw: nothing has to be closed. */
  finish(): Result {
    const result = this.#sink.finish(this.#bytes.subarray(0, this.#length));
    if (this.#bytes.length === CHUNK) spare = this.#memory;
    return result;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** A count of 32 bits, as LEB128. */
  count(value: number): void {
    this.#reserve(LONGEST_COUNT);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** A kind, and a number in the 64 bits of IEEE 754, the lowest first. */
  float(kind: number, value: number): void {
    this.#reserve(9);
    this.#bytes[this.#length++] = kind;
    this.#memory.view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** A kind, a count and the text itself, where that is short and ASCII; @returns whether it is. */
  shortText(kind: number, text: string): boolean {
    const { length } = text;
    if (length > SHORT) return false;
    this.#reserve(2 + SHORT);
    const bytes = this.#bytes;
    let end = this.#length;
    bytes[end++] = kind;
    bytes[end++] = length;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return false;
      bytes[end++] = unit;
    }
    this.#length = end;
    return true;
  }

  /** A text as UTF-8. @param text well-formed: a lone surrogate has no UTF-8. */
  text(text: string): void {
    let rest = text;
    while (rest.length > 0) {
      this.#reserve(4);
      const { read, written } = encoder.encodeInto(rest, this.#bytes.subarray(this.#length));
      this.#length += written;
      rest = rest.slice(read);
    }
  }

  /** The 16 bits of each of a text's units, the lower eight first. */
  units(text: string): void {
    for (let index = 0; index < text.length; index++) {
      this.#reserve(2);
      this.#memory.view.setUint16(this.#length, text.charCodeAt(index), true);
      this.#length += 2;
    }
  }

  bytes(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; ) {
      this.#reserve(1);
      const piece = bytes.subarray(start, start + this.#bytes.length - this.#length);
      this.#bytes.set(piece, this.#length);
      this.#length += piece.length;
      start += piece.length;
    }
  }

  /** Parts whose order says nothing, in the order of their bytes. @param write writes one of them. */
  unordered<Part>(parts: readonly Part[], write: (part: Part) => void): void {
    this.#held++;
    const first = this.#length;
    const ends = parts.map((part) => {
      write(part);
      return this.#length;
    });
    const written = this.#bytes.slice(first, this.#length);
    const sorted = ends
      .map((end, index) => written.subarray((ends[index - 1] ?? first) - first, end - first))
      .sort(byContent);
    this.#length = first;
    for (const part of sorted) this.bytes(part);
    this.#held--;
  }

  #reserve(count: number): void {
    if (this.#length + count > this.#bytes.length) this.#makeRoom();
  }

  #makeRoom(): void {
    if (this.#held === 0) {
      this.#sink.update(this.#bytes.subarray(0, this.#length));
      this.#length = 0;
    } else {
      const larger = memory(2 * this.#bytes.length);
      larger.bytes.set(this.#bytes);
      this.#memory = larger;
      this.#bytes = larger.bytes;
    }
  }
}

function byContent(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

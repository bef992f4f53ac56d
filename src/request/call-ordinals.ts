/** The place of a tool call among a conversation's calls, by its id: ids are made anew in every run. */
export class CallOrdinals {
  readonly #ordinals = new Map<unknown, number>();

  of(id: unknown): number {
    const known = this.#ordinals.get(id);
    if (known !== undefined) return known;
    this.#ordinals.set(id, this.#ordinals.size);
    return this.#ordinals.size - 1;
  }
}

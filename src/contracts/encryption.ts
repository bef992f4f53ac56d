/** What protects the values that leave the process, for `createCache({ encryption })`: made by `encryption` of `reprise/encryption`. */
export interface Encryption {
  /** Whether nothing of a value can be read without a key; `false` where it is only signed. */
  readonly encrypts: boolean;
  /** How many bytes of text can be sealed into so many. */
  capacity(bytes: number): number;
  /** What stands for a digest of 43 characters in the names of entries and counters: as many, of `[A-Za-z0-9_-]`. */
  name(digest: string): Promise<string>;
  /** @param place where the value will be: there, and nowhere else, it can be opened. */
  seal(text: string, place: string): Promise<string>;
  /** The text that was sealed for this place; `undefined` for anything else: altered, moved, or of an unknown key. */
  open(sealed: string, place: string): Promise<string | undefined>;
}

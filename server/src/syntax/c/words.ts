import { hashWord, Kind, type Tokens } from "./lex";

/** Words with a class each, looked up by the hash that the lexer has computed already. Classes are small positive numbers. */
export class WordTable {
  private readonly words: (string | undefined)[];
  private readonly hashes: Int32Array;
  private readonly classes: Uint8Array;
  private readonly mask: number;

  /** When a word occurs twice, the first entry counts. */
  constructor(entries: Iterable<readonly [word: string, wordClass: number]>) {
    const unique = new Map<string, number>();
    for (const [word, wordClass] of entries) if (!unique.has(word)) unique.set(word, wordClass);
    let size = 64;
    while (size < unique.size * 4) size *= 2;
    this.mask = size - 1;
    this.words = new Array<string | undefined>(size).fill(undefined);
    this.hashes = new Int32Array(size);
    this.classes = new Uint8Array(size);
    for (const [word, wordClass] of unique) this.insert(word, wordClass);
  }

  /** The class of an identifier token, or 0. */
  classOf(text: string, tokens: Tokens, token: number): number {
    if (tokens.kind[token] !== Kind.identifier) return 0;
    const hash = tokens.code[token]!;
    let slot = spread(hash) & this.mask;
    for (;;) {
      const wordClass = this.classes[slot]!;
      if (wordClass === 0) return 0;
      if (this.hashes[slot] === hash) {
        const word = this.words[slot]!;
        const start = tokens.start[token]!;
        if (word.length === tokens.end[token]! - start && text.startsWith(word, start)) return wordClass;
      }
      slot = (slot + 1) & this.mask;
    }
  }

  private insert(word: string, wordClass: number): void {
    const hash = hashWord(word);
    let slot = spread(hash) & this.mask;
    while (this.classes[slot] !== 0) slot = (slot + 1) & this.mask;
    this.words[slot] = word;
    this.hashes[slot] = hash;
    this.classes[slot] = wordClass;
  }
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15) ^ (hash >>> 7);
}

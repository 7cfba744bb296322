import { tokenize, type Token } from "./tokens";

/** Thrown when the tokens are not what a reader can read, and caught by `readWhole`. */
export class Unreadable extends Error {}

/** Steps through the tokens of a part of a text. */
export class TokenReader {
  protected position = 0;

  constructor(
    protected readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  get isAtEnd(): boolean {
    return this.position === this.tokens.length;
  }

  /** How far the reader is, to come back to. */
  mark(): number {
    return this.position;
  }

  goBack(mark: number): void {
    this.position = mark;
  }

  peek(): Token | undefined {
    return this.tokens[this.position];
  }

  next(): Token {
    const token = this.tokens[this.position++];
    if (token === undefined) throw new Unreadable();
    return token;
  }

  isAt(text: string): boolean {
    const token = this.tokens[this.position];
    return token?.kind === "operator" && token.text === text;
  }

  take(text: string): Token | undefined {
    return this.isAt(text) ? this.next() : undefined;
  }

  expect(text: string): Token {
    if (!this.isAt(text)) throw new Unreadable();
    return this.next();
  }

  identifier(): Token {
    const token = this.next();
    if (token.kind !== "identifier") throw new Unreadable();
    return token;
  }

  startHere(): number {
    return this.peek()?.start ?? this.end;
  }

  previousEnd(): number {
    return this.tokens[this.position - 1]?.end ?? this.end;
  }
}

/** What `read` makes of the tokens between two offsets; undefined when it cannot, or leaves some. */
export function readWhole<R extends TokenReader, T>(
  reader: new (tokens: readonly Token[], end: number) => R,
  text: string,
  span: { readonly start: number; readonly end: number },
  read: (reader: R) => T,
): T | undefined {
  const tokens = tokenize(text, span.start, span.end);
  if (tokens === undefined) return undefined;
  const instance = new reader(tokens, span.end);
  try {
    const result = read(instance);
    return instance.isAtEnd ? result : undefined;
  } catch (problem) {
    if (problem instanceof Unreadable) return undefined;
    throw problem;
  }
}

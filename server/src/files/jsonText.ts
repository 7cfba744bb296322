import type { Span } from "../base/span";

export interface JsonProblem {
  readonly span: Span;
  readonly message: string;
}

/** A parsed JSON text that still knows where things are. */
export interface JsonText {
  readonly value: unknown;
  /** The span of the key of each object member, by its path of keys joined with NUL. */
  readonly keys: ReadonlyMap<string, Span>;
  /** The span of each value, by the same path; the whole text's value is at the empty path. */
  readonly values: ReadonlyMap<string, Span>;
}

export function jsonPath(keys: readonly PropertyKey[]): string {
  return keys.map(String).join("\0");
}

/** Parses JSON strictly (RFC 8259) and remembers the place of every key and value. */
export function parseJsonText(text: string): JsonText | JsonProblem {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { value, keys: reader.keys, values: reader.values };
  } catch (error) {
    if (error instanceof Unexpected) return { span: error.span, message: error.message };
    throw error;
  }
}

class Unexpected extends Error {
  constructor(
    readonly span: Span,
    message: string,
  ) {
    super(message);
  }
}

/** Deeper nesting is no settings file, and would exhaust the stack. */
const deepest = 200;

class Reader {
  readonly keys = new Map<string, Span>();
  readonly values = new Map<string, Span>();
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value([]);
    this.space();
    if (this.at < this.text.length) this.refuse("expected the end of the file");
    return value;
  }

  private value(path: readonly string[]): unknown {
    this.space();
    const start = this.at;
    const value = this.bareValue(path);
    this.values.set(jsonPath(path), { start, end: this.at });
    return value;
  }

  private bareValue(path: readonly string[]): unknown {
    if (path.length > deepest) this.refuse("nested too deeply");
    const char = this.text[this.at];
    if (char === "{") return this.object(path);
    if (char === "[") return this.array(path);
    if (char === '"') return this.string();
    const word = /[^\s,:{}[\]"]+/y;
    word.lastIndex = this.at;
    const scalar = word.exec(this.text)?.[0];
    if (scalar === undefined) return this.refuse("expected a value");
    if (!/^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(scalar)) {
      return this.refuse(`unexpected \`${scalar.slice(0, 40)}\``, scalar.length);
    }
    this.at += scalar.length;
    return JSON.parse(scalar) as unknown;
  }

  private object(path: readonly string[]): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.at++;
    this.space();
    if (this.skip("}")) return result;
    for (;;) {
      this.space();
      const start = this.at;
      if (this.text[start] !== '"') this.refuse("expected a key in double quotes");
      const key = this.string();
      const inner = [...path, key];
      if (Object.hasOwn(result, key)) {
        throw new Unexpected({ start, end: this.at }, `the key \`${key}\` is there twice`);
      }
      this.keys.set(jsonPath(inner), { start, end: this.at });
      this.space();
      if (!this.skip(":")) this.refuse("expected `:`");
      // Not an assignment: a key `__proto__` is a member like any other.
      Object.defineProperty(result, key, {
        value: this.value(inner),
        enumerable: true,
        configurable: true,
        writable: true,
      });
      this.space();
      if (this.skip("}")) return result;
      if (!this.skip(",")) this.refuse("expected `,` or `}`");
    }
  }

  private array(path: readonly string[]): unknown[] {
    const result: unknown[] = [];
    this.at++;
    this.space();
    if (this.skip("]")) return result;
    for (;;) {
      result.push(this.value([...path, String(result.length)]));
      this.space();
      if (this.skip("]")) return result;
      if (!this.skip(",")) this.refuse("expected `,` or `]`");
    }
  }

  private string(): string {
    const literal = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    literal.lastIndex = this.at;
    const found = literal.exec(this.text)?.[0];
    if (found === undefined) return this.refuse("this string is not closed or has a wrong escape");
    this.at += found.length;
    return JSON.parse(found) as string;
  }

  private skip(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (this.at < this.text.length && " \t\r\n".includes(this.text[this.at]!)) this.at++;
  }

  private refuse(message: string, length = 1): never {
    const end = Math.min(this.at + length, this.text.length);
    throw new Unexpected(
      { start: this.at, end },
      this.at >= this.text.length ? `${message}, but the file ends here` : message,
    );
  }
}

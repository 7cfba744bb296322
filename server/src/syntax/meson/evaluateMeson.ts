import type { Site } from "../../base/span";
import { derivedText, literalText, TracedText, type Fragment } from "../tracedText";
import {
  callMesonFunction,
  callMesonMethod,
  callMesonObject,
  type MesonCall,
  type MesonState,
} from "./mesonFunctions";
import type { MesonToken } from "./mesonTokens";
import { addValues, joinPaths, unknownValue, valueThrough, type MesonValue } from "./mesonValue";

/** Deeper nesting of brackets is unknown. */
const deepest = 100;

/** Evaluates expressions while it reads them. What is not understood is unknown, to the end of its line. */
export class MesonEvaluator {
  position = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly MesonToken[],
    private readonly path: string,
    private readonly variables: ReadonlyMap<string, MesonValue>,
    private readonly state: MesonState,
  ) {}

  peek(offset = 0): MesonToken | undefined {
    return this.tokens[this.position + offset];
  }

  isAt(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token?.text === text && (token.kind === "operator" || token.kind === "identifier");
  }

  skipLine(): void {
    while (this.peek() !== undefined && this.peek()!.kind !== "newline") this.position++;
  }

  /** An expression; conditions and comparisons are unknown, but calls inside them count. */
  expression(): MesonValue {
    const start = this.position;
    if (this.depth >= deepest) {
      this.skipLine();
      return unknownValue(this.siteFrom(start));
    }
    this.depth++;
    let value = this.sum();
    let isPlain = true;
    while (this.peek()?.kind === "operator" || this.peek()?.kind === "identifier") {
      const operator = this.peek()!.text;
      if (!/^(?:==|!=|<|>|<=|>=|and|or|in|not|\?|:|%)$/.test(operator)) break;
      if (operator === ":" && isPlain) break;
      isPlain = false;
      this.position++;
      if (operator !== "not") value = this.sum();
    }
    this.depth--;
    return isPlain ? value : unknownValue(this.siteFrom(start));
  }

  private sum(): MesonValue {
    const start = this.position;
    let value = this.postfix();
    for (;;) {
      const operator = this.peek();
      if (operator?.kind !== "operator" || !/^[-+*/]$/.test(operator.text)) return value;
      this.position++;
      const right = this.postfix();
      const site = this.siteFrom(start);
      if (operator.text === "+") value = addValues(value, right, site);
      else value = operator.text === "/" ? joinPaths(value, right, site) : unknownValue(site);
    }
  }

  private postfix(): MesonValue {
    const start = this.position;
    while (this.isAt("not") || this.isAt("-")) this.position++;
    let value = this.primary();
    for (;;) {
      const name = this.peek(1);
      if (this.isAt(".") && name?.kind === "identifier" && this.isAt("(", 2)) {
        const isMeson = this.position === start + 1 && this.isAt("meson", -1);
        this.position += 2;
        const call = this.call(name.text, start);
        value = isMeson ? callMesonObject(call, this.state) : callMesonMethod(value, call);
      } else if (this.isAt("[")) {
        this.position++;
        this.expression();
        if (this.isAt("]")) this.position++;
        value = unknownValue(this.siteFrom(start));
      } else return value;
    }
  }

  private primary(): MesonValue {
    const start = this.position;
    const token = this.peek();
    if (token === undefined || token.kind === "newline") return unknownValue(this.siteFrom(start));
    this.position++;
    switch (token.kind) {
      case "string":
        return { kind: "string", text: new TracedText(stringFragments(token, this.path)) };
      case "identifier": {
        if (this.isAt("(")) return callMesonFunction(this.call(token.text, start), this.state);
        const value = this.variables.get(token.text);
        const site = this.siteFrom(start);
        return value === undefined ? unknownValue(site) : valueThrough(value, site);
      }
      case "operator":
        return this.bracketed(token, start);
      case "formatString":
      case "number":
        return unknownValue(this.siteFrom(start));
    }
  }

  private bracketed(token: MesonToken, start: number): MesonValue {
    if (token.text === "(") {
      const value = this.expression();
      if (this.isAt(")")) this.position++;
      return value;
    }
    if (token.text === "[") return { kind: "list", items: this.items("]").positional };
    if (token.text === "{") return { kind: "dict", entries: this.items("}").named };
    return unknownValue(this.siteFrom(start));
  }

  private call(name: string, start: number): MesonCall {
    this.position++;
    const { positional, named } = this.items(")");
    const site = this.siteFrom(start);
    return { name, positional, named, site, span: { start: site.start, end: site.end } };
  }

  /** Up to the closing bracket; `name: value` and `'name': value` are named. */
  private items(closing: string): { positional: MesonValue[]; named: Map<string, MesonValue> } {
    const positional: MesonValue[] = [];
    const named = new Map<string, MesonValue>();
    while (this.peek() !== undefined && !this.isAt(closing)) {
      const before = this.position;
      const key = this.peek()!;
      if (this.isAt(":", 1) && (key.kind === "identifier" || key.kind === "string")) {
        this.position += 2;
        named.set(key.text, this.expression());
      } else if (!this.isAt(",")) positional.push(this.expression());
      if (this.isAt(",") || this.position === before) this.position++;
    }
    if (this.isAt(closing)) this.position++;
    return { positional, named };
  }

  siteFrom(start: number): Site {
    const first = this.tokens[start] ?? this.tokens.at(-1);
    const last = this.tokens[Math.max(start, this.position - 1)] ?? first;
    const from = first === undefined ? 0 : outerStart(first);
    return { path: this.path, start: from, end: Math.max(from, last?.end ?? 0) };
  }
}

function stringFragments(token: MesonToken, path: string): Fragment[] {
  const { text, start } = token;
  if (text === "") return [derivedText("", { path, start, end: start })];
  if (!token.hasEscapes || !text.includes("\\")) return [literalText(text, path, start)];
  const letters: Record<string, string> = { n: "\n", t: "\t", "\\": "\\", "'": "'" };
  const value = text.replace(/\\([nt\\'])/g, (_all, letter: string) => letters[letter]!);
  return [derivedText(value, { path, start, end: start + text.length })];
}

/** With the opening quote. */
function outerStart(token: MesonToken): number {
  if (token.kind !== "string" && token.kind !== "formatString") return token.start;
  return token.start - (token.hasEscapes ? 1 : 3) - (token.kind === "formatString" ? 1 : 0);
}

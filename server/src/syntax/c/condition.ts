import { createTokens, Kind, lex, punctuatorCode, type Tokens } from "./lex";

/** What the preprocessor knows about a name. `unknown`: a header that was not read may define it. */
export type KnownMacro =
  | { readonly kind: "object"; readonly body: string }
  | { readonly kind: "function" }
  | { readonly kind: "undefined" }
  | { readonly kind: "unknown" };

export interface ConditionEnvironment {
  lookup(name: string): KnownMacro;
  /** Whether an unknown name was taken to be defined earlier in the file. */
  assumedDefined(name: string): boolean | undefined;
}

/** The value of an `#if` expression. `value` is undefined when it is not known; `isSure` is false when it rests on an assumption. */
export interface ConditionValue {
  readonly value: number | undefined;
  readonly isSure: boolean;
}

const unknownValue: ConditionValue = { value: undefined, isSure: false };
/** Conditions that need more steps than this, or nest deeper, are not evaluated. */
const mostExpansions = 500;
const deepestNesting = 100;

/** Evaluates the expression of an `#if` or `#elif`, comments and continuation lines already removed. */
export function evaluateCondition(text: string, environment: ConditionEnvironment): ConditionValue {
  return evaluateNested(text, environment, { expansions: 0, nesting: 0 });
}

/** What `#ifdef name` asks. */
export function evaluateDefined(name: string, environment: ConditionEnvironment): ConditionValue {
  switch (environment.lookup(name).kind) {
    case "object":
    case "function":
      return sure(1);
    case "undefined":
      return sure(0);
    case "unknown": {
      const assumed = environment.assumedDefined(name);
      return assumed === undefined ? unknownValue : { value: assumed ? 1 : 0, isSure: false };
    }
  }
}

/** Shared by a condition and the macros in it. */
interface Effort {
  expansions: number;
  nesting: number;
}

function evaluateNested(text: string, environment: ConditionEnvironment, effort: Effort): ConditionValue {
  if (++effort.expansions > mostExpansions || ++effort.nesting > deepestNesting) return unknownValue;
  const tokens = lex(text, createTokens(32));
  const reader: Reader = { text, tokens, next: 0, environment, effort, failed: false };
  const value = parseConditional(reader);
  effort.nesting--;
  return reader.failed || reader.next < tokens.count ? unknownValue : value;
}

interface Reader {
  readonly text: string;
  readonly tokens: Tokens;
  next: number;
  readonly environment: ConditionEnvironment;
  readonly effort: Effort;
  failed: boolean;
}

const binaryLevels: readonly Readonly<Record<string, (left: number, right: number) => number | undefined>>[] =
  [
    { "|": (left, right) => left | right },
    { "^": (left, right) => left ^ right },
    { "&": (left, right) => left & right },
    { "==": (left, right) => Number(left === right), "!=": (left, right) => Number(left !== right) },
    {
      "<": (left, right) => Number(left < right),
      ">": (left, right) => Number(left > right),
      "<=": (left, right) => Number(left <= right),
      ">=": (left, right) => Number(left >= right),
    },
    { "<<": (left, right) => left * 2 ** right, ">>": (left, right) => Math.floor(left / 2 ** right) },
    { "+": (left, right) => left + right, "-": (left, right) => left - right },
    {
      "*": (left, right) => left * right,
      "/": (left, right) => (right === 0 ? undefined : Math.trunc(left / right)),
      "%": (left, right) => (right === 0 ? undefined : left % right),
    },
  ];

function parseConditional(reader: Reader): ConditionValue {
  const condition = parseOr(reader);
  if (!accept(reader, "?") || ++reader.effort.nesting > deepestNesting) return condition;
  const consequence = parseConditional(reader);
  if (!accept(reader, ":")) reader.failed = true;
  const alternative = parseConditional(reader);
  if (condition.value === undefined) return unknownValue;
  return withDoubt(condition.value !== 0 ? consequence : alternative, condition.isSure);
}

function parseOr(reader: Reader): ConditionValue {
  let left = parseAnd(reader);
  while (accept(reader, "||")) left = not(both(not(left), not(parseAnd(reader))));
  return left;
}

function parseAnd(reader: Reader): ConditionValue {
  let left = parseBinary(reader, 0);
  while (accept(reader, "&&")) left = both(left, parseBinary(reader, 0));
  return left;
}

function parseBinary(reader: Reader, level: number): ConditionValue {
  const operators = binaryLevels[level];
  if (operators === undefined) return parseUnary(reader);
  let left = parseBinary(reader, level + 1);
  for (;;) {
    const operate = operators[peek(reader)];
    if (operate === undefined) return left;
    reader.next++;
    const right = parseBinary(reader, level + 1);
    if (left.value === undefined || right.value === undefined) left = unknownValue;
    else left = { value: operate(left.value, right.value), isSure: left.isSure && right.isSure };
  }
}

function parseUnary(reader: Reader): ConditionValue {
  if (++reader.effort.nesting > deepestNesting) {
    reader.failed = true;
    return unknownValue;
  }
  const value = parseOperand(reader);
  reader.effort.nesting--;
  return value;
}

function parseOperand(reader: Reader): ConditionValue {
  if (accept(reader, "!")) return not(parseUnary(reader));
  if (accept(reader, "+")) return parseUnary(reader);
  if (accept(reader, "-")) return mapValue(parseUnary(reader), (value) => -value);
  if (accept(reader, "~")) return mapValue(parseUnary(reader), (value) => ~value);
  return parsePrimary(reader);
}

function parsePrimary(reader: Reader): ConditionValue {
  if (accept(reader, "(")) {
    const value = parseConditional(reader);
    if (!accept(reader, ")")) reader.failed = true;
    return value;
  }
  const word = peek(reader);
  const kind = reader.next < reader.tokens.count ? reader.tokens.kind[reader.next] : 0;
  reader.next++;
  if (kind === Kind.number) {
    const value = Number(word.replace(/[uUlLzZ]+$/, "").replace(/^0(?=[0-7]+$)/, "0o"));
    return Number.isNaN(value) ? unknownValue : sure(value);
  }
  if (kind === Kind.identifier) return word === "defined" ? parseDefined(reader) : parseName(reader, word);
  if (kind === Kind.char) return unknownValue;
  reader.failed = true;
  return unknownValue;
}

function parseDefined(reader: Reader): ConditionValue {
  const isWrapped = accept(reader, "(");
  const name = peek(reader);
  reader.next++;
  if (isWrapped && !accept(reader, ")")) reader.failed = true;
  return evaluateDefined(name, reader.environment);
}

function parseName(reader: Reader, name: string): ConditionValue {
  if (name === "true") return sure(1);
  if (name === "false") return sure(0);
  const isCall = peek(reader) === "(";
  if (isCall) skipParentheses(reader);
  const macro = reader.environment.lookup(name);
  if (macro.kind === "undefined") return isCall ? unknownValue : sure(0);
  if (macro.kind !== "object" || isCall) return unknownValue;
  return evaluateNested(macro.body, reader.environment, reader.effort);
}

function skipParentheses(reader: Reader): void {
  let depth = 0;
  while (reader.next < reader.tokens.count) {
    if (accept(reader, "(")) depth++;
    else if (accept(reader, ")")) {
      if (--depth === 0) return;
    } else reader.next++;
  }
  reader.failed = true;
}

function peek(reader: Reader): string {
  const { tokens, next, text } = reader;
  return next < tokens.count ? text.slice(tokens.start[next], tokens.end[next]) : "";
}

function accept(reader: Reader, punctuator: string): boolean {
  const { tokens, next } = reader;
  if (next >= tokens.count || tokens.kind[next] !== Kind.punctuator) return false;
  if (tokens.code[next] !== punctuatorCode(punctuator)) return false;
  reader.next++;
  return true;
}

function sure(value: number): ConditionValue {
  return { value, isSure: true };
}

function mapValue(operand: ConditionValue, operate: (value: number) => number): ConditionValue {
  return operand.value === undefined ? unknownValue : { ...operand, value: operate(operand.value) };
}

function not(operand: ConditionValue): ConditionValue {
  return mapValue(operand, (value) => (value === 0 ? 1 : 0));
}

function withDoubt(result: ConditionValue, isSure: boolean): ConditionValue {
  return isSure ? result : { ...result, isSure: false };
}

/** `left && right`: a side that is surely false decides alone. */
function both(left: ConditionValue, right: ConditionValue): ConditionValue {
  if (left.value === 0 && left.isSure) return left;
  if (right.value === 0 && right.isSure) return right;
  if (left.value === 0) return left;
  if (right.value === 0) return right;
  if (left.value === undefined || right.value === undefined) return unknownValue;
  return { value: 1, isSure: left.isSure && right.isSure };
}

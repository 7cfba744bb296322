import { elementFurther } from "./arrayPointer";
import { mapValue, numberOf, unknown, type NullTestValue, type NumberValue, type Value } from "./value";

export function computeUnary(operator: "!" | "~" | "-" | "+" | "*" | "&", operand: Value): Value {
  return mapValue(operand, (value) => {
    if (operator === "!" && value.kind === "lookup" && value.part === "")
      return { kind: "nullTest", id: value.id, whenTrue: "null" };
    if (operator === "!" && value.kind === "nullTest") return opposite(value);
    if (operator === "!" && pointsSomewhere.has(value.kind)) return numberOf(0);
    if (value.kind !== "number") return unknown;
    const { value: n } = value;
    if (n === undefined) return { ...value, value: undefined };
    switch (operator) {
      case "!":
        return numberOf(n === 0 ? 1 : 0);
      case "~":
        return { ...value, value: ~n };
      case "-":
        return { ...value, value: -n };
      case "+":
        return value;
      case "*":
      case "&":
        return unknown;
    }
  });
}

/** The value of `left operator right` for any operator but `&&` and `||`. */
export function computeBinary(operator: string, left: Value, right: Value): Value {
  if (left.kind === "unknown" && right.kind === "unknown") return unknown;
  return mapValue(left, (a) => mapValue(right, (b) => computePair(operator, a, b)));
}

function computePair(operator: string, a: Value, b: Value): Value {
  if (a.kind === "number" && b.kind === "number") return computeNumbers(operator, a, b);
  if (operator === "==" || operator === "!=") return compareWithNull(operator, a, b);
  if (operator !== "+" && operator !== "-") return unknown;
  const pointer = a.kind === "number" || a.kind === "unknown" ? b : a;
  const offset = pointer === a ? b : a;
  const isZero = offset.kind === "number" && offset.value === 0;
  if (isZero) return pointer;
  if (pointer.kind === "lookup") return { ...pointer, part: undefined };
  const step = offset.kind === "number" && offset.value !== undefined ? offset.value : undefined;
  if (pointer.kind !== "address") return unknown;
  const location = elementFurther(pointer.location, step === undefined || operator === "+" ? step : -step);
  return location ? { kind: "address", location } : unknown;
}

const pointsSomewhere: ReadonlySet<Value["kind"]> = new Set(["nonNull", "address", "function", "text"]);

/** `p == NULL` as a value, and `found == false` for what such a value was kept in. */
function compareWithNull(operator: "==" | "!=", a: Value, b: Value): Value {
  const [tested, other] = a.kind === "number" ? [b, a] : [a, b];
  if (other.kind !== "number" || other.value === undefined) return unknown;
  const isEquality = operator === "==";
  if (pointsSomewhere.has(tested.kind) && other.value === 0) return numberOf(isEquality ? 0 : 1);
  if (tested.kind === "lookup" && tested.part === "" && other.value === 0) {
    return { kind: "nullTest", id: tested.id, whenTrue: isEquality ? "null" : "nonNull" };
  }
  if (tested.kind !== "nullTest" || other.value > 1) return unknown;
  return isEquality === (other.value === 1) ? tested : opposite(tested);
}

function opposite(test: NullTestValue): NullTestValue {
  return { ...test, whenTrue: test.whenTrue === "null" ? "nonNull" : "null" };
}

function computeNumbers(operator: string, a: NumberValue, b: NumberValue): Value {
  const parts = {
    names: [...a.names, ...b.names.filter((name) => !a.names.includes(name))],
    hasLiteral: a.hasLiteral || b.hasLiteral,
    sizes: [...a.sizes, ...b.sizes],
  };
  const value =
    a.value === undefined || b.value === undefined ? undefined : apply(operator, a.value, b.value);
  if (value === undefined && parts.sizes.length === 0 && parts.names.length === 0) return unknown;
  return { kind: "number", value, ...parts };
}

/** Sizes go beyond 32 bits, so arithmetic is in doubles and bit operations in BigInt. */
function apply(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : Math.trunc(a / b);
    case "%":
      return b === 0 ? undefined : a % b;
    case "<<":
      return b < 0 || b > 62 ? undefined : a * 2 ** b;
    case ">>":
      return b < 0 || b > 62 ? undefined : Math.floor(a / 2 ** b);
    case "|":
      return bitwise(a, b, (x, y) => x | y);
    case "&":
      return bitwise(a, b, (x, y) => x & y);
    case "^":
      return bitwise(a, b, (x, y) => x ^ y);
    case "==":
      return Number(a === b);
    case "!=":
      return Number(a !== b);
    case "<":
      return Number(a < b);
    case ">":
      return Number(a > b);
    case "<=":
      return Number(a <= b);
    case ">=":
      return Number(a >= b);
    default:
      return undefined;
  }
}

function bitwise(a: number, b: number, operation: (x: bigint, y: bigint) => bigint): number | undefined {
  if (!Number.isInteger(a) || !Number.isInteger(b)) return undefined;
  return Number(operation(BigInt(a), BigInt(b)));
}

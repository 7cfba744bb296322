import type { Callee, Callees } from "./callee";
import { op } from "./operators";
import { kindOfName, type Tokens } from "./tokens";
import { isArithmeticType, isConstantName, keywords } from "./words";

/** What the names of a function are: keywords, functions, numbers. */
export class FunctionNames {
  private readonly known: (Callee | undefined)[] = [];
  private readonly flags: Uint8Array;
  private readonly locals = new Set<number>();
  /** The name of the field that holds the text of a `StringInfo`, -1 when it does not occur. */
  readonly data: number;
  private readonly sizeof: number;
  private readonly return: number;

  constructor(
    private readonly tokens: Tokens,
    private readonly callees: Callees,
  ) {
    const { names } = tokens;
    this.flags = new Uint8Array(names.length);
    for (const [number, name] of names.entries())
      this.flags[number] = keywords.has(name) ? keyword : isConstantName(name) ? valueOnly : 0;
    this.data = names.indexOf("data");
    this.sizeof = names.indexOf("sizeof");
    this.return = names.indexOf("return");
  }

  calleeOf(name: number): Callee {
    return (this.known[name] ??= this.callees(this.tokens.names[name]!));
  }

  isKeyword(name: number): boolean {
    return this.flags[name] === keyword;
  }

  isSizeof(name: number): boolean {
    return name === this.sizeof;
  }

  isReturn(name: number): boolean {
    return name === this.return;
  }

  /** It may be a variable that holds a pointer. */
  mayPoint(name: number): boolean {
    return this.flags[name]! < valueOnly;
  }

  /** It is declared in the function and is gone after the call. */
  isLocal(name: number): boolean {
    return this.locals.has(name);
  }

  /** A variable of some type is declared: the type from the token `from`, the variable with `stars` at `at`. */
  declared(from: number, at: number, stars: number): void {
    const { kinds, values, names } = this.tokens;
    const name = values[at]!;
    if (this.flags[name] === keyword) return;
    if (names[values[from]!] !== "static") this.locals.add(name);
    const type: string[] = [];
    for (let i = from; i < at && kinds[i] === kindOfName; i++) type.push(names[values[i]!]!);
    // Of two variables with one name the pointer counts.
    if (stars > 0 || !isArithmeticType(type) || kinds[at + 1] === op.openBracket) this.flags[name] = pointer;
    else if (this.flags[name] === 0) this.flags[name] = valueOnly;
  }
}

const pointer = 1;
const valueOnly = 2;
const keyword = 3;

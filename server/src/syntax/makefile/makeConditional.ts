import { expandMake, expandVariable } from "./expandMake";
import { cutWritten, givenVariable, trimWritten, type MakeScope, type Written } from "./makeScope";

/** Bounds the work of one regular expression, in UTF-16 code units. */
const longestComparison = 4_000;

type Truth = "yes" | "no" | "unknown";

interface Frame {
  /** What holds for the branch that is being read. */
  truth: Truth;
  /** Whether one of the branches so far was taken. */
  earlier: Truth;
}

const directive = /^(ifeq|ifneq|ifdef|ifndef|else|endif)(?![\w-])(?!\s*[:+?!]?=)/;

/** The nesting of ifeq, ifdef, else and endif at one point of a Makefile. */
export class ConditionalStack {
  private readonly frames: Frame[] = [];

  constructor(private readonly scope: MakeScope) {}

  get isSkipping(): boolean {
    return this.frames.some((frame) => frame.truth === "no");
  }

  get isUncertain(): boolean {
    return this.frames.some((frame) => frame.truth === "unknown");
  }

  /** Whether the line is a conditional directive, which is then taken into account. */
  take(line: Written): boolean {
    const word = directive.exec(line.text)?.[1];
    if (word === undefined) return false;
    const rest = trimWritten(cutWritten(line, word.length, line.text.length));
    if (word === "endif") this.frames.pop();
    else if (word === "else") this.takeElse(rest);
    else this.frames.push(this.open(word, rest));
    return true;
  }

  private open(word: string, rest: Written): Frame {
    const truth = this.isSkipping ? "no" : this.judge(word, rest);
    return { truth, earlier: truth };
  }

  private takeElse(rest: Written): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) return;
    const word = directive.exec(rest.text)?.[1];
    if (frame.earlier === "yes") {
      frame.truth = "no";
      return;
    }
    frame.truth = "yes";
    if (word !== undefined && word !== "else" && word !== "endif") {
      const condition = trimWritten(cutWritten(rest, word.length, rest.text.length));
      frame.truth = this.isSkipping ? "no" : this.judge(word, condition);
    }
    const isOpen = frame.earlier === "unknown";
    const own = frame.truth;
    if (isOpen && own === "yes") frame.truth = "unknown";
    frame.earlier = own === "yes" ? "yes" : isOpen || own === "unknown" ? "unknown" : "no";
  }

  private judge(word: string, rest: Written): Truth {
    const truth = word.endsWith("eq") ? this.areEqual(rest) : this.isDefined(rest);
    if (truth === "unknown" || word === "ifeq" || word === "ifdef") return truth;
    return truth === "yes" ? "no" : "yes";
  }

  private areEqual(rest: Written): Truth {
    const sides = splitSides(rest);
    if (sides === undefined) return "unknown";
    const [left, right] = sides.map((side) => expandMake(side, this.scope));
    if (left!.isUnknown || right!.isUnknown || left!.isUncertain || right!.isUncertain) return "unknown";
    return left!.text.trim() === right!.text.trim() ? "yes" : "no";
  }

  /** A variable that the Makefile does not set may come from outside. */
  private isDefined(rest: Written): Truth {
    const name = expandMake(rest, this.scope).text.trim();
    const variable = this.scope.variables.get(name);
    if (variable === undefined) {
      const known = givenVariable(name, this.scope);
      return known === undefined ? "unknown" : known === "" ? "no" : "yes";
    }
    if (variable.isUncertain) return "unknown";
    const isEmpty = variable.parts.every((part) =>
      part.kind === "written" ? part.written.text.trim() === "" : part.fragments.length === 0,
    );
    if (!isEmpty) return "yes";
    return expandVariable(name, this.scope)?.text === "" ? "no" : "unknown";
  }
}

/** `(a,b)`, `"a" "b"` or `'a' 'b'`. */
function splitSides(rest: Written): [Written, Written] | undefined {
  const { text } = rest;
  if (text.startsWith("(") && text.endsWith(")")) {
    let depth = 0;
    for (let i = 1; i < text.length - 1; i++) {
      if (text[i] === "(" || text[i] === "{") depth++;
      else if (text[i] === ")" || text[i] === "}") depth--;
      else if (text[i] === "," && depth === 0) {
        return [trimWritten(cutWritten(rest, 1, i)), trimWritten(cutWritten(rest, i + 1, text.length - 1))];
      }
    }
    return undefined;
  }
  if (text.length > longestComparison) return undefined;
  const quoted = /^(["'])(.*?)\1\s*(["'])(.*?)\3$/.exec(text);
  if (quoted === null) return undefined;
  const second = text.length - 1 - quoted[4]!.length;
  return [cutWritten(rest, 1, 1 + quoted[2]!.length), cutWritten(rest, second, text.length - 1)];
}

import type { Span } from "../../base/span";
import { MesonEvaluator } from "./evaluateMeson";
import type { MesonState } from "./mesonFunctions";
import { mesonTokens, type MesonToken } from "./mesonTokens";
import { addValues, sizeOf, uncertainValue, unknownValue, type MesonValue } from "./mesonValue";

export interface MesonRun {
  readonly state: MesonState;
  readonly holes: readonly Span[];
}

/** Larger values are not followed. */
const largestValue = 2_000;

/** Takes the statements of a meson.build in order. Both sides of every conditional are read; loops are holes. */
export function runMeson(text: string, path: string): MesonRun {
  const runner = new MesonRunner(mesonTokens(text), path);
  runner.run();
  return runner;
}

class MesonRunner implements MesonRun {
  readonly state: MesonState = { targets: [], subdirectories: [], args: [] };
  readonly holes: Span[] = [];
  private readonly variables = new Map<string, MesonValue>();
  private readonly evaluator: MesonEvaluator;
  private conditionals = 0;

  constructor(tokens: readonly MesonToken[], path: string) {
    this.evaluator = new MesonEvaluator(tokens, path, this.variables, this.state);
  }

  run(): void {
    const { evaluator } = this;
    while (evaluator.peek() !== undefined) {
      if (evaluator.peek()!.kind === "newline") evaluator.position++;
      else this.statement();
    }
  }

  private statement(): void {
    const { evaluator } = this;
    const start = evaluator.position;
    const word = evaluator.peek()!;
    if (word.kind === "identifier" && /^(?:if|elif|else|endif)$/.test(word.text)) {
      if (word.text === "if") this.conditionals++;
      if (word.text === "endif") this.conditionals = Math.max(0, this.conditionals - 1);
      const isWindows = this.endsInWindows();
      evaluator.skipLine();
      if (isWindows) this.skipBranch();
      return;
    } else if (evaluator.isAt("foreach")) this.skipLoop();
    else if (word.kind === "identifier" && (evaluator.isAt("=", 1) || evaluator.isAt("+=", 1)))
      this.assignment();
    else evaluator.expression();
    const rest = evaluator.peek();
    if (rest === undefined || rest.kind === "newline") return;
    evaluator.skipLine();
    const { start: from, end } = evaluator.siteFrom(start);
    this.holes.push({ start: from, end });
  }

  private assignment(): void {
    const { evaluator } = this;
    const start = evaluator.position;
    const name = evaluator.peek()!.text;
    const isAdding = evaluator.isAt("+=", 1);
    evaluator.position += 2;
    const isUncertain = this.conditionals > 0;
    const given = evaluator.expression();
    const value = isUncertain ? uncertainValue(given) : given;
    const before = this.variables.get(name);
    const site = evaluator.siteFrom(start);
    let after = value;
    if (isAdding) after = addValues(before ?? unknownValue(site), value, site);
    else if (isUncertain && before !== undefined) {
      const isList = before.kind === "list" && value.kind === "list";
      after = isList ? addValues(uncertainValue(before), value, site) : unknownValue(site);
    }
    this.variables.set(name, sizeOf(after) > largestValue ? unknownValue(site) : after);
  }

  /** `… == 'windows'`: that branch adds resources which are no C; it is left out as Makefiles' WIN32RES is. */
  private endsInWindows(): boolean {
    const { evaluator } = this;
    let length = 0;
    while (evaluator.peek(length) !== undefined && evaluator.peek(length)!.kind !== "newline") length++;
    return length > 2 && evaluator.isAt("==", length - 2) && evaluator.peek(length - 1)!.text === "windows";
  }

  /** Up to the `elif`, `else` or `endif` of the branch. */
  private skipBranch(): void {
    const { evaluator } = this;
    for (let depth = 0; evaluator.peek() !== undefined; evaluator.position++) {
      if (depth === 0 && /^(?:elif|else|endif)$/.test(evaluator.peek()!.text)) return;
      if (evaluator.isAt("if")) depth++;
      if (evaluator.isAt("endif")) depth--;
    }
  }

  /** What a loop assigns is unknown after it. */
  private skipLoop(): void {
    const { evaluator } = this;
    const start = evaluator.position;
    let depth = 0;
    do {
      if (evaluator.isAt("foreach")) depth++;
      if (evaluator.isAt("endforeach")) depth--;
      if (evaluator.isAt("=", 1) || evaluator.isAt("+=", 1)) {
        this.variables.set(evaluator.peek()!.text, unknownValue(evaluator.siteFrom(evaluator.position)));
      }
      evaluator.position++;
    } while (depth > 0 && evaluator.peek() !== undefined);
    const { start: from, end } = evaluator.siteFrom(start);
    this.holes.push({ start: from, end });
  }
}

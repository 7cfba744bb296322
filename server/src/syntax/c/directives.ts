import type { ConditionValue } from "./condition";
import { keepShape } from "./keepShape";
import type { Tokens } from "./lex";
import { cleanText, readMacroDefinition, type CleanText } from "./macroDefinition";
import { aboutOf, preprocessorState, type PreprocessorState } from "./preprocessorState";
import type { Choice, InactiveRegion, Include, MacroDefinition } from "./source";

export interface DirectiveFacts {
  readonly includes: readonly Include[];
  readonly macros: readonly MacroDefinition[];
  readonly doubtfulMacros: readonly MacroDefinition[];
  /** In order, not overlapping. Each reaches from the directive that opens the branch to the one that ends it. */
  readonly inactive: readonly InactiveRegion[];
  readonly choices: readonly Choice[];
}

export interface DirectiveOptions {
  readonly pgMajor: number;
  readonly defines: ReadonlyMap<string, string>;
  readonly otherwise?: string;
}

/** Reads all directives and decides for every conditional which one of its branches is analysed. */
export function readDirectives(text: string, tokens: Tokens, options: DirectiveOptions): DirectiveFacts {
  const reader = keepShape("reader", new DirectiveReader(text, tokens, options));
  for (let index = 0; index < tokens.directives.length; index += 2) reader.read(index);
  return reader.finish();
}

/** One `#if … #endif` that is open. */
interface Conditional {
  /** The conditional stands in text that is analysed. */
  readonly isReached: boolean;
  /** A branch has been chosen already. */
  isTaken: boolean;
  /** The choice of that branch is sure. */
  isTakenSurely: boolean;
  isActive: boolean;
  readonly start: number;
  /** What nothing decides about it. */
  readonly choices: Set<string>;
}

class DirectiveReader {
  private readonly includes: Include[] = [];
  private readonly macros: MacroDefinition[] = [];
  private readonly doubtfulMacros: MacroDefinition[] = [];
  private readonly inactive: InactiveRegion[] = [];
  private readonly choices: Choice[] = [];
  /** What the choices so far were about. */
  private readonly chosen = new Set<string>();
  private readonly open: Conditional[] = [];
  private readonly state: PreprocessorState;
  /** Where the inactive region began that is being read, and whether it is sure; undefined in active text. */
  private dead: { readonly start: number; readonly certain: boolean } | undefined;

  constructor(
    private readonly text: string,
    private readonly tokens: Tokens,
    private readonly options: DirectiveOptions,
  ) {
    this.state = preprocessorState(options);
  }

  /** `index` is the place of the directive's start in `tokens.directives`. */
  read(index: number): void {
    const start = this.tokens.directives[index]!;
    const end = this.tokens.directives[index + 1]!;
    const line = cleanText(this.text, start, end, this.tokens.comments);
    const match = /^#\s*([A-Za-z_]\w*)/.exec(line.text);
    if (match === null) return;
    const rest = line.text.slice(match[0].length);
    switch (match[1]) {
      case "if":
      case "ifdef":
      case "ifndef":
        this.openConditional(index, this.evaluate(match[1], rest, index));
        break;
      case "elif":
      case "elifdef":
      case "elifndef":
        this.nextBranch(index, match[1], rest);
        break;
      case "else":
        this.elseBranch(index);
        break;
      case "endif":
        this.closeConditional(start);
        break;
      case "define":
        this.define(line, match[0].length);
        break;
      case "undef":
        if (this.dead === undefined) this.state.undefine(rest.trim());
        break;
      case "include":
      case "include_next":
      case "import":
        if (this.dead === undefined) this.include(line, match[0].length);
        break;
      case undefined:
    }
  }

  finish(): DirectiveFacts {
    this.closeDead(this.text.length);
    const { includes, macros, doubtfulMacros, inactive, choices } = this;
    return { includes, macros, doubtfulMacros, inactive, choices };
  }

  private evaluate(keyword: string, rest: string, index: number): ConditionValue {
    if (this.dead !== undefined) return { value: 0, isSure: true };
    const isNegated = keyword.endsWith("ndef");
    if (!isNegated && !keyword.endsWith("def")) return this.state.evaluate(rest);
    const name = /^\s*([\w$\u0080-\uffff]+)/.exec(rest)?.[1] ?? "";
    if (isNegated && this.definesNext(index, name)) return { value: 1, isSure: true };
    const value = this.state.evaluateDefined(name);
    if (!isNegated || value.value === undefined) return value;
    return { ...value, value: value.value === 0 ? 1 : 0 };
  }

  /** The directive after the one at `index` is `#define name`: an include guard or a default. */
  private definesNext(index: number, name: string): boolean {
    const start = this.tokens.directives[index + 2];
    if (start === undefined || this.state.isDefinedHere(name)) return false;
    const match = /^#\s*define\s+([\w$\u0080-\uffff]+)/.exec(this.text.slice(start, start + 200));
    return match?.[1] === name;
  }

  private openConditional(index: number, condition: ConditionValue): void {
    const isReached = this.dead === undefined;
    const start = this.tokens.directives[index]!;
    const choices = new Set<string>();
    const conditional = {
      isReached,
      isTaken: false,
      isTakenSurely: false,
      isActive: isReached,
      start,
      choices,
    };
    this.open.push(conditional);
    if (isReached) this.enterBranch(index, conditional, condition);
  }

  private nextBranch(index: number, keyword: string, rest: string): void {
    const conditional = this.open.at(-1);
    if (conditional === undefined || !conditional.isReached) return;
    this.closeDead(this.tokens.directives[index]!);
    if (conditional.isTaken) this.leaveOut(index, conditional, conditional.isTakenSurely);
    else this.enterBranch(index, conditional, this.evaluate(keyword, rest, index));
  }

  private elseBranch(index: number): void {
    const conditional = this.open.at(-1);
    if (conditional === undefined || !conditional.isReached) return;
    this.closeDead(this.tokens.directives[index]!);
    if (conditional.isTaken) this.leaveOut(index, conditional, conditional.isTakenSurely);
    else this.enterBranch(index, conditional, { value: 1, isSure: true });
  }

  private enterBranch(index: number, conditional: Conditional, condition: ConditionValue): void {
    const isOpen = condition.value === undefined && !this.isErrorOnly(index);
    const isChosen = isOpen ? this.choose(index) : Boolean(condition.value);
    if (condition.value !== undefined ? !condition.isSure : isOpen) this.addChoice(index, conditional);
    if (!isChosen)
      return this.leaveOut(index, conditional, condition.value !== undefined && condition.isSure);
    conditional.isTaken = true;
    conditional.isTakenSurely = condition.value !== undefined && condition.isSure;
    conditional.isActive = true;
  }

  /** Takes a branch that nothing decides about, unless it is to be the other one, and stays with it. */
  private choose(index: number): boolean {
    const line = this.lineOf(index);
    const about = aboutOf(line);
    const isChosen = about !== this.options.otherwise;
    this.state.assume(line, isChosen);
    this.chosen.add(about);
    return isChosen;
  }

  private addChoice(index: number, conditional: Conditional): void {
    const about = aboutOf(this.lineOf(index));
    if (this.chosen.has(about)) conditional.choices.add(about);
  }

  private lineOf(index: number): string {
    const [start, end] = [this.tokens.directives[index]!, this.tokens.directives[index + 1]!];
    return cleanText(this.text, start, end, this.tokens.comments).text;
  }

  private leaveOut(index: number, conditional: Conditional, certain: boolean): void {
    conditional.isActive = false;
    this.dead = { start: this.tokens.directives[index + 1]!, certain };
  }

  private closeConditional(start: number): void {
    const conditional = this.open.pop();
    if (conditional?.isReached !== true) return;
    this.closeDead(start);
    for (const about of conditional.choices)
      this.choices.push({ about, start: conditional.start, end: start });
  }

  private closeDead(end: number): void {
    if (this.dead === undefined) return;
    const { start, certain } = this.dead;
    if (start < end) this.inactive.push({ start, end, certain });
    this.dead = undefined;
  }

  /** The branch opened at `index` holds nothing but `#error`. */
  private isErrorOnly(index: number): boolean {
    const { directives } = this.tokens;
    const next = directives[index + 2];
    if (next === undefined || !/^#\s*error\b/.test(this.text.slice(next, next + 40))) return false;
    return this.text.slice(directives[index + 1], next).trim() === "";
  }

  private define(line: CleanText, afterKeyword: number): void {
    const definition = readMacroDefinition(line, afterKeyword);
    if (definition === undefined) return;
    if (this.dead === undefined) {
      this.macros.push(definition);
      this.state.define(definition);
    } else if (!this.dead.certain) this.doubtfulMacros.push(definition);
  }

  private include(line: CleanText, afterKeyword: number): void {
    const match = /^\s*(?:"([^"\n]*)"|<([^>\n]*)>)/.exec(line.text.slice(afterKeyword));
    if (match === null) return;
    const isSystem = match[2] !== undefined;
    const path = match[1] ?? match[2] ?? "";
    this.includes.push({ start: line.at(0), end: line.at(line.text.length), path, isSystem });
  }
}

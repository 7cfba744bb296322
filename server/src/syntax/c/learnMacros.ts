import {
  postgresBlankCallMacros,
  postgresBlankMacros,
  postgresLoopMacros,
  postgresStatementMacros,
} from "../../pg/syntaxMacros";
import { CodeView, Punctuator } from "./codeView";
import { createTokens, lex } from "./lex";
import type { MacroDefinition, MaskKnowledge } from "./source";
import { Word, wordTable } from "./wordClasses";

export interface LearnOptions {
  /** False: only PostgreSQL's own macros are known, nothing is learned from the definitions. */
  readonly learn?: boolean;
}

/** What a use of the macro looks like to a parser that does not expand it. */
type Shape = "loop" | "blank" | "blankCall" | "statement" | "initializer" | "plain";

/**
 * Tells from the bodies of the project's macros which ones are no C where they are used. A macro that is
 * defined several times counts as special when any of its definitions is, except that code wins over nothing.
 */
export function learnMacros(
  definitions: Iterable<MacroDefinition>,
  options: LearnOptions = {},
): MaskKnowledge {
  const loopMacros = new Set(postgresLoopMacros);
  const blankMacros = new Set(postgresBlankMacros);
  const blankCallMacros = new Set(postgresBlankCallMacros);
  const statementMacros = new Set(postgresStatementMacros);
  const initializerMacros = new Set<string>();
  if (options.learn !== false) {
    const learner = new Learner(definitions);
    for (const name of learner.names()) {
      switch (learner.shapeOf(name)) {
        case "loop":
          loopMacros.add(name);
          break;
        case "blank":
          blankMacros.add(name);
          break;
        case "blankCall":
          blankCallMacros.add(name);
          break;
        case "statement":
          statementMacros.add(name);
          break;
        case "initializer":
          initializerMacros.add(name);
          break;
        case "plain":
          break;
      }
    }
  }
  const sets = [loopMacros, blankMacros, blankCallMacros, statementMacros, initializerMacros];
  const key = sets.map((names) => [...names].sort().join(" ")).join("|");
  return { key, loopMacros, blankMacros, blankCallMacros, statementMacros, initializerMacros };
}

/** Words that may stand in a macro that only decorates a declaration. */
const decorating: ReadonlySet<number> = new Set([Word.specifier, Word.blank, Word.extension]);

const emptyKnowledge: MaskKnowledge = {
  key: "",
  loopMacros: new Set(postgresLoopMacros),
  blankMacros: new Set(postgresBlankMacros),
  blankCallMacros: new Set(postgresBlankCallMacros),
  statementMacros: new Set(),
};

/** A longer chain of macros that name each other is not followed. */
const deepestChain = 50;

class Learner {
  private readonly definitions = new Map<string, MacroDefinition[]>();
  private readonly shapes = new Map<string, Shape>();
  private tokens = createTokens(64);
  private depth = 0;

  constructor(definitions: Iterable<MacroDefinition>) {
    for (const definition of definitions) {
      const known = this.definitions.get(definition.name);
      if (known === undefined) this.definitions.set(definition.name, [definition]);
      else known.push(definition);
    }
  }

  names(): Iterable<string> {
    return this.definitions.keys();
  }

  shapeOf(name: string): Shape {
    const known = this.shapes.get(name);
    if (known !== undefined) return known;
    // While the macro is looked at, a macro that leads back to it is plain.
    this.shapes.set(name, "plain");
    const shapes = (this.definitions.get(name) ?? []).map((definition) => this.shapeOfOne(definition));
    const shape = strongest(shapes);
    this.shapes.set(name, shape);
    return shape;
  }

  private shapeOfOne(definition: MacroDefinition): Shape {
    const view = new CodeView(definition.body, lex(definition.body, this.tokens), wordTable(emptyKnowledge));
    const isCall = definition.parameters !== undefined;
    // A body that begins with `#` makes a string of its parameter.
    if (view.tokens.directives.length > 0) return "plain";
    if (view.count === 0) return isCall ? "blankCall" : "blank";
    const last = view.count - 1;
    const first = view.wordClass(0);
    if (view.punctuator(0) === Punctuator.equals) return "initializer";
    // `, int extra`: more parameters or arguments, which can be left out where they are used.
    if (view.punctuator(0) === Punctuator.comma) return isCall ? "blankCall" : "blank";
    if (first === Word.control) return this.shapeOfControl(view, last);
    if (first === Word.loop) return view.punctuator(last) === Punctuator.closeParenthesis ? "loop" : "plain";
    if (this.isDecoration(view, last)) return isCall ? "blankCall" : "blank";
    if (hasStatement(view)) return "statement";
    return this.shapeThroughOther(view, isCall);
  }

  private shapeOfControl(view: CodeView, last: number): Shape {
    const end = view.punctuator(last);
    const isLoop = view.isSpelled(0, "for") || view.isSpelled(0, "while") || view.isSpelled(0, "if");
    if (isLoop && end === Punctuator.closeParenthesis) {
      return this.endsWithHead(view, last) ? "loop" : "plain";
    }
    if (view.isSpelled(last, "else")) return "loop";
    return hasStatement(view) ? "statement" : "plain";
  }

  /** The body is the head of a loop or of an `if` and nothing behind it, or several nested heads. */
  private endsWithHead(view: CodeView, last: number): boolean {
    let token = 0;
    while (token <= last && view.wordClass(token) === Word.control) {
      const close = closeOf(view, token + 1);
      if (close < 0) return false;
      if (close === last) return true;
      token = close + 1;
      if (view.punctuator(token) === Punctuator.openBrace) return false;
    }
    return false;
  }

  private isDecoration(view: CodeView, last: number): boolean {
    let token = 0;
    while (token <= last) {
      const wordClass = view.wordClass(token);
      const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
      const takesArguments =
        wordClass === Word.attribute || wordClass === Word.blankCall || wordClass === Word.blankEither;
      if (takesArguments && isCall) {
        const close = view.closing(token + 1);
        if (close < 0) return false;
        token = close + 1;
      } else if (decorating.has(wordClass) || wordClass === Word.blankEither) token++;
      else if (wordClass === 0 && view.isWord(token) && this.decorates(view.spelling(token))) {
        const close = isCall ? view.closing(token + 1) : token;
        if (close < 0) return false;
        token = close + 1;
      } else return false;
    }
    return true;
  }

  private decorates(name: string): boolean {
    if (!this.definitions.has(name)) return false;
    const shape = this.shapeAside(name);
    return shape === "blank" || shape === "blankCall";
  }

  /** `#define EACH(x) foreach_thing(x, list)`, `#define DECLARE(x) DECLARE_TYPED(x, int)`: one use of another macro. */
  private shapeThroughOther(view: CodeView, isCall: boolean): Shape {
    if (!view.isWord(0) || view.wordClass(0) !== 0) return "plain";
    const name = view.spelling(0);
    if (!this.definitions.has(name)) return "plain";
    const close = view.punctuator(1) === Punctuator.openParenthesis ? view.closing(1) : 0;
    if (close !== view.count - 1) return "plain";
    const shape = this.shapeAside(name);
    if (shape === "blank" || shape === "blankCall") return isCall ? "blankCall" : "blank";
    return shape;
  }

  /** The shape of another macro. Lexing its body must not overwrite the tokens that are being read. */
  private shapeAside(name: string): Shape {
    const known = this.shapes.get(name);
    if (known !== undefined || this.depth > deepestChain) return known ?? "plain";
    const { tokens } = this;
    this.tokens = createTokens(64);
    this.depth++;
    const shape = this.shapeOf(name);
    this.depth--;
    this.tokens = tokens;
    return shape;
  }
}

/** Nothing says least, so that a macro with code in one build and none in another keeps its code. */
function strongest(shapes: readonly Shape[]): Shape {
  for (const shape of ["loop", "statement", "initializer"] as const) if (shapes.includes(shape)) return shape;
  if (shapes.every((shape) => shape === "blank" || shape === "blankCall")) return shapes[0] ?? "plain";
  return "plain";
}

/** The body has a `;` outside of all groups, or ends with a block. */
function hasStatement(view: CodeView): boolean {
  if (view.punctuator(view.count - 1) === Punctuator.closeBrace) return true;
  let depth = 0;
  for (let token = 0; token < view.count; token++) {
    const code = view.punctuator(token);
    if (code === Punctuator.openParenthesis || code === Punctuator.openBrace) depth++;
    else if (code === Punctuator.closeParenthesis || code === Punctuator.closeBrace) depth--;
    else if (code === Punctuator.semicolon && depth === 0) return true;
  }
  return false;
}

/** Like `closeParenthesis`, also over the `;` of a `for` head. */
function closeOf(view: CodeView, open: number): number {
  let depth = 0;
  for (let token = open; token < view.count; token++) {
    if (view.punctuator(token) === Punctuator.openParenthesis) depth++;
    else if (view.punctuator(token) === Punctuator.closeParenthesis && --depth === 0) return token;
    if (depth === 0) return -1;
  }
  return -1;
}

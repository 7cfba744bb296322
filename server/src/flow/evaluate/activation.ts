import type { Site, Span } from "../../base/span";
import type { Block, Statement, TypeName } from "../../syntax/c/model";
import { siteIn, type FunctionRef, type Program } from "../program";
import type { Dependencies } from "../remembered";
import type { Event } from "./event";
import { declaredType } from "./arrayType";
import type { State } from "./state";
import type { Location, Value } from "./value";

/** Shared by one whole evaluation, from its root down. */
export interface Run {
  readonly program: Program;
  readonly root: FunctionRef;
  readonly events: Event[];
  /** The constant name of each look-up, by its id. */
  readonly lookupNames: Map<string, string>;
  /** Content of constant globals, by location root. */
  readonly constants: Map<string, State>;
  /** Names that stand for nothing in sight, by the file that uses them. */
  readonly meaningless: Map<string, Set<string>>;
  /** The code runs in the postmaster while it loads `shared_preload_libraries`. */
  readonly isInPostmaster: boolean;
  /** What this evaluation has looked at. */
  readonly dependencies: Dependencies;
  /** Functions that lead to what the evaluation is about; undefined when every callee is to be entered. */
  readonly relevant: ReadonlySet<FunctionRef> | undefined;
  /** Expression evaluations left. At zero the run is abandoned and says nothing. */
  budget: number;
  /** In loops that are gone through round by round: which round it is. Empty elsewhere. */
  round: string;
}

/** One point of one path through the code. Expressions change the state in place. */
export interface Path {
  readonly state: State;
  /** Control does not go on from here: a call never returns. */
  isDead: boolean;
}

export interface LocalVariable {
  readonly type: TypeName;
  readonly storage: "automatic" | "static" | "global";
}

/** One activation of a function, or of a macro inside one. */
export interface Activation {
  readonly run: Run;
  readonly fn: FunctionRef;
  /** Distinguishes the locals of this activation from every other's. */
  readonly frame: string;
  readonly locals: ReadonlyMap<string, LocalVariable>;
  readonly stack: readonly Site[];
  /** True in the one pass in which events are recorded, after the states have settled. */
  readonly isRecording: boolean;
  /** Text that the spans of the nodes at hand refer to: the chunk, or the expansion of a macro. */
  readonly text: string;
  /** Names of the macros being expanded, which are not expanded again (C11 6.10.3.4). */
  readonly expanding: readonly string[];
  /** The text was an argument of the function-like macro that is being expanded. */
  readonly isGiven: ((span: Span) => boolean) | undefined;
  /** Where a node stands for the reader: inside a macro, the place of its use. */
  place(span: Span): Site;
  /** Where a literal token really stands; undefined when no one place holds it. */
  literalSite(span: Span): Site | undefined;
  /** Values of the executed `return` statements. */
  readonly returned: { value: Value | undefined };
}

export function activate(
  run: Run,
  fn: FunctionRef,
  frame: string,
  stack: readonly Site[],
  isRecording: boolean,
): Activation {
  return {
    run,
    fn,
    frame,
    locals: localVariables(fn),
    stack,
    isRecording,
    text: fn.text,
    expanding: [],
    isGiven: undefined,
    place: (span) => siteIn(fn, span),
    literalSite: (span) => siteIn(fn, span),
    returned: { value: undefined },
  };
}

/** The locals of an activation at file level, outside every function. */
export const noLocals: ReadonlyMap<string, LocalVariable> = new Map();

export function localLocation(activation: Activation, name: string): Location | undefined {
  const local = activation.locals.get(name);
  if (local === undefined || local.storage === "global") return undefined;
  const isStatic = local.storage === "static";
  const root = isStatic
    ? `${activation.fn.path}#${activation.fn.name}|${name}`
    : `${activation.frame}|${name}`;
  return { root, path: "", storage: local.storage, name };
}

export function globalLocation(activation: Activation, name: string): Location | undefined {
  const global = activation.run.program.findGlobal(name, activation.fn.path);
  if (!global) return undefined;
  return { root: `${global.isStatic ? global.path : "*"}|${name}`, path: "", storage: "static", name };
}

const localsOfFunction = new WeakMap<FunctionRef["definition"], ReadonlyMap<string, LocalVariable>>();

/** Parameters and locals by name. Of two variables with one name in different blocks the later one counts. */
function localVariables(fn: FunctionRef): ReadonlyMap<string, LocalVariable> {
  const known = localsOfFunction.get(fn.definition);
  if (known) return known;
  const locals = new Map<string, LocalVariable>();
  for (const parameter of fn.definition.parameters) {
    if (parameter.name !== undefined)
      locals.set(parameter.name, { type: parameter.type, storage: "automatic" });
  }
  collectLocals(fn.definition.body, locals);
  localsOfFunction.set(fn.definition, locals);
  return locals;
}

export function collectLocals(block: Block, locals: Map<string, LocalVariable>): void {
  for (const statement of block.statements) collectFromStatement(statement, locals);
}

function collectFromStatement(statement: Statement, locals: Map<string, LocalVariable>): void {
  switch (statement.kind) {
    case "declaration": {
      const { storage, declarators } = statement.declaration;
      if (storage === "typedef") return;
      for (const declarator of declarators) {
        const kind =
          storage === "static"
            ? "static"
            : storage === "extern" || declarator.parameters
              ? "global"
              : "automatic";
        locals.set(declarator.name, { type: declaredType(declarator), storage: kind });
      }
      return;
    }
    case "block":
      return collectLocals(statement, locals);
    case "if":
      collectFromStatement(statement.consequence, locals);
      if (statement.alternative) collectFromStatement(statement.alternative, locals);
      return;
    case "for":
      if (statement.initializer) collectFromStatement(statement.initializer, locals);
      return collectFromStatement(statement.body, locals);
    case "while":
    case "doWhile":
    case "macroLoop":
    case "switch":
      return collectFromStatement(statement.body, locals);
    case "try":
      collectLocals(statement.body, locals);
      if (statement.catchBody) collectLocals(statement.catchBody, locals);
      if (statement.finallyBody) collectLocals(statement.finallyBody, locals);
      return;
    case "expression":
    case "case":
    case "label":
    case "goto":
    case "return":
    case "break":
    case "continue":
    case "empty":
    case "hole":
      return;
  }
}

/** What names and spans mean at the place that is being compiled: in the function itself, or in the text of a macro. */
import type { Span } from "../../base/span";
import type { Block, TypeName } from "../../syntax/c/model";
import { collectLocals, type LocalVariable } from "../evaluate/activation";
import type { FunctionRef } from "../program";

export interface Scope {
  /** Variables that are declared here. */
  readonly locals: ReadonlyMap<string, ScopedVariable>;
  /** Text that the spans of the nodes at hand refer to. */
  readonly text: string;
  /** Macros being expanded, which are not expanded again (C11 6.10.3.4). */
  readonly expanding: readonly string[];
  /** Where a node stands for the reader: inside a macro, the place of its use. */
  place(span: Span): Span;
}

export interface ScopedVariable {
  readonly type: TypeName;
  readonly storage: "automatic" | "static" | "global" | "parameter";
  /** Tells it from variables of the same name in other scopes. */
  readonly key: string;
}

export function functionScope(fn: FunctionRef): Scope {
  const locals = new Map<string, ScopedVariable>();
  const declared = new Map<string, LocalVariable>();
  collectLocals(fn.definition.body, declared);
  for (const { name, type } of fn.definition.parameters) {
    if (name !== undefined) locals.set(name, { type, storage: "parameter", key: name });
  }
  for (const [name, { type, storage }] of declared) locals.set(name, { type, storage, key: name });
  return { locals, text: fn.text, expanding: [], place: (span) => span };
}

/** The scope with the variables that a block declares, which have nothing to do with others of their name. */
export function innerScope(scope: Scope, block: Block, key: string): Scope {
  const declared = new Map<string, LocalVariable>();
  collectLocals(block, declared);
  if (declared.size === 0) return scope;
  const locals = new Map(scope.locals);
  for (const [name, { type, storage }] of declared)
    locals.set(name, { type, storage, key: `${key} ${name}` });
  return { ...scope, locals };
}

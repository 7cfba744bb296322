import type { FunctionRef } from "../flow/program";
import { forEachExpression } from "../syntax/c/lower/walk";
import type { LibraryProgram } from "./libraryProgram";

/** Who mentions whom inside one library. A mention that is no direct call may be a call later: a pointer is passed on. */
export class CallGraph {
  private readonly mentions = new Map<FunctionRef, ReadonlySet<FunctionRef>>();

  constructor(private readonly program: LibraryProgram) {}

  /** Functions whose name stands in the body of `fn`, called or passed on, also inside macros and initialised variables of the workspace. */
  mentionedBy(fn: FunctionRef): ReadonlySet<FunctionRef> {
    let known = this.mentions.get(fn);
    if (!known) {
      known = this.collect(fn);
      this.mentions.set(fn, known);
    }
    return known;
  }

  private collect(fn: FunctionRef): ReadonlySet<FunctionRef> {
    const result = new Set<FunctionRef>();
    const visitName = (name: string, depth: number): void => {
      const target = this.program.findFunction(name, fn.path);
      if (target) result.add(target);
      else if (depth < 8) {
        for (const { macro } of this.program.findMacros(name, fn.path)) {
          for (const [word] of macro.body.matchAll(/[A-Za-z_]\w*/gu))
            if (word !== name) visitName(word, depth + 1);
        }
        this.visitInitializer(name, fn.path, (word) => {
          visitName(word, depth + 1);
        });
      }
    };
    const names = new Set<string>();
    forEachExpression(fn.definition.body, (expression) => {
      if (expression.kind === "identifier") names.add(expression.name);
    });
    for (const name of names) visitName(name, 0);
    return result;
  }

  /** A table of function pointers mentions the functions in it. */
  private visitInitializer(name: string, path: string, visit: (name: string) => void): void {
    const initializer = this.program.findGlobal(name, path)?.declarator.initializer;
    if (!initializer) return;
    forEachExpression(initializer, (expression) => {
      if (expression.kind === "identifier" && expression.name !== name) visit(expression.name);
    });
  }

  /** `roots` and everything they reach. */
  reachableFrom(roots: Iterable<FunctionRef>): ReadonlySet<FunctionRef> {
    const reached = new Set<FunctionRef>(roots);
    for (const fn of reached) for (const target of this.mentionedBy(fn)) reached.add(target);
    return reached;
  }

  /** Functions of the library that mention `fn`, `fn` itself apart. */
  mentionersOf(fn: FunctionRef): readonly FunctionRef[] {
    return this.program.functions.filter((other) => other !== fn && this.mentionedBy(other).has(fn));
  }
}

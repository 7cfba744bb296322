/** Evaluates one function of a C text, for tests of the abstract evaluation. */
import { evaluate, type EvaluateOptions, type Trace } from "../../server/src/flow/evaluate/evaluate";
import type { AccessEvent } from "../../server/src/flow/evaluate/event";
import { analyseLibrary } from "./analyseLibrary";

export function evaluateText(text: string, name: string, options: EvaluateOptions = {}): Trace {
  const { program } = analyseLibrary(text);
  const root = program.functions.find((fn) => fn.name === name);
  if (!root) throw new Error(`no function ${name}`);
  return evaluate(program, root, options);
}

/** How each access to looked-up memory in `name` stands: its source text and what is known of the pointer. */
export function checksOf(text: string, name = "f"): string[] {
  const trace = evaluateText(text, name);
  if (!trace.isComplete) throw new Error("the evaluation was given up");
  return trace.events
    .filter(
      (event): event is AccessEvent =>
        event.kind === "access" && event.mode !== "address" && event.mode !== "escape",
    )
    .map(({ site, lookup }) => `${text.slice(site.start, site.end)} ${lookup.check}`);
}

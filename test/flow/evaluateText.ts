/** The one place where tests of the flow analyses build a program from C text. */
import { buildStructure } from "../../server/src/engine/structure";
import { CFacts } from "../../server/src/facts/cFacts";
import { evaluate, type EvaluateOptions, type Trace } from "../../server/src/flow/evaluate/evaluate";
import type { AccessEvent } from "../../server/src/flow/evaluate/event";
import { LibraryProgram } from "../../server/src/index/libraryProgram";
import { learnMacros } from "../../server/src/syntax/c/learnMacros";
import { readC } from "../../server/src/syntax/c/readC";

const path = "/case/example.c";

/** Evaluates the function `name` of a file. */
export function evaluateText(text: string, name: string, options: EvaluateOptions = {}): Trace {
  const facts = new CFacts(
    path,
    readC(text, { pgMajor: 15, knowledge: learnMacros([]), defines: new Map() }),
  );
  const knowledge = learnMacros(facts.source.macros);
  const files = new Map([
    [path, new CFacts(path, readC(text, { pgMajor: 15, knowledge, defines: new Map() }))],
  ]);
  const { libraries, resolver } = buildStructure("/case", new Map([[path, text]]), files);
  const program = new LibraryProgram(libraries[0]!, (file) => files.get(file), resolver, new Set());
  const root = program.findFunction(name, path);
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

import { evaluate } from "../../flow/evaluate/evaluate";
import { alternatives, unknown } from "../../flow/evaluate/value";
import { namingCallPattern, namingCalls } from "../../pg/namingCalls";
import type { LibraryProgram } from "../libraryProgram";
import type { OccurrenceCollection } from "./occurrenceCollection";

/** Less than the analyses of rules spend: what is given up here is merely not listed. */
const budget = 50_000;

/** Settings, tranches and PostgreSQL's own shared memory that a library names in calls. */
export function collectNamedCalls(program: LibraryProgram, into: OccurrenceCollection): void {
  for (const file of program.files) {
    if (!namingCallPattern.test(file.text)) continue;
    for (const entry of file.functions) {
      if (!namingCallPattern.test(entry.placed.chunk.text)) continue;
      const fn = program.functionRef(file, entry);
      if (!fn) continue;
      for (const event of evaluate(program, fn, { budget }).events) {
        if (event.kind !== "call" || event.viaHandle) continue;
        const naming = namingCalls.get(event.callee);
        const site = naming && event.argumentOrigins[naming.argument];
        if (!site) continue;
        for (const value of alternatives(event.args[naming.argument] ?? unknown)) {
          if (value.kind !== "text" || value.text === "") continue;
          into.addText({ kind: naming.kind, name: value.text }, naming.role, value, site);
        }
      }
    }
  }
}

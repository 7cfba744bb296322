import type { GlobalCondition } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { apiFunctionFor } from "../../pg/api/apiFunctions";
import { codeMatches } from "./plainCode";

/** Whether the library bears out what a finding supposes about a file-level variable. In doubt it does not. */
export function isBorneOut({ fn, program }: FunctionView, condition: GlobalCondition | undefined): boolean {
  if (!condition) return true;
  const { variable, holds } = condition;
  const global = program.findGlobal(variable, fn.path);
  if (!global) return false;
  let isShared = false;
  for (const file of program.files) {
    if ((global.isStatic && file.path !== global.path) || !file.text.includes(variable)) continue;
    const own = (index: number): boolean =>
      file.path === fn.path && index >= fn.base && index < fn.base + fn.text.length;
    for (const { index } of codeMatches(file, addressTaken(variable))) if (!own(index)) return false;
    for (const { text, index } of codeMatches(file, assigned(variable))) {
      if (own(index)) continue;
      const value = /=\s*(?:\(\s*[\w\s*]+\)\s*)?(\w+)(\s*\()?/u.exec(text);
      const isNull = value?.[2] === undefined && /^(?:NULL|0|NIL)$/u.test(value?.[1] ?? "");
      if (holds === "setHereOnly") {
        // The declaration's own initializer.
        if (index >= global.base && index < global.base + global.text.length) continue;
        return false;
      }
      if (isNull) continue;
      const callee = value?.[2] === undefined ? undefined : value[1];
      const result =
        callee === undefined ? undefined : apiFunctionFor(callee, program.memoryFunctions)?.result;
      if (result?.kind !== "shared") return false;
      isShared = true;
    }
  }
  return holds === "setHereOnly" || isShared;
}

function addressTaken(variable: string): RegExp {
  return new RegExp(String.raw`(?<!&)&\s*${variable}\b(?!\s*(?:->|\.|\[))`, "gu");
}

/** `variable = value`, not a field of that name. */
function assigned(variable: string): RegExp {
  return new RegExp(
    String.raw`(?<![\w.>]\s*)\b${variable}\s*(?:[-+|&]?=(?!=)\s*(?:\(\s*[\w\s*]+\)\s*)?\w*(?:\s*\()?)`,
    "gu",
  );
}

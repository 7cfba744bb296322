import { argumentMacros } from "../../pg/argumentMacros";
import type { CCursor } from "../cCursor";
import type { EditorWorkspace } from "../editorWorkspace";
import { inputArguments, sqlFunctionsBehind } from "../sqlFunctionsBehind";
import type { Candidate } from "./completion";

/** `PG_GETARG_…` and `PG_RETURN_…` as the SQL declaration of the function at the cursor has them. */
export function completeArgumentMacros(
  workspace: EditorWorkspace,
  path: string,
  { before }: CCursor,
): readonly Candidate[] {
  const head = /\b(\w+)\s*\(\s*PG_FUNCTION_ARGS\s*\)\s*\{/u.exec(before);
  if (!head) return [];
  const cFunction = { kind: "cFunction", name: head[1]!, scope: path } as const;
  const candidates = new Map<string, Candidate>();
  for (const { fn } of sqlFunctionsBehind(workspace, cFunction)) {
    for (const [i, { name, type }] of inputArguments(fn).entries()) {
      const label = `PG_GETARG_${argumentMacros(type)?.get ?? "DATUM"}(${i})`;
      candidates.set(label, {
        label,
        kind: "macro",
        rank: 0,
        detail: `${name ?? `$${i + 1}`} ${type}, of ${fn.name}`,
      });
      if (!fn.strict) {
        const isNull = `PG_ARGISNULL(${i})`;
        candidates.set(isNull, {
          label: isNull,
          kind: "macro",
          rank: 0.5,
          detail: `${fn.name} is not STRICT`,
        });
      }
    }
    const give = fn.returns && argumentMacros(fn.returns.type)?.give;
    if (give !== undefined && !fn.returns!.setof) {
      const label = `PG_RETURN_${give}`;
      candidates.set(label, {
        label,
        kind: "macro",
        rank: 0.2,
        detail: `${fn.name} returns ${fn.returns!.type}`,
        insert: `${label}(`,
      });
    }
  }
  return [...candidates.values()];
}

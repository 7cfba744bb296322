import type { FunctionRef } from "../program";

/** The function is called by SQL: `Datum f(PG_FUNCTION_ARGS)`. Source: src/include/fmgr.h, REL_15_STABLE. */
export function isSqlFunction({ definition }: FunctionRef): boolean {
  const [only, other] = definition.parameters;
  if (!only || other) return false;
  return (
    only.type.base === "PG_FUNCTION_ARGS" ||
    only.type.base === "FunctionCallInfo" ||
    only.name === "PG_FUNCTION_ARGS"
  );
}

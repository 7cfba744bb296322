import type { FunctionView } from "../../index/functionView";

/**
 * The function is compiled for the server. In programs on the client's side `palloc` and `pfree` are `malloc` and
 * `free`. Source: src/common/fe_memutils.c, REL_15_STABLE.
 */
export function isServerCode({ fn, program }: FunctionView): boolean {
  let isServer = false;
  for (const { source } of program.visibleFrom(fn.path)) {
    for (const { path } of source.includes) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      if (name === "postgres_fe.h") return false;
      if (name === "postgres.h") isServer = true;
    }
  }
  return isServer;
}

import type { DebuggersFound } from "../../plan/debug/debuggerChoice";
import { askProgram } from "../doctor/askProgram";
import { lldbDapNames } from "../doctor/gatherDebuggingFacts";

/** The debuggers on PATH. */
export async function findDebuggers(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Pick<DebuggersFound, "lldbDap" | "gdb">> {
  const [lldbDap, gdb] = await Promise.all([askProgram(lldbDapNames, env), askProgram(["gdb"], env)]);
  const major = Number(/(\d+)\.\d+/u.exec(gdb.version ?? "")?.[1] ?? Number.NaN);
  return {
    ...(lldbDap.path === undefined ? {} : { lldbDap: lldbDap.path }),
    ...(gdb.path === undefined || Number.isNaN(major) ? {} : { gdb: { path: gdb.path, major } }),
  };
}

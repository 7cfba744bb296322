import type { DebuggersFound } from "../../plan/debug/debuggerChoice";
import { lldbPackages } from "../../interpret/doctorDebugChecks";
import { installCommand } from "../../interpret/installCommand";
import { askProgram } from "../doctor/askProgram";
import { lldbDapNames } from "../doctor/gatherDebuggingFacts";
import { gatherSystemFacts } from "../doctor/gatherSystemFacts";

/** The command that installs lldb here; undefined where none is known. */
export async function installDebuggerCommand(): Promise<string | undefined> {
  return installCommand(await gatherSystemFacts(), lldbPackages);
}

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

import { readFile } from "node:fs/promises";
import type { DebuggingFacts } from "../../interpret/doctorFacts";
import type { DevPostgresOptions } from "../devPostgres";
import { askProgram } from "./askProgram";

export async function gatherDebuggingFacts({ env }: DevPostgresOptions): Promise<DebuggingFacts> {
  const [ptrace, lldbDap, gdb, addr2line] = await Promise.all([
    readFile("/proc/sys/kernel/yama/ptrace_scope", "utf8").catch(() => ""),
    askProgram(lldbDapNames, env),
    askProgram(["gdb"], env),
    askProgram(["addr2line", "llvm-addr2line"], env),
  ]);
  const ptraceScope = /^\d+/.test(ptrace) ? Number(ptrace.trim()) : undefined;
  const urls = env["DEBUGINFOD_URLS"] ?? "";
  return { ptraceScope, lldbDap, gdb, addr2line, debuginfodUrls: urls === "" ? undefined : urls };
}

/** It was called lldb-vscode up to LLVM 17; Debian puts the version behind the name. */
export const lldbDapNames: readonly [string, ...string[]] = [
  "lldb-dap",
  ...[22, 21, 20, 19, 18].map((version) => `lldb-dap-${version}`),
  "lldb-vscode",
  ...[17, 16, 15, 14].map((version) => `lldb-vscode-${version}`),
];

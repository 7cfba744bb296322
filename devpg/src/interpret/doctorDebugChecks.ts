import type { DoctorCheck } from "./doctorCheck";
import type { DoctorFacts } from "./doctorFacts";
import { installCommand } from "./installCommand";
import { withRemedy } from "./withRemedy";

/** The first gdb that speaks the protocol of editors. Source: https://sourceware.org/gdb/news/ , "GDB 14.1". */
const firstGdbWithDap = 14;

/** What holds lldb-dap, by the tool that installs it. */
export const lldbPackages = {
  ...{ apt: "lldb", dnf: "lldb", apk: "lldb", pacman: "lldb", zypper: "lldb" },
  brew: "llvm",
} as const;

/** Whether a debugger would find its way. Nothing here keeps an extension from being built and run. */
export function doctorDebugChecks(facts: DoctorFacts): readonly DoctorCheck[] {
  return [
    ...symbolsCheck(facts),
    ...(facts.system.platform === "linux" ? [ptraceCheck(facts)] : []),
    debuggerCheck(facts),
    addressCheck(facts),
  ];
}

function symbolsCheck({ postgres, debugging }: DoctorFacts): readonly DoctorCheck[] {
  const { symbols, buildId } = postgres;
  if (symbols === undefined) return [];
  const title = "debug symbols";
  if (symbols === "inside") return [{ title, state: "good", found: "the server has them" }];
  if (symbols === "separate") return [{ title, state: "good", found: "the server's are installed apart" }];
  if (buildId !== undefined && debugging.debuginfodUrls !== undefined) {
    return [{ title, state: "good", found: `debuggers fetch the server's from ${debugging.debuginfodUrls}` }];
  }
  const id = buildId === undefined ? "" : ` (build id ${buildId})`;
  // Packages with debug symbols are in archives of their own, each distribution's elsewhere; this server knows them all.
  const fetch = "echo 'export DEBUGINFOD_URLS=https://debuginfod.elfutils.org/' >> ~/.profile";
  return [
    withRemedy(
      {
        ...{ title, state: "warning", found: `the server has none${id}` },
        consequence:
          "Debuggers show PostgreSQL's own functions without lines, arguments and variables; yours are whole.",
      },
      buildId === undefined ? undefined : fetch,
    ),
  ];
}

/** Source: Documentation/admin-guide/LSM/Yama.rst of Linux, "ptrace_scope". */
function ptraceCheck({ debugging, system }: DoctorFacts): DoctorCheck {
  const title = "ptrace_scope";
  const { ptraceScope } = debugging;
  if (ptraceScope === undefined) return { title, state: "good", found: "not restricted" };
  if (ptraceScope === 0)
    return { title, state: "good", found: "0: processes of the same user may be debugged" };
  if (system.isRoot && ptraceScope < 3) {
    return { title, state: "good", found: `${ptraceScope}: restricted, but not for root` };
  }
  const allow = "echo 0 | sudo tee /proc/sys/kernel/yama/ptrace_scope";
  switch (ptraceScope) {
    case 1:
      return {
        ...{ title, state: "warning", found: "1: only a parent may debug a process" },
        consequence:
          "A debugger attaches to servers with the bundled loader, which allows it, and to no others.",
        remedy: allow,
      };
    case 2:
      return {
        ...{ title, state: "warning", found: "2: only the administrator may debug processes" },
        consequence: "A debugger cannot attach to a backend or worker.",
        remedy: allow,
      };
    default:
      return {
        ...{ title, state: "warning", found: `${ptraceScope}: nobody may debug processes` },
        consequence: "A debugger cannot attach, and that can be changed only by a restart of the machine.",
      };
  }
}

function debuggerCheck({ debugging, system }: DoctorFacts): DoctorCheck {
  const title = "debugger";
  const { lldbDap, gdb } = debugging;
  if (lldbDap.path !== undefined) return { title, state: "good", found: lldbDap.version ?? lldbDap.path };
  const install = installCommand(system, lldbPackages);
  const major = Number(/(\d+)\.\d+/.exec(gdb.version ?? "")?.[1] ?? NaN);
  if (gdb.path !== undefined && major >= firstGdbWithDap)
    return { title, state: "good", found: gdb.version ?? gdb.path };
  const found =
    gdb.path === undefined ? "neither lldb-dap nor gdb" : `${gdb.version ?? gdb.path}, no lldb-dap`;
  const only =
    gdb.path === undefined
      ? "Debugging needs the VS Code extension CodeLLDB, or one of them."
      : `This gdb speaks to the VS Code extension C/C++ only; by itself it needs version ${firstGdbWithDap}.`;
  return withRemedy({ title, state: "warning", found, consequence: only }, install);
}

function addressCheck({ debugging, system }: DoctorFacts): DoctorCheck {
  const { path, version } = debugging.addr2line;
  if (path !== undefined) return { title: "addr2line", state: "good", found: version ?? path };
  return withRemedy(
    {
      ...{ title: "addr2line", state: "warning", found: "it is not on PATH" },
      consequence: "Allocations, workers and events are shown without the C line that made them.",
    },
    installCommand(system, {
      ...{ apt: "binutils", dnf: "binutils", apk: "binutils", pacman: "binutils", zypper: "binutils" },
      brew: "binutils",
    }),
  );
}

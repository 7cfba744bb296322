import type { Result } from "../../../../server/src/base/result";
import { fail, ok } from "../../../../server/src/base/result";

/** What the setting `dynpgext.debugger` may say. */
export const debuggerSettings = ["auto", "codelldb", "cpptools", "lldb-dap", "gdb"] as const;

export type DebuggerSetting = (typeof debuggerSettings)[number];

/** What there is to debug with. */
export interface DebuggersFound {
  /** The VS Code extension CodeLLDB is installed. */
  readonly codelldb: boolean;
  /** The VS Code extension C/C++ is installed. */
  readonly cpptools: boolean;
  /** Path of an `lldb-dap` or `lldb-vscode`. */
  readonly lldbDap?: string;
  readonly gdb?: { readonly path: string; readonly major: number };
}

/** Who debugs: another extension with a configuration of ours, or an adapter that we start. */
export type Debugger =
  | { readonly kind: "codelldb" }
  /** `gdb` is the debugger below it; absent: it finds its own. */
  | { readonly kind: "cpptools"; readonly gdb?: string }
  | { readonly kind: "lldb-dap"; readonly argv: readonly [string, ...string[]] }
  | { readonly kind: "gdb"; readonly argv: readonly [string, ...string[]] };

/** The first gdb that speaks the protocol of editors. Source: https://sourceware.org/gdb/news/ , "GDB 14.1". */
export const firstGdbWithDap = 14;

/**
 * The one that the setting names; else CodeLLDB, C/C++ (where there is a gdb for it), lldb-dap, gdb. `install` is the
 * command that installs lldb here. Fails with `debugger-missing`.
 */
export function chooseDebugger(
  setting: DebuggerSetting,
  found: DebuggersFound,
  install: string | undefined,
): Result<Debugger> {
  const possible = candidates(found);
  const chosen = setting === "auto" ? possible[0] : possible.find(({ kind }) => kind === setting);
  if (chosen !== undefined) return ok(chosen);
  const lldb = install === undefined ? "install lldb" : `run \`${install}\``;
  if (setting === "auto")
    return fail(
      "debugger-missing",
      `There is no debugger: ${missing(found)}`,
      `Install the extension CodeLLDB, or ${lldb}, then try again`,
    );
  const action: Record<Exclude<DebuggerSetting, "auto">, string> = {
    codelldb: "Install the extension CodeLLDB (vadimcn.vscode-lldb)",
    cpptools: "Install the extension C/C++ (ms-vscode.cpptools), and gdb",
    "lldb-dap": `To get it, ${lldb}`,
    gdb: `Install gdb ${firstGdbWithDap} or newer`,
  };
  return fail(
    "debugger-missing",
    `The setting \`dynpgext.debugger\` asks for ${setting}, which is not there${gdbNote(setting, found)}`,
    `${action[setting]}, or set \`dynpgext.debugger\` to \`auto\``,
  );
}

function candidates({ codelldb, cpptools, lldbDap, gdb }: DebuggersFound): readonly Debugger[] {
  return [
    ...(codelldb ? [{ kind: "codelldb" } as const] : []),
    ...(cpptools && gdb !== undefined ? [{ kind: "cpptools", gdb: gdb.path } as const] : []),
    ...(lldbDap === undefined ? [] : [{ kind: "lldb-dap", argv: [lldbDap] } as const]),
    ...(gdb !== undefined && gdb.major >= firstGdbWithDap
      ? [{ kind: "gdb", argv: [gdb.path, "-q", "-nx", "-i", "dap"] } as const]
      : []),
  ];
}

function missing({ cpptools, gdb }: DebuggersFound): string {
  if (gdb !== undefined)
    return `neither CodeLLDB nor lldb-dap, and gdb ${gdb.major} is too old to be used without the extension C/C++`;
  return cpptools
    ? "the extension C/C++ is there but no gdb, and neither CodeLLDB nor lldb-dap"
    : "neither CodeLLDB nor C/C++, neither lldb-dap nor gdb";
}

function gdbNote(setting: DebuggerSetting, { gdb }: DebuggersFound): string {
  return setting === "gdb" && gdb !== undefined ? ` (gdb ${gdb.major} has no debug adapter)` : "";
}

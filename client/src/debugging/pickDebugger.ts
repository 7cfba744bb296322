import { extensions, workspace } from "vscode";
import type { OpenDevPostgres } from "../devpg/openDevPostgres";
import type { DevResult } from "../../../devpg/src/host/devPostgres";
import type { Debugger, DebuggerSetting } from "../../../devpg/src/plan/debug/debuggerChoice";
import type { DevFolder } from "../devpg/devFolder";

/** The extensions that bring debuggers. */
const codelldb = "vadimcn.vscode-lldb";
const cpptools = "ms-vscode.cpptools";

/** Who is going to debug, by the setting and by what there is. Fails with `debugger-missing`. */
export async function pickDebugger(
  dev: DevFolder,
  { postgres }: OpenDevPostgres,
): Promise<DevResult<Debugger>> {
  const [{ findDebuggers, installDebuggerCommand }, { chooseDebugger }] = await Promise.all([
    import("../../../devpg/src/host/debug/findDebuggers"),
    import("../../../devpg/src/plan/debug/debuggerChoice"),
  ]);
  const setting =
    workspace.getConfiguration("dynpgext", dev.folder).get<DebuggerSetting>("debugger") ?? "auto";
  const found = {
    codelldb: extensions.getExtension(codelldb) !== undefined,
    cpptools: extensions.getExtension(cpptools) !== undefined,
    ...(await findDebuggers(postgres.options.env)),
  };
  return chooseDebugger(setting, found, await installDebuggerCommand());
}

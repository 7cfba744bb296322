import type { Memento } from "vscode";
import type { DebuggerModules } from "../../../devpg/src/plan/debug/debuggerCommands";
import type { DevPostgresParts } from "../devpg/devPostgresParts";

/** What debugging works with. */
export interface DebugParts extends DevPostgresParts {
  readonly modules: DebuggerModules;
  /** Remembers what was typed, for this workspace. */
  readonly memory: Memento;
}

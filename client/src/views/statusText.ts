import type { Status } from "../../../server/src/protocol/status";

/** What the server says of itself, or what the client sees of it. */
export type ServerStatus = Status | { readonly state: "starting" | "down" };

export interface StatusText {
  /** With VS Code's `$(icon)` notation. */
  readonly text: string;
  readonly tooltip: string;
  readonly isBroken: boolean;
}

/** What the status bar shows. */
export function statusText(status: ServerStatus): StatusText {
  switch (status.state) {
    case "starting":
      return { text: "$(sync~spin) Dynpgext", tooltip: "Dynpgext: starting", isBroken: false };
    case "indexing":
      return { text: "$(sync~spin) Dynpgext", tooltip: "Dynpgext: reading the workspace", isBroken: false };
    case "ok": {
      const tooltip = `Dynpgext: no problems in ${counted(status.files, "file")}`;
      return { text: "$(check) Dynpgext", tooltip, isBroken: false };
    }
    case "problems": {
      const { error, warning, info, hint } = status.findings;
      const counts = [
        ...(error > 0 ? [counted(error, "error")] : []),
        ...(warning > 0 ? [counted(warning, "warning")] : []),
        ...(info > 0 ? [counted(info, "info")] : []),
        ...(hint > 0 ? [counted(hint, "hint")] : []),
      ];
      const tooltip = `Dynpgext: ${counts.join(", ")} in ${counted(status.files, "file")}`;
      return { text: `$(warning) Dynpgext: ${error + warning + info + hint}`, tooltip, isBroken: false };
    }
    case "stopped": {
      const tooltip = "Dynpgext: reading the workspace was cancelled. Restart the server to begin again.";
      return { text: "$(circle-slash) Dynpgext", tooltip, isBroken: false };
    }
    case "down":
      return {
        text: "$(error) Dynpgext",
        tooltip: "Dynpgext: the language server is not running",
        isBroken: true,
      };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

import type { FolderState } from "../devpg/folderState";

export interface DevPostgresText {
  /** With VS Code's `$(icon)` notation. */
  readonly text: string;
  readonly tooltip: string;
}

/** What the status bar says about a dev Postgres; undefined when there is nothing to say. */
export function devPostgresText(state: FolderState, folderName: string): DevPostgresText | undefined {
  if (state.busy !== undefined) {
    const what = state.isEnding === true ? `${state.busy} is being cancelled` : state.busy;
    return { text: "$(sync~spin) Postgres", tooltip: `${what} (${folderName})` };
  }
  switch (state.kind) {
    case "unknown":
    case "no-project":
      return undefined;
    case "unavailable":
      return {
        text: "$(database) no Postgres",
        tooltip: `Dev Postgres of ${folderName}: ${state.problem.message}`,
      };
    case "known":
      return serverText(state, folderName);
  }
}

function serverText(
  { status, database }: Extract<FolderState, { kind: "known" }>,
  folderName: string,
): DevPostgresText {
  const { major } = status.installation;
  const whose = `Dev Postgres of ${folderName}`;
  switch (status.state) {
    case "none":
      return { text: "$(database) none", tooltip: `${whose}: not made yet. It is made by the first load.` };
    case "stopped":
      return { text: `$(database) ${major} stopped`, tooltip: `${whose}: stopped` };
    case "starting":
      return { text: `$(sync~spin) ${major} starting`, tooltip: `${whose}: starting` };
    case "running": {
      const pid = status.pid === undefined ? "" : `, process ${status.pid}`;
      return {
        text: `$(database) ${major}: ${database}`,
        tooltip: `${whose}: PostgreSQL ${major} runs${pid}, database ${database}`,
      };
    }
    case "foreign-major":
      return {
        text: "$(warning) Postgres",
        tooltip: `${whose}: its data is of another major version than PostgreSQL ${major}`,
      };
  }
}

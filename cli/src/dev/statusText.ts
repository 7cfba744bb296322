import type { ServerStatus } from "../../../devpg/src/host/devPostgres";
import type { DevText } from "./devText";
import { jsonLine } from "./jsonLine";
import { textTable } from "./textTable";

const states: Readonly<Record<ServerStatus["state"], string>> = {
  none: "not set up yet: `dynpgext start` or `dynpgext load` does it",
  stopped: "stopped",
  starting: "starting",
  running: "running",
  "foreign-major":
    "the data directory is of another major version: `dynpgext remove` makes room for a new one",
};

/** How the server of a workspace stands, for people. */
export function statusText(status: ServerStatus, database: string, { paint }: DevText): string {
  const { state, installation, layout, pid, port, startedAt, preloaded, connectionString } = status;
  const isRunning = state === "running";
  const head = `${paint("strong", installation.version)}: ${paint(isRunning ? "fix" : "warning", states[state])}\n`;
  if (!isRunning) return head + (state === "none" ? "" : textTable([["data", layout.data]]));
  const since =
    startedAt === undefined ? "" : ` since ${startedAt.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  return (
    head +
    textTable([
      ...(pid === undefined ? [] : [["server", `pid ${pid}${since}`]]),
      ["database", database],
      ["connect", connectionString],
      ["socket", `${layout.socketFolder}${port === undefined ? "" : `, port ${port}`}`],
      ["preloaded", preloaded.length === 0 ? "nothing" : preloaded.join(", ")],
      ["data", layout.data],
      ["log", layout.log],
      ["pg_config", installation.pgConfig],
    ])
  );
}

/** For programs. */
export function statusJson(status: ServerStatus, database: string): string {
  const { state, installation, layout, pid, port, startedAt, preloaded, connectionString } = status;
  const { version, major, pgConfig } = installation;
  const { root, prefix, data, log, socketFolder } = layout;
  return jsonLine({
    state,
    ...{ version, major, pgConfig, database, connectionString, preloaded },
    ...{ pid, port, startedAt },
    paths: { root, prefix, data, log, socketFolder },
  });
}

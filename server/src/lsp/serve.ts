import { createConnection, ProposedFeatures, type Connection } from "vscode-languageserver/node";
import type { EngineParts } from "./engineParts";
import { createLog } from "./log";
import { exposeCollector } from "./memory";
import { startServer } from "./server";

/** How a client may ask to be spoken to; without any of these it is by standard input and output. */
const transportArgument = /^--(node-ipc|stdio|socket|pipe)(=|$)/;

/** Runs the language server as this process, which ends with its client. */
export function serve(parts: EngineParts): void {
  exposeCollector();
  const connection = connect();
  logStrayErrors(connection);
  // A parent that dies takes its end of the channel with it; for pipes the connection itself sees that.
  process.on("disconnect", () => process.exit(1));
  startServer(connection, parts);
}

function connect(): Connection {
  if (process.argv.some((argument) => transportArgument.test(argument))) {
    return createConnection(ProposedFeatures.all);
  }
  return createConnection(ProposedFeatures.all, process.stdin, process.stdout);
}

/** What no handler caught must not end the server, except that nobody can hear it any more. */
function logStrayErrors(connection: Connection): void {
  const log = createLog(connection);
  process.on("unhandledRejection", (reason) => log.failure("Work in the background", reason));
  process.on("uncaughtException", (error) => {
    if (isBrokenPipe(error)) process.exit(1);
    log.failure("Work in the background", error);
  });
}

function isBrokenPipe(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
}

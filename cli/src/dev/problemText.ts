import type { DevProblem } from "../../../devpg/src/host/devPostgres";
import type { ServerMessage } from "../../../devpg/src/interpret/serverMessage";
import { placedText, type PlacedMessage } from "../formats/placedText";
import type { Place } from "../report";
import type { DevText } from "./devText";
import { diagnosticText } from "./diagnosticText";
import { adviceNotes, serverNotes } from "./serverNotes";
import { statementPlace, type SqlText } from "./statementPlace";

type Note = PlacedMessage["notes"][number];

/**
 * A failure for people: what the compiler or the script reader found, with its source lines, then what failed, what
 * the server said about it, why, and what to do next. `sql` is what the server was given, when the user gave it.
 */
export async function problemText(problem: DevProblem, text: DevText, sql?: SqlText): Promise<string> {
  const parts: string[] = [];
  const { diagnostics = [], output = [], serverMessage, advice, action } = problem;
  for (const diagnostic of diagnostics) parts.push(`${await diagnosticText(diagnostic, text)}\n`);
  // What a program wrote is worth reading where nothing in it was understood, and where a process died always.
  const isOfCrash = isCrash(problem);
  const isNotUnderstood = diagnostics.length === 0 && !text.isVerbose && serverMessage === undefined;
  if ((isNotUnderstood || isOfCrash) && output.length > 0) {
    parts.push(`${output.map((line) => text.paint("faint", `  ${line}`)).join("\n")}\n\n`);
  }
  const said = serverMessage === undefined ? [] : await serverNotes(serverMessage, text);
  // The hint of the server is shown as such.
  const todo = action === serverMessage?.hint ? undefined : action;
  const notes = [...said, ...adviceNotes(advice, todo)];
  const headline =
    serverMessage !== undefined && sql !== undefined && problem.code !== "server-crashed"
      ? sqlHeadline(serverMessage, sql, notes)
      : plainHeadline(problem, notes);
  return `${parts.join("")}${placedText(headline, text)}\n`;
}

function isCrash({ code, diagnostics = [] }: DevProblem): boolean {
  return code === "server-crashed" || diagnostics.some(({ source }) => source === "crash");
}

function plainHeadline(
  { code, message, serverMessage, diagnostics = [] }: DevProblem,
  notes: readonly Note[],
): PlacedMessage {
  const isQuoted =
    serverMessage === undefined ||
    [message, ...diagnostics.map((one) => one.message)].some((text) => text.includes(serverMessage.message));
  const quoted = isQuoted
    ? ""
    : `${serverMessage.severity}: ${serverMessage.message} (${serverMessage.code})`;
  const server: readonly Note[] = isQuoted ? [] : [{ label: "server", style: "error", text: quoted }];
  return { severity: "error", code, message, related: [], notes: [...server, ...notes] };
}

/** The server's own message at its place in the statement. */
function sqlHeadline(message: ServerMessage, sql: SqlText, notes: readonly Note[]): PlacedMessage {
  const place = message.position === undefined ? undefined : statementPlace(sql, message.position);
  const related: { place: Place; message: string }[] = [];
  if (message.internalQuery !== undefined) {
    const query = { name: "query of a function", text: message.internalQuery };
    const inside = statementPlace(query, message.internalPosition ?? 1);
    if (inside !== undefined) related.push({ place: inside, message: "in this query" });
  }
  const { code, message: said } = message;
  return {
    severity: "error",
    code,
    message: said,
    related,
    notes,
    ...(place === undefined ? {} : { place }),
  };
}

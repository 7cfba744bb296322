import type { ServerMessage } from "../../../devpg/src/interpret/serverMessage";
import type { Style } from "../terminal/paint";
import type { DevText } from "./devText";
import { raisedIn } from "./serverNotes";

/** A notice or warning of the server, as psql prints it, with its place in the C source when that is the user's. */
export async function noticeText(notice: ServerMessage, text: DevText): Promise<string> {
  const { paint } = text;
  const { severity, message, detail, hint, context } = notice;
  const place = await raisedIn(notice, text);
  const lines = [`${paint(severityStyle(severity), `${severity}:`)}  ${message}`];
  const add = (label: string, said: string | undefined): void => {
    if (said !== undefined && said !== "") lines.push(`${paint("note", `${label}:`)}  ${said}`);
  };
  add("DETAIL", detail);
  add("HINT", hint);
  add("CONTEXT", context);
  add("LOCATION", place);
  return `${lines.join("\n")}\n`;
}

/** How the severities of the server are coloured. */
export function severityStyle(severity: string): Style {
  if (["PANIC", "FATAL", "ERROR"].includes(severity)) return "error";
  if (severity === "WARNING") return "warning";
  return severity === "LOG" || severity.startsWith("DEBUG") ? "faint" : "info";
}

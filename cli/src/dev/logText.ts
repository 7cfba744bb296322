import type { LogRecord } from "../../../devpg/src/interpret/serverMessage";
import { placedText } from "../formats/placedText";
import type { DevText } from "./devText";
import { severityStyle } from "./noticeText";
import { raisedIn } from "./serverNotes";
import { statementPlace } from "./statementPlace";

export const logLevels = ["debug", "log", "warning", "error", "fatal"] as const;

/** From the talkative to the grave; `log` are also INFO and NOTICE. */
export type LogLevel = (typeof logLevels)[number];

const levels: Readonly<Record<string, LogLevel>> = {
  LOG: "log",
  INFO: "log",
  NOTICE: "log",
  WARNING: "warning",
  ERROR: "error",
  FATAL: "fatal",
  PANIC: "fatal",
};

/** Whether a record is at least so grave. */
export function reaches({ severity }: LogRecord, level: LogLevel): boolean {
  return logLevels.indexOf(levels[severity] ?? "debug") >= logLevels.indexOf(level);
}

/** A record of the log: time, process, severity, message, and below it whatever else it says. */
export async function logText(record: LogRecord, text: DevText): Promise<string> {
  const { paint } = text;
  const { timestamp, pid, severity, message, database, backendType } = record;
  const who = [database, backendType === "client backend" ? undefined : backendType]
    .filter(Boolean)
    .join(" ");
  const head = paint("faint", `${clock(timestamp)} [${pid}]${who === "" ? "" : ` ${who}`}`);
  const style = severityStyle(severity);
  const lines = [
    `${head} ${paint(style, severity)}  ${style === "error" ? paint("strong", message) : message}`,
  ];
  const add = (label: string, said: string | undefined): void => {
    if (said === undefined || said === "") return;
    const indent = " ".repeat(label.length + 6);
    lines.push(`    ${paint("note", `${label}:`)} ${said.replaceAll("\n", `\n${indent}`)}`);
  };
  add("detail", record.detail);
  add("hint", record.hint);
  add("context", record.context);
  add("raised in", await raisedIn(record, text));
  lines.push(...statementLines(record, text));
  return `${lines.join("\n")}\n`;
}

/** The statement, with a mark where the server stopped to understand it. */
function statementLines(record: LogRecord, text: DevText): readonly string[] {
  const { statement, position } = record;
  if (statement === undefined || statement === "") return [];
  const sql = { name: "statement", text: statement };
  const place = position === undefined ? undefined : statementPlace(sql, position);
  if (place === undefined) {
    return [`    ${text.paint("note", "statement:")} ${statement.replaceAll("\n", "\n               ")}`];
  }
  const shown = placedText({ severity: "error", message: "", place, related: [], notes: [] }, text);
  // Without the first line, which repeats the message.
  return shown
    .split("\n")
    .slice(1)
    .map((line) => `    ${line}`);
}

/** The time of day; who reads a log of a development server knows the date. */
function clock(timestamp: string): string {
  return /\d\d:\d\d:\d\d(?:\.\d+)?/.exec(timestamp)?.[0] ?? timestamp;
}

import type { LogRecord } from "./serverMessage";

export type LogFormat = "jsonlog" | "csvlog";

/** jsonlog came with PostgreSQL 15. Source: release notes of 15, E.1.3.1.5. */
export function logFormatOf(major: number): LogFormat {
  return major >= 15 ? "jsonlog" : "csvlog";
}

/** Suffix of the files of a format. Source: logfile_getname, src/backend/postmaster/syslogger.c, REL_15_STABLE. */
export const logSuffix: Readonly<Record<LogFormat, string>> = { jsonlog: ".json", csvlog: ".csv" };

/** Takes the text of one log file in pieces, cut anywhere; what is not complete yet waits for the next piece. */
export class LogReader {
  private rest = "";

  constructor(private readonly format: LogFormat) {}

  /** The records that are complete with this piece. What is no record is left out. */
  push(piece: string): readonly LogRecord[] {
    const text = this.rest + piece;
    const end = this.format === "jsonlog" ? text.lastIndexOf("\n") + 1 : endOfLastRow(text);
    this.rest = text.slice(end);
    const whole = text.slice(0, end);
    return this.format === "jsonlog" ? readJsonLog(whole) : readCsvLog(whole);
  }
}

/** Source of the keys: write_jsonlog, src/backend/utils/error/jsonlog.c, REL_15_STABLE. */
function readJsonLog(text: string): readonly LogRecord[] {
  const records: LogRecord[] = [];
  for (const line of text.split("\n")) {
    const fields = parseObject(line);
    if (fields === undefined) continue;
    const record = recordOf((name) => {
      const value = fields[jsonKeys[name]];
      return typeof value === "number" ? String(value) : typeof value === "string" ? value : undefined;
    });
    if (record !== undefined) records.push(record);
  }
  return records;
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined; // A line that a crash or a full disk cut short.
  }
}

type Field = keyof typeof jsonKeys;

const jsonKeys = {
  timestamp: "timestamp",
  user: "user",
  database: "dbname",
  pid: "pid",
  severity: "error_severity",
  code: "state_code",
  message: "message",
  detail: "detail",
  hint: "hint",
  internalQuery: "internal_query",
  internalPosition: "internal_position",
  context: "context",
  statement: "statement",
  position: "cursor_position",
  routine: "func_name",
  file: "file_name",
  line: "file_line_num",
  applicationName: "application_name",
  backendType: "backend_type",
} as const;

/** Source of the columns: write_csvlog, src/backend/utils/error/csvlog.c, REL_15_STABLE; the first 24 are those of REL_13_STABLE. */
const csvColumns: Readonly<Partial<Record<Field, number>>> = {
  ...{
    timestamp: 0,
    user: 1,
    database: 2,
    pid: 3,
    severity: 11,
    code: 12,
    message: 13,
    detail: 14,
    hint: 15,
  },
  ...{ internalQuery: 16, internalPosition: 17, context: 18, statement: 19, position: 20 },
  ...{ applicationName: 22, backendType: 23 },
};
const locationColumn = 21;

function readCsvLog(text: string): readonly LogRecord[] {
  const records: LogRecord[] = [];
  for (const row of rowsOf(text)) {
    const place = /^(?:(.*), )?([^,]+):(\d+)$/.exec(row[locationColumn] ?? "");
    const located: Partial<Record<Field, string>> =
      place === null ? {} : { routine: place[1] ?? "", file: place[2]!, line: place[3]! };
    const record = recordOf((name) => {
      const column = csvColumns[name];
      return column === undefined ? located[name] : row[column];
    });
    if (record !== undefined) records.push(record);
  }
  return records;
}

function recordOf(field: (name: Field) => string | undefined): LogRecord | undefined {
  const text = (name: Field): string | undefined => {
    const value = field(name);
    return value === undefined || value === "" ? undefined : value;
  };
  const timestamp = text("timestamp");
  const severity = text("severity");
  const pid = Number(text("pid"));
  if (timestamp === undefined || severity === undefined || !Number.isInteger(pid)) return undefined;
  const record: Record<string, string | number> = {
    timestamp,
    pid,
    severity,
    code: text("code") ?? "00000",
    message: field("message") ?? "",
  };
  for (const name of optionalTexts) {
    const value = text(name);
    if (value !== undefined) record[name] = value;
  }
  for (const name of optionalNumbers) {
    const value = Number(text(name) ?? Number.NaN);
    if (Number.isInteger(value) && value > 0) record[name] = value;
  }
  return record as unknown as LogRecord;
}

const optionalTexts = [
  ...(["user", "database", "detail", "hint", "internalQuery", "context", "statement"] as const),
  ...(["routine", "file", "applicationName", "backendType"] as const),
];
const optionalNumbers = ["internalPosition", "position", "line"] as const;

/** Offset behind the last line end that is outside quotes. */
function endOfLastRow(text: string): number {
  let end = 0;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) isQuoted = !isQuoted;
    else if (code === 10 && !isQuoted) end = i + 1;
  }
  return end;
}

/** Rows of quoted or bare fields; a doubled quote inside quotes is one. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[i + 1] === '"') field += text[++i]!;
      else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === "," || character === "\n") {
      row.push(field);
      field = "";
      if (character === "\n") {
        rows.push(row);
        row = [];
      }
    } else field += character;
  }
  return rows;
}

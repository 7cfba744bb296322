import type { QueryOutcome } from "../../../devpg/src/host/database";
import { alignedTable } from "./resultTable";

export const resultFormats = ["aligned", "csv", "json"] as const;

export type ResultFormat = (typeof resultFormats)[number];

/** What the statements of a script gave, for people (`aligned`) or for programs. */
export function resultText(
  outcomes: readonly QueryOutcome[],
  format: ResultFormat,
  { isQuiet }: { readonly isQuiet: boolean },
): string {
  switch (format) {
    case "aligned":
      return outcomes
        .map((outcome) => (hasRows(outcome) ? alignedTable(outcome) : tag(outcome, isQuiet)))
        .join("");
    case "csv":
      return outcomes.filter(hasRows).map(csvText).join("");
    case "json":
      return `[${outcomes.map((outcome) => `\n${jsonText(outcome)}`).join(",")}\n]\n`;
  }
}

/** Also a result without rows has columns; only a select of nothing has neither. */
function hasRows({ columns, rows }: QueryOutcome): boolean {
  return columns.length > 0 || rows.length > 0;
}

/** The command tag, as psql prints it. Source: manual, "CommandComplete". */
function tag({ command, rowCount }: QueryOutcome, isQuiet: boolean): string {
  if (isQuiet || command === "") return "";
  if (command === "INSERT") return `INSERT 0 ${rowCount}\n`;
  return `${command}${countedCommands.has(command) ? ` ${rowCount}` : ""}\n`;
}

const countedCommands = new Set(["SELECT", "UPDATE", "DELETE", "MERGE", "MOVE", "FETCH", "COPY"]);

/** RFC 4180 but with LF, as psql --csv; NULL is empty. */
function csvText({ columns, rows }: QueryOutcome): string {
  const lines = [columns.map(({ name }) => name), ...rows];
  return lines.map((line) => `${line.map((value) => csvField(value ?? "")).join(",")}\n`).join("");
}

function csvField(value: string): string {
  return /[",\r\n]/.test(value) || value === "\\." ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One object per statement, its rows as objects; of columns with the same name the last one counts, as in row_to_json. */
function jsonText({ command, rowCount, columns, rows }: QueryOutcome): string {
  const members = rows.map((row) => {
    const values = columns.map(({ name, typeOid }, column) => {
      return `${JSON.stringify(name)}: ${jsonValue(row[column] ?? null, typeOid)}`;
    });
    return `\n      { ${values.join(", ")} }`;
  });
  const lines = [
    `"command": ${JSON.stringify(command)}`,
    `"rowCount": ${rowCount}`,
    `"columns": [${columns.map(({ name }) => JSON.stringify(name)).join(", ")}]`,
    `"rows": ${members.length === 0 ? "[]" : `[${members.join(",")}\n    ]`}`,
  ];
  return `  {${lines.map((line) => `\n    ${line}`).join(",")}\n  }`;
}

/** Numbers keep every digit, JSON stays JSON, all else is its text. */
function jsonValue(value: string | null, typeOid: number): string {
  if (value === null) return "null";
  if (typeOid === types.bool) return value === "t" ? "true" : "false";
  if (numbers.has(typeOid) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return value;
  if (typeOid === types.json || typeOid === types.jsonb) return value.replaceAll(/\r?\n/g, " ");
  return JSON.stringify(value);
}

/** Source: src/include/catalog/pg_type.dat, REL_15_STABLE. */
const types = { bool: 16, json: 114, jsonb: 3802 };
/** int8, int2, int4, oid, float4, float8, numeric. */
const numbers = new Set([20, 21, 23, 26, 700, 701, 1700]);

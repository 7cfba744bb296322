import { window, type Memento, type TextEditor } from "vscode";
import { scriptStatements } from "../../../devpg/src/interpret/scriptStatements";

const rememberedKey = "dynpgext.debug.sql";

/** What is to be debugged: the selection or the statement at the cursor of an SQL file, else what the user types. */
export async function sqlToDebug(memory: Memento): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const found = editor?.document.languageId === "sql" ? sqlAtCursor(editor) : undefined;
  return found ?? askSql(memory, "", "select …");
}

/** The selection, else the statement at the cursor; undefined where there is none. */
export function sqlAtCursor({ document, selection }: TextEditor): string | undefined {
  if (!selection.isEmpty) return document.getText(selection);
  const text = document.getText();
  const offset = document.offsetAt(selection.active);
  const statements = scriptStatements(text);
  const found =
    statements.find(({ start, end }) => start <= offset && offset <= end) ??
    statements.find(({ start }) => document.positionAt(start).line === selection.active.line);
  return found === undefined ? undefined : text.slice(found.start, found.end);
}

/** Asks for a statement, beginning with what was typed last for the same thing. */
export async function askSql(memory: Memento, what: string, proposal: string): Promise<string | undefined> {
  const key = `${rememberedKey}:${what}`;
  const value = memory.get<string>(key) ?? proposal;
  const begin = value.indexOf("(") + 1;
  const sql = await window.showInputBox({
    title: what === "" ? "Debug SQL" : `Debug ${what}`,
    prompt: "The statement that is run in a session of its own, under the debugger",
    value,
    ...(begin > 0 && value.endsWith(")") ? { valueSelection: [begin, value.length - 1] } : {}),
    ignoreFocusOut: true,
    validateInput: (text) => (scriptStatements(text).length === 0 ? "Write a statement" : undefined),
  });
  if (sql !== undefined) await memory.update(key, sql);
  return sql;
}

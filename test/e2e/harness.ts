import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";

/** On a machine that has other work too. */
const DEFAULT_TIMEOUT_MS = 45_000;
const POLL_MS = 100;

/** The copy of the session's workspace that VS Code has open. Tests may write to it. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("No folder is open.");
  return folder.uri.fsPath;
}

/** Waits until `condition` holds, looking ten times a second. Rejects after `timeoutMs`, naming `what`. */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  options: { readonly timeoutMs?: number } = {},
): Promise<void> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await pause(POLL_MS);
  }
}

/** The extension under test, active. */
export async function activeExtension(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension<unknown>("dynpgext.dynpgext");
  if (extension === undefined) throw new Error("VS Code does not know the extension dynpgext.dynpgext.");
  await extension.activate();
  return extension;
}

export function uriOf(relativePath: string): vscode.Uri {
  return vscode.Uri.file(join(workspaceFolder(), relativePath));
}

/**
 * Opens a file of the workspace in the editor, as a click in the explorer does: the file counts as closed as soon as the
 * editor is. (`openTextDocument` would hold it for minutes.)
 */
export async function openFile(relativePath: string): Promise<vscode.TextEditor> {
  const uri = uriOf(relativePath);
  await vscode.commands.executeCommand("vscode.open", uri, { preview: false });
  const shown = () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  await waitUntil(`${relativePath} is open`, () => shown() !== undefined);
  const editor = shown();
  if (editor === undefined) throw new Error(`${relativePath} was closed again.`);
  return editor;
}

/** Replaces the only occurrence of `before` in a file of the workspace, without saving it. */
export async function replaceUnsaved(relativePath: string, before: string, after: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uriOf(relativePath));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, before), after);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`VS Code refused to edit ${relativePath}.`);
}

/** The range of the only occurrence of `text`. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`"${text}" is not in ${document.uri.fsPath}.`);
  if (document.getText().indexOf(text, start + 1) >= 0) throw new Error(`"${text}" is there more than once.`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/**
 * The text that a diagnostic of a closed file underlines. It is read from disk: VS Code would keep a document that a
 * test asks for open for minutes.
 */
export function underlinedText(relativePath: string, { range }: vscode.Diagnostic): string {
  const lines = readFileSync(uriOf(relativePath).fsPath, "utf8").split("\n");
  const underlined = lines.slice(range.start.line, range.end.line + 1);
  const last = underlined.pop() ?? "";
  return [...underlined, last.slice(0, range.end.character)].join("\n").slice(range.start.character);
}

/** The rule id of a diagnostic of ours. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}

/** Our diagnostics of one file, those of other extensions left out. */
export function diagnosticsOf(relativePath: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(relativePath)).filter(({ source }) => source === "dynpgext");
}

/**
 * Waits until our diagnostics of one file satisfy `isWanted` and returns them. Rejects after `timeoutMs` with what was
 * there instead.
 */
export async function waitForDiagnostics(
  relativePath: string,
  isWanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
  options: { readonly timeoutMs?: number } = {},
): Promise<vscode.Diagnostic[]> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    const look = () => {
      const diagnostics = diagnosticsOf(relativePath);
      if (isWanted(diagnostics)) finish(() => resolve(diagnostics));
    };
    const giveUp = () => {
      const present = diagnosticsOf(relativePath).map((each) => `  ${describeDiagnostic(each)}`);
      reject(
        new Error(
          [`not the wanted diagnostics of ${relativePath} within ${timeoutMs} ms, but:`, ...present].join(
            "\n",
          ),
        ),
      );
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    const timer = setTimeout(() => finish(giveUp), timeoutMs);
    const finish = (settle: () => void) => {
      subscription.dispose();
      clearTimeout(timer);
      settle();
    };
    look();
  });
}

/** One line: rule, position from 1, message. */
export function describeDiagnostic(diagnostic: vscode.Diagnostic): string {
  const { line, character } = diagnostic.range.start;
  return `${line + 1}:${character + 1} ${ruleOf(diagnostic)}: ${diagnostic.message}`;
}

/**
 * The quick fixes that VS Code offers where a diagnostic is, with their edits. The API does not say which diagnostic
 * an action is for, so those of others at the same place are among them.
 */
export async function quickFixesAt(relativePath: string, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uriOf(relativePath),
    range,
    vscode.CodeActionKind.QuickFix.value,
    50, // Actions that are resolved, so that they carry their edit.
  );
}

/** The quick fix with this title. */
export async function quickFixNamed(
  relativePath: string,
  range: vscode.Range,
  title: string,
): Promise<vscode.CodeAction> {
  const offered = await quickFixesAt(relativePath, range);
  const fix = offered.find((action) => action.title === title);
  if (fix === undefined)
    throw new Error(`No "${title}" among: ${offered.map((action) => action.title).join(", ")}`);
  return fix;
}

/** Does what choosing the action in the menu does. */
export async function applyAction(action: vscode.CodeAction): Promise<void> {
  if (action.edit === undefined && action.command === undefined)
    throw new Error(`"${action.title}" does nothing.`);
  if (action.edit !== undefined && !(await vscode.workspace.applyEdit(action.edit))) {
    throw new Error(`VS Code refused the edit of "${action.title}".`);
  }
  if (action.command !== undefined) {
    const argumentsOfCommand = (action.command.arguments ?? []) as unknown[];
    await vscode.commands.executeCommand(action.command.command, ...argumentsOfCommand);
  }
}

import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from "vscode-languageserver/node";
import type { Finding } from "../../base/finding";
import { listRefactorings } from "../../features/refactor/listRefactorings";
import { explainRuleCommand } from "../../protocol/explainRule";
import { fixAllKind, fixAllOfFile, fixAllOfRule, quickFixes } from "../actions/fixActions";
import { suppressAction } from "../actions/suppressAction";
import { toWorkspaceEdit } from "../actions/workspaceEdit";
import { diagnosticSource } from "../convert";
import { collectEntities } from "../featureRequest";
import { guardedRequest } from "../guard";
import type { Session } from "../session";
import { pathOfUri } from "../uris";
import type { WorkspaceFolder } from "../workspaceFolder";

/** What can be done about the findings in a range. */
export function handleCodeActions(session: Session): void {
  const { connection, log } = session;
  connection.onCodeAction(guardedRequest(log, "codeAction", (params) => codeActions(session, params)));
}

async function codeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const { features, scheduler, folders, places } = session;
  const path = pathOfUri(textDocument.uri);
  const folder = path === undefined ? undefined : folders.owner(path);
  if (path === undefined || folder === undefined || !features.codeActionLiterals) return [];
  await collectEntities(session, folder);
  scheduler.flush();
  const actions: CodeAction[] = [];
  if (isAsked(context.only, CodeActionKind.QuickFix)) {
    const start = places.offset(path, range.start);
    const end = places.offset(path, range.end);
    const here = folder.findings(path).filter(({ site }) => site.start <= end && start <= site.end);
    actions.push(...actionsFor(session, folder, here, context.diagnostics));
  }
  actions.push(...refactorActions(session, folder, path, range, context.only));
  // Not in the light bulb's menu: only when the client asks for source actions.
  if (context.only !== undefined && isAsked(context.only, fixAllKind)) {
    const fixAll = fixAllOfFile(session, folder, path);
    if (fixAll !== undefined) actions.push(fixAll);
  }
  return actions;
}

/** The fixes of all findings first, then what concerns whole rules. */
function actionsFor(
  session: Session,
  folder: WorkspaceFolder,
  findings: readonly Finding[],
  given: readonly Diagnostic[],
): CodeAction[] {
  const withDiagnostics = findings.map((finding) => ({
    finding,
    diagnostics: matching(session, finding, given),
  }));
  const firstOfRule = withDiagnostics.filter(
    ({ finding }, position) => findings.findIndex(({ rule }) => rule === finding.rule) === position,
  );
  const actions = [
    ...withDiagnostics.flatMap(({ finding, diagnostics }) => quickFixes(session, finding, diagnostics)),
    ...firstOfRule.map(({ finding, diagnostics }) => fixAllOfRule(session, folder, finding, diagnostics)),
    ...firstOfRule.map(({ finding, diagnostics }) => suppressAction(session, finding, diagnostics)),
    ...firstOfRule.map(({ finding, diagnostics }) => explainAction(finding, diagnostics)),
  ];
  return actions.filter((action) => action !== undefined);
}

function explainAction({ rule }: Finding, diagnostics: Diagnostic[]): CodeAction {
  const title = `Explain rule ${rule}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title, command: explainRuleCommand, arguments: [rule] },
  };
}

/** The client's own copies of a finding, which it shows the action at. */
function matching(
  { places }: Session,
  { rule, site, message }: Finding,
  given: readonly Diagnostic[],
): Diagnostic[] {
  const { start } = places.range(site);
  return given.filter(
    (diagnostic) =>
      diagnostic.source === diagnosticSource &&
      diagnostic.code === rule &&
      diagnostic.message === message &&
      diagnostic.range.start.line === start.line &&
      diagnostic.range.start.character === start.character,
  );
}

const refactorKinds = { extract: CodeActionKind.RefactorExtract, rewrite: CodeActionKind.RefactorRewrite };

/** What can be written for the user where the cursor is. */
function refactorActions(
  { places, features, log }: Session,
  { editorWorkspace }: WorkspaceFolder,
  path: string,
  range: Range,
  only: readonly string[] | undefined,
): CodeAction[] {
  const kinds = Object.values(refactorKinds).filter((kind) => isAsked(only, kind));
  if (kinds.length === 0 || !editorWorkspace) return [];
  try {
    return listRefactorings(editorWorkspace, path, places.offset(path, range.start)).flatMap(
      ({ title, kind, edits }): CodeAction[] =>
        kinds.includes(refactorKinds[kind])
          ? [{ title, kind: refactorKinds[kind], edit: toWorkspaceEdit(edits, places, features) }]
          : [],
    );
  } catch (error) {
    // The fixes of findings are offered all the same.
    log.failure("Refactorings", error);
    return [];
  }
}

/** `only` names kinds whose sub-kinds are wanted too. */
function isAsked(only: readonly string[] | undefined, kind: string): boolean {
  return (
    only === undefined || only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`))
  );
}

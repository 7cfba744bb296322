import type { Span } from "../../base/span";
import type { CFacts } from "../../facts/cFacts";
import { apiFunctions } from "../../pg/api/apiFunctions";
import { controlKeyDocs } from "../../pg/controlKeyDocs";
import { controlKeys } from "../../pg/controlKeys";
import { handleFields, interfaceDocs, type InterfaceDoc } from "../../pg/interfaceDocs";
import { wellKnownContexts } from "../../pg/wellKnownContexts";
import { workerDocs } from "../../pg/workerDocs";
import { controlFileName } from "../../syntax/control/controlFileName";
import { readControl } from "../../syntax/control/readControl";
import { cTokenAt, type CToken } from "../cTokenAt";
import type { EditorWorkspace } from "../editorWorkspace";
import { foldedText } from "../foldedText";
import { entitiesAt, occurrencesAt } from "../occurrencesAt";
import { describeApi, isExplained } from "./describeApi";
import { describeRegion } from "./describeRegion";
import { describeEntity } from "./describeEntity";

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** What is known of the word at an offset that no C tool knows. */
export function findHover(workspace: EditorWorkspace, path: string, offset: number): Hover | undefined {
  const file = workspace.index.cFiles.get(path);
  const token = file && cTokenAt(file, offset);
  if (token?.kind === "comment") return undefined;
  const parts: string[] = [];
  const [first] = occurrencesAt(workspace, path, offset);
  let span: Span | undefined = token && token.kind !== "other" ? token : first?.span;
  if (file && token?.kind === "identifier") parts.push(...describeWord(workspace, file, token));
  const region =
    file && token?.kind === "identifier" && token.previous !== "->" && token.previous !== "."
      ? describeRegion(workspace, path, offset)
      : undefined;
  if (region !== undefined) parts.push(region);
  for (const entity of entitiesAt(workspace, path, offset)) {
    const described = describeEntity(workspace, entity);
    if (described !== undefined && !parts.includes(described)) parts.push(described);
  }
  if (controlFileName(path)) {
    const key = describeControlKey(workspace.text(path) ?? "", offset);
    if (key) {
      parts.push(key.markdown);
      span = key.span;
    }
  }
  return parts.length > 0 && span
    ? { markdown: parts.join("\n\n---\n\n"), span: { start: span.start, end: span.end } }
    : undefined;
}

function describeWord(
  workspace: EditorWorkspace,
  file: CFacts,
  { text, previous }: CToken,
): readonly string[] {
  const isMember = previous === "->" || previous === ".";
  const parts: string[] = [];
  const doc = isMember
    ? file.mentionsInterface
      ? handleFields.get(text)
      : undefined
    : interfaceDocs.get(text);
  if (doc) parts.push(documented(text === "register_bgworker" ? withArity(workspace, file, doc) : doc));
  const worker = workerDocs.get(text);
  if (worker) {
    const remark = worker.remark === undefined ? "" : `\n\n**Dynpgext**: ${worker.remark}`;
    parts.push(`${documented(worker)}${remark}`);
  }
  const api = isMember ? undefined : apiFunctions.get(text);
  const isOwn = file.functionsNamed(text).some(({ isStatic }) => isStatic);
  if (api && isExplained(api) && !isOwn) parts.push(describeApi(api));
  const context = wellKnownContexts.get(text);
  if (context?.isField === isMember)
    parts.push(
      `**memory context**: what is allocated in it lives until ${context.until}.\n\n_${context.source}_`,
    );
  const folded = isMember ? undefined : foldedText(workspace, file.path, text);
  if (folded !== undefined) parts.push(`\`${text}\` is ${JSON.stringify(folded)}`);
  return parts;
}

function documented({ declaration, text }: InterfaceDoc): string {
  return `\`\`\`c\n${declaration}\n\`\`\`\n\n${text}`;
}

/** The form that the included header has. */
function withArity({ index }: EditorWorkspace, file: CFacts, doc: InterfaceDoc): InterfaceDoc {
  const view = index.interfaceLibraries.find(({ files }) => files.includes(file));
  if (!view) return doc;
  const declaration =
    view.header.registerArguments === 3
      ? "void register_bgworker(const dynpgext_handle *handle, BackgroundWorker *bgw, int flags)"
      : "void register_bgworker(const dynpgext_handle *handle, BackgroundWorker *bgw, void (*callback)(BackgroundWorkerHandle *handle, void *data), void *data, int flags)";
  return { ...doc, declaration };
}

function describeControlKey(text: string, offset: number): Hover | undefined {
  const entry = readControl(text).entries.find(
    ({ keySpan }) => keySpan.start <= offset && offset <= keySpan.end,
  );
  const key = entry && controlKeys.find((each) => each.key === entry.key);
  if (!entry || !key) return undefined;
  const since = key.since > 13 ? ` From PostgreSQL ${key.since} on.` : "";
  return {
    markdown: `\`${key.key}\` (${key.type})\n\n${controlKeyDocs.get(key.key) ?? ""}${since}`,
    span: entry.keySpan,
  };
}

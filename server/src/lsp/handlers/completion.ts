import {
  CompletionItemKind,
  MarkupKind,
  type CompletionItem,
  type CompletionParams,
} from "vscode-languageserver/node";
import { completionDocs } from "../../features/completion/completionDocs";
import { findCompletions } from "../../features/completion/findCompletions";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";

const kinds = {
  function: CompletionItemKind.Function,
  constant: CompletionItemKind.EnumMember,
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  text: CompletionItemKind.Text,
  key: CompletionItemKind.Property,
  macro: CompletionItemKind.Constant,
};

export function handleCompletion(session: Session): void {
  const { connection, places } = session;
  connection.onCompletion(
    featureRequest<CompletionParams, CompletionItem[]>(
      session,
      "completion",
      [],
      ({ workspace, path }, params) => {
        const offset = places.offset(path, params.position);
        return findCompletions(workspace, path, offset).map(
          ({ label, kind, detail, insert, span, rank = 1 }) => ({
            label,
            kind: kinds[kind],
            ...(detail === undefined ? {} : { detail }),
            sortText: `${rank.toFixed(2)} ${label}`,
            filterText: label,
            textEdit: { range: places.range({ path, ...span }), newText: insert ?? label },
          }),
        );
      },
      { names: "onDemand" },
    ),
  );
  connection.onCompletionResolve((item) => {
    const docs = completionDocs(item.label);
    return docs === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: docs } };
  });
}

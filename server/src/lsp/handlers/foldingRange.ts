import { FoldingRangeKind, type FoldingRange, type FoldingRangeParams } from "vscode-languageserver/node";
import { findFoldings } from "../../features/findFoldings";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";

const kinds = {
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
  region: FoldingRangeKind.Region,
};

export function handleFoldingRange(session: Session): void {
  const { connection, places } = session;
  connection.onFoldingRanges(
    featureRequest<FoldingRangeParams, FoldingRange[]>(
      session,
      "foldingRange",
      [],
      ({ path }) =>
        findFoldings(path, places.text(path) ?? "").flatMap(({ span, kind }) => {
          const startLine = places.position(path, span.start).line;
          const endLine = places.position(path, span.end).line;
          return endLine > startLine ? { startLine, endLine, ...(kind ? { kind: kinds[kind] } : {}) } : [];
        }),
      { names: "onDemand" },
    ),
  );
}

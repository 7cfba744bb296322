import {
  SemanticTokensBuilder,
  type SemanticTokens,
  type SemanticTokensParams,
} from "vscode-languageserver/node";
import { listSemanticTokens, type TokenType } from "../../features/listSemanticTokens";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";

export const tokenTypes: TokenType[] = ["macro", "function", "type", "method", "enumMember"];

export function handleSemanticTokens(session: Session): void {
  const { connection, places } = session;
  const nothing: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(
    featureRequest<SemanticTokensParams, SemanticTokens>(
      session,
      "semanticTokens",
      nothing,
      ({ workspace, path }) => {
        const file = workspace.index.cFiles.get(path);
        if (!file) return nothing;
        const builder = new SemanticTokensBuilder();
        for (const { start, end, type } of listSemanticTokens(file)) {
          const { line, character } = places.position(path, start);
          builder.push(line, character, end - start, tokenTypes.indexOf(type), 0);
        }
        return builder.build();
      },
      { names: "onDemand" },
    ),
  );
}

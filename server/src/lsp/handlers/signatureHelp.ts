import { MarkupKind, type SignatureHelp, type SignatureHelpParams } from "vscode-languageserver/node";
import { findSignature } from "../../features/findSignature";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";

export function handleSignatureHelp(session: Session): void {
  const { connection, places } = session;
  connection.onSignatureHelp(
    featureRequest<SignatureHelpParams, SignatureHelp | null>(
      session,
      "signatureHelp",
      null,
      ({ workspace, path }, params) => {
        const signature = findSignature(workspace, path, places.offset(path, params.position));
        if (!signature) return null;
        const { label, parameters, active, markdown } = signature;
        const documentation = { kind: MarkupKind.Markdown, value: markdown };
        return {
          signatures: [{ label, documentation, parameters: parameters.map((each) => ({ label: each })) }],
          activeSignature: 0,
          activeParameter: active,
        };
      },
      { names: "onDemand" },
    ),
  );
}

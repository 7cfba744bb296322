import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { serve } from "../../server/src/lsp/serve";
import { rules } from "../../server/src/rules/registry";

/** Runs the language server over standard input and output, until its client ends it. */
export async function serveLanguage(): Promise<void> {
  serve({ createWorkspace, rules });
  await new Promise<never>(() => undefined);
}

import { productParts } from "../../server/src/lsp/productParts";
import { serve } from "../../server/src/lsp/serve";

/** Runs the language server over standard input and output, until its client ends it. */
export async function serveLanguage(): Promise<void> {
  serve(productParts);
  await new Promise<never>(() => undefined);
}

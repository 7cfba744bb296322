/** The language server as a program: `node dist/server.js --stdio`, or forked by the client of VS Code. */
import { productParts } from "./productParts";
import { serve } from "./serve";

serve(productParts);

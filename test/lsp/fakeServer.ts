/** The real server on the fake analysis. */
import { serve } from "../../server/src/lsp/serve";
import { fakeParts } from "./fakeEngine";

serve(fakeParts);

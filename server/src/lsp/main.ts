/** The language server as a program: `node dist/server.js --stdio`, or forked by the client of VS Code. */
import { createWorkspace } from "../engine/createWorkspace";
import { rules } from "../rules/registry";
import { serve } from "./serve";

serve({ createWorkspace, rules });

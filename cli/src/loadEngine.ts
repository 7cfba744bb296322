import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { suppressionRules } from "../../server/src/engine/suppressionRules";
import { rules } from "../../server/src/rules/registry";
import type { EngineParts } from "./engineParts";

/** The real analysis with its rules. */
export function loadEngine(): EngineParts {
  return { createWorkspace, rules: [...rules, ...suppressionRules] };
}

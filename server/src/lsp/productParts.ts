import { createWorkspace } from "../engine/createWorkspace";
import { suppressionRules } from "../engine/suppressionRules";
import { rules } from "../rules/registry";
import { loadSqlParser } from "../syntax/sql/loadSqlParser";
import type { EngineParts } from "./engineParts";

/** The real analysis with everything that it can report. */
export const productParts: EngineParts = {
  createWorkspace,
  rules: [...rules, ...suppressionRules],
  loadSqlParser,
};

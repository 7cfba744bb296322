import { jsonLine } from "../dev/jsonLine";
import type { Choice } from "./chooseIds";
import type { TestFormat } from "./reportText";

/** The tests there are: one id per line, or ids and paths for programs. */
export function listText({ ids, paths }: Choice, format: TestFormat): string {
  if (format === "json") return jsonLine(ids.map((id) => ({ id, path: paths.get(id) })));
  return ids.map((id) => `${id}\n`).join("");
}

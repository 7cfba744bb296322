import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The regression tests of an example and their expected outputs, by path relative to it. */
export function regressionFiles(example: string): Map<string, string> {
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../examples", example);
  const names = ["sql", "expected"]
    .filter((part) => existsSync(path.join(folder, part)))
    .flatMap((part) => readdirSync(path.join(folder, part)).map((name) => `${part}/${name}`));
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
}

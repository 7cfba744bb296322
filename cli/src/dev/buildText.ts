import { basename } from "node:path";
import type { Project } from "../../../devpg/src/project/project";
import type { SourceDiagnostic } from "../../../devpg/src/interpret/sourceDiagnostic";
import type { DevText } from "./devText";
import { diagnosticText } from "./diagnosticText";

/** How a project is called: by its extensions, else its libraries, else its folder. */
export function projectTitle({ extensions, libraries, folder }: Project): string {
  if (extensions.length > 0) return extensions.map(({ name }) => name).join(", ");
  return libraries.length > 0 ? libraries.join(", ") : basename(folder);
}

/** What the compiler said of a build that succeeded. */
export async function warningsText(diagnostics: readonly SourceDiagnostic[], text: DevText): Promise<string> {
  const parts: string[] = [];
  for (const diagnostic of diagnostics) parts.push(`${await diagnosticText(diagnostic, text)}\n`);
  return parts.join("");
}

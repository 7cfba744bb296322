import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { controlError } from "../interpret/controlError";
import { raisedAt } from "../interpret/raisedAt";
import type { ServerMessage } from "../interpret/serverMessage";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import { crashProblem } from "./crashProblem";
import type { DevProblem, DevResult } from "./devPostgres";
import { installedExtension } from "./extensionScripts";
import { locateScriptError, type ScriptFailure } from "./locateScriptError";
import type { ProjectContext } from "./projectContext";
import { readTree } from "./readProject";
import { sourceTexts } from "./sourceTexts";

/**
 * What became of a statement of a load: the server's words behind what was tried, with the places in the control file,
 * the script and the C source that they are about.
 */
export async function loadFailure<T>(
  tried: string,
  problem: DevProblem,
  failure: Omit<ScriptFailure, "message"> & { readonly extension: string },
): Promise<DevResult<T>> {
  const { serverMessage } = problem;
  if (problem.code === "connection-lost")
    return { ok: false, problem: await crashProblem(tried, problem, failure) };
  if (serverMessage === undefined) return { ok: false, problem };
  const inScript =
    controlDiagnostic(failure, serverMessage) ??
    (await locateScriptError({ ...failure, message: serverMessage }));
  const inSource = sourceDiagnostic(failure.projectFolder, serverMessage);
  const diagnostics = [inScript, inSource].filter((each) => each !== undefined);
  return {
    ok: false,
    problem: {
      ...problem,
      code: "load-failed",
      message: `${tried} failed: ${shortened(problem.message, failure.context)}`,
      ...(diagnostics.length === 0 ? {} : { diagnostics }),
    },
  };
}

/** Without the folders of the private copy, which everybody knows by now. */
function shortened(text: string, { installation }: ProjectContext): string {
  const { pkglibdir, sharedir } = installation;
  return text.replaceAll(`${pkglibdir}/`, "").replaceAll(`${sharedir}/extension/`, "");
}

/** Shown in the workspace's control file where that is the one that was installed, or nearly. */
function controlDiagnostic(
  { context, projectFolder, extension }: Omit<ScriptFailure, "message"> & { readonly extension: string },
  message: ServerMessage,
): SourceDiagnostic | undefined {
  const installed = installedExtension(context.installation, extension).controlFile;
  const named = /"([^"]+\.control)"/.exec(message.message)?.[1] ?? installed;
  const own = (readTree(projectFolder)?.paths ?? []).find((path) => basename(path) === basename(named));
  const path = own === undefined ? named : join(projectFolder, own);
  if (!existsSync(path)) return undefined;
  return controlError(message, { path, text: readFileSync(path, "utf8") });
}

/** The line of the extension's own C code that raised it. */
function sourceDiagnostic(projectFolder: string, message: ServerMessage): SourceDiagnostic | undefined {
  const files = (readTree(projectFolder)?.paths ?? [])
    .filter((path) => /\.(?:c|cc|cpp|cxx|h)$/.test(path))
    .map((path) => join(projectFolder, path));
  const place = raisedAt(message, files, sourceTexts());
  if (place === undefined) return undefined;
  return {
    ...place,
    source: "server",
    severity: "error",
    message: message.message,
    code: message.code,
    related: [],
  };
}

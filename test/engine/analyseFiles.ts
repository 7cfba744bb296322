/** The one place where the engine's tests touch the engine. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Finding } from "../../server/src/base/finding";
import { LineMap } from "../../server/src/base/lineMap";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { parseSettings } from "../../server/src/engine/settings";
import type { Analysis, Workspace, WorkspaceOptions } from "../../server/src/engine/workspace";

export const root = "/workspace";

/** Texts by path relative to the workspace folder. */
export type Files = ReadonlyMap<string, string>;

export interface Options {
  readonly pg?: number;
  readonly settings?: Record<string, unknown>;
}

export function workspaceOptions({ pg, settings }: Options = {}): WorkspaceOptions {
  const parsed = parseSettings(settings ?? {});
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return { settings: parsed.value, pgMajor: pg ?? 17 };
}

export function workspaceOf(files: Files, options: Options = {}): Workspace {
  const workspace = createWorkspace(root, workspaceOptions(options));
  for (const [name, text] of files) workspace.setFile(`${root}/${name}`, text);
  return workspace;
}

/** The findings of a new workspace, each `file:line rule` with a 1-based line, sorted. Throws on internal errors. */
export function linesOf(files: Files, options: Options = {}): string[] {
  return describe(files, findingsOf(workspaceOf(files, options).analyze()));
}

export function findingsOf(analysis: Analysis): Finding[] {
  if (analysis.internalErrors.length > 0) throw new Error(JSON.stringify(analysis.internalErrors, null, 1));
  return [...analysis.findings.values()].flat();
}

export function describe(files: Files, findings: readonly Finding[]): string[] {
  return findings
    .map(({ rule, site }) => {
      const name = nameOf(site.path);
      return `${name}:${new LineMap(files.get(name) ?? "").position(site.start).line + 1} ${rule}`;
    })
    .sort();
}

export function nameOf(absolute: string): string {
  return absolute.slice(root.length + 1);
}

/** The files of one of the project's examples that an analysis wants to read. */
export function exampleFiles(example: string): Map<string, string> {
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../examples", example);
  const workspace = createWorkspace(root, workspaceOptions());
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    name.replaceAll("\\", "/"),
  );
  return new Map(
    names
      .filter((name) => workspace.wants(`${root}/${name}`))
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

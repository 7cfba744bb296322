/** Every request of the editor at random places of random files: none may throw, whatever the code is like. */
import { findRegionPlot } from "../../server/src/engine/findRegionPlot";
import { findCompletions } from "../../server/src/features/completion/findCompletions";
import type { EditorWorkspace } from "../../server/src/features/editorWorkspace";
import { findDefinitions } from "../../server/src/features/findDefinitions";
import { findFoldings } from "../../server/src/features/findFoldings";
import { findHighlights } from "../../server/src/features/findHighlights";
import { findReferences } from "../../server/src/features/findReferences";
import { findSignature } from "../../server/src/features/findSignature";
import { findWorkspaceSymbols } from "../../server/src/features/findWorkspaceSymbols";
import { findHover } from "../../server/src/features/hover/findHover";
import { listDocumentSymbols } from "../../server/src/features/listDocumentSymbols";
import { listHints } from "../../server/src/features/listHints";
import { listLenses } from "../../server/src/features/listLenses";
import { listSemanticTokens } from "../../server/src/features/listSemanticTokens";
import { listRefactorings } from "../../server/src/features/refactor/listRefactorings";
import { findRenameTarget } from "../../server/src/features/rename/findRenameTarget";
import { planRename } from "../../server/src/features/rename/planRename";
import { openFolder } from "./sqlDefinitions";

type Request = (workspace: EditorWorkspace, path: string, offset: number) => unknown;

const everything = { start: 0, end: Infinity };

/** What an editor may ask about an offset of a file, by name. */
export const requests: Readonly<Record<string, Request>> = {
  definition: findDefinitions,
  references: (workspace, path, offset) =>
    findReferences(workspace, path, offset, { withDeclarations: true }),
  highlights: findHighlights,
  hover: findHover,
  completion: findCompletions,
  signature: findSignature,
  refactorings: listRefactorings,
  rename: (workspace, path, offset) => {
    const target = findRenameTarget(workspace, path, offset);
    return target?.ok === true
      ? planRename(workspace, target.value.entity, "renamed.name_x", new Map())
      : target;
  },
  symbols: listDocumentSymbols,
  lenses: listLenses,
  hints: (workspace, path) =>
    listHints(workspace, path, everything, { names: true, scopes: true, regions: true }),
  regions: (workspace, path, offset) => findRegionPlot(workspace.index, path, offset),
  tokens: (workspace, path) => {
    const file = workspace.index.cFiles.get(path);
    return file && listSemanticTokens(file);
  },
  foldings: (workspace, path) => findFoldings(path, workspace.text(path) ?? ""),
  workspaceSymbols: (workspace, path) => findWorkspaceSymbols(workspace, path.slice(-3)),
};

export interface RequestFailure {
  readonly request: string;
  readonly path: string;
  readonly offset: number;
  readonly stack: string;
}

/** The same sequence in every run. Source of the constants: Numerical Recipes, "quick and dirty" generator. */
function sequence(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Makes `count` requests in up to `fileCount` files of the folders, the same in every run. */
export async function tryRequests(
  folders: readonly string[],
  { fileCount, count, seed }: { readonly fileCount: number; readonly count: number; readonly seed: number },
): Promise<{ readonly files: number; readonly made: number; readonly failures: readonly RequestFailure[] }> {
  const random = sequence(seed);
  const failures: RequestFailure[] = [];
  const names = Object.keys(requests);
  let files = 0;
  let made = 0;
  for (const [i, folder] of folders.entries()) {
    const workspace = await openFolder(folder);
    const paths = [...workspace.paths()].sort();
    const quota = Math.min(paths.length, Math.ceil((fileCount - files) / (folders.length - i)));
    for (let n = 0; n < quota; n++) {
      const path = paths.splice(random(paths.length), 1)[0]!;
      const length = workspace.text(path)?.length ?? 0;
      files++;
      for (let k = 0; k < Math.ceil(count / fileCount); k++) {
        const request = names[made % names.length]!;
        const offset = random(length + 1);
        made++;
        try {
          requests[request]!(workspace, path, offset);
        } catch (error) {
          failures.push({
            request,
            path,
            offset,
            stack: error instanceof Error ? (error.stack ?? "") : String(error),
          });
        }
      }
    }
  }
  return { files, made, failures };
}

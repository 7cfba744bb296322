import { extensionOf, knownVersions, versionIn, withVersion } from "../../rules/helpers/nameVersion";
import type { EditorWorkspace } from "../editorWorkspace";
import { entitiesAt } from "../occurrencesAt";
import { planRename } from "../rename/planRename";
import type { Refactoring } from "./refactoring";

/** For a name of shared memory without a version: the name as the convention `extension:version:value` has it, everywhere. */
export function addVersion(workspace: EditorWorkspace, path: string, offset: number): readonly Refactoring[] {
  const { index } = workspace;
  const entity = entitiesAt(workspace, path, offset).find(({ kind }) => kind === "shmemName");
  if (!entity || versionIn(entity.name)) return [];
  const own = index.libraries
    .filter(
      ({ sources }) =>
        sources.includes(path) || index.entities.programWith(path)?.library.sources === sources,
    )
    .flatMap((library) => library.extensions);
  const extensions = extensionOf(entity.name, own, index.extensions);
  const [version, other] = knownVersions(extensions);
  const [extension] = extensions;
  if (!extension || version === undefined || other !== undefined) return [];
  const to = withVersion(entity.name, extension.name, version);
  const plan = planRename(workspace, entity, to, new Map());
  return plan.ok && plan.value.edits.length > 0
    ? [{ title: `Add the version to the name everywhere: "${to}"`, kind: "rewrite", edits: plan.value.edits }]
    : [];
}

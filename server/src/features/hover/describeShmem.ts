import type { Allocation } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { textAt } from "../../rules/helpers/shmemNames";
import { describePlace } from "../describePlace";
import type { EditorWorkspace } from "../editorWorkspace";
import { lengthOfName } from "./lengthOfName";
import { placeList } from "./placeList";

/** Shared memory by its name: who allocates it, how large, for what, and who looks it up. */
export function describeShmem(workspace: EditorWorkspace, name: string): string {
  const { index } = workspace;
  const entity = { kind: "shmemName", name } as const;
  const allocations = allocationsOf(workspace, name).map(({ view, allocation }) =>
    describeAllocation(workspace, view, allocation),
  );
  const lookups = index.entities.occurrencesOf(entity).filter(({ role }) => role === "lookup");
  return [
    `**shared memory** \`${name}\`${lengthOfName(entity)}`,
    allocations.length > 0
      ? [...new Set(allocations)].join("\n")
      : "Nothing in this workspace allocates it: the look-up finds NULL unless another extension does.",
    lookups.length > 0 ? placeList(workspace, lookups, "looked up").join("\n") : "Nothing looks it up.",
  ].join("\n\n");
}

/** The allocations of a name in all libraries. */
export function allocationsOf(
  { index }: EditorWorkspace,
  name: string,
): readonly { readonly view: LibraryView; readonly allocation: Allocation }[] {
  return index.interfaceLibraries.flatMap((view) =>
    view.allocations
      .filter((allocation) => allocation.name.texts.some(({ text }) => text === name))
      .map((allocation) => ({ view, allocation })),
  );
}

/** `one for each database`, as far as the flags are known. */
export function scopeOf(isDatabaseLocal: boolean | undefined): string {
  if (isDatabaseLocal === undefined) return "of a scope that is not known";
  return isDatabaseLocal ? "one for each database" : "one for the cluster";
}

function describeAllocation(workspace: EditorWorkspace, view: LibraryView, allocation: Allocation): string {
  const { size, sizeSite, isDatabaseLocal, event, callback } = allocation;
  const written = textAt(view, sizeSite).replace(/\s+/gu, " ");
  const bytes = size?.value;
  const isNumber = /^\d+$/u.test(written);
  const amount =
    bytes === undefined ? `\`${written}\`` : isNumber ? `${bytes} bytes` : `\`${written}\` = ${bytes} bytes`;
  const { maxDatabases } = workspace.index.options;
  const times =
    isDatabaseLocal === true && bytes !== undefined
      ? ` × ${maxDatabases} databases = ${bytes * maxDatabases} bytes`
      : "";
  const filled = callback.kind === "function" ? `, filled by \`${callback.name}\`` : "";
  return `- ${scopeOf(isDatabaseLocal)}, ${amount}${times}${filled}; allocated ${describePlace(workspace, event.site)} in \`${event.fn.name}\``;
}

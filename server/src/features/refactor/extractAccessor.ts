import type { EditorWorkspace } from "../editorWorkspace";
import { freshName } from "./freshName";
import { beforeDefinition } from "./insertionPlaces";
import { known, lookupAt } from "./lookupAt";
import { nameArgument } from "./nameArgument";
import type { Refactoring } from "./refactoring";

/** For a look-up: a function that looks the memory up, checks it and returns it typed, used by all look-ups of the file like it. */
export function extractAccessor(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Refactoring[] {
  const found = lookupAt(workspace, path, offset);
  const file = workspace.index.cFiles.get(path);
  if (found?.type === undefined || !file || found.lookup.event.site.path !== path) return [];
  const alike = found.view.lookups
    .flatMap((lookup) => known(found.view, lookup) ?? [])
    .filter(
      ({ lookup, name, type }) =>
        lookup.event.site.path === path && name === found.name && type === found.type,
    );
  const sites = new Map(alike.map(({ lookup: { event } }) => [event.site.start, event]));
  const first = Math.min(...[...sites.values()].map(({ fn }) => fn.base));
  // A look-up in a macro or already in a function that does nothing else is left alone.
  if (
    [...sites.values()].some(
      ({ site }) => !file.text.slice(site.start, site.end).startsWith("dynpgext_lookup_shmem"),
    )
  )
    return [];
  const accessor = freshName(found, { behind: "_shmem" });
  const at = beforeDefinition(file, first);
  const code = accessorCode(accessor, found.type, nameArgument(workspace, found, path));
  const edits = [
    { path, start: at, end: at, newText: `${code}\n` },
    ...[...sites.values()].map(({ site }) => ({ ...site, newText: `${accessor}()` })),
  ];
  return [{ title: `Look "${found.name}" up in a checked function ${accessor}`, kind: "extract", edits }];
}

function accessorCode(accessor: string, type: string, name: string): string {
  const pointer = type.endsWith("*") ? `${type}*` : `${type} *`;
  return `/* Raises an error when the loader did not allocate the memory. */
static ${pointer}
${accessor}(void)
{
	${pointer}memory = dynpgext_lookup_shmem(${name});

	if (memory == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("shared memory \\"%s\\" is not allocated", ${name})));
	return memory;
}
`;
}

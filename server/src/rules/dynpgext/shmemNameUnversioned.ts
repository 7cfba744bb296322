import type { Fix } from "../../base/finding";
import { sameSite, type Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import { piecesOf } from "../../flow/evaluate/text";
import type { NameArgument } from "../../index/interfaceUse";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { extensionOf, knownVersions, saysVersion, versionIn, withVersion } from "../helpers/nameVersion";
import { renameName } from "../helpers/renameName";
import {
  allocatedNames,
  isVersionLike,
  lookedUpNames,
  mayBe,
  quoted,
  type NameUse,
} from "../helpers/shmemNames";
import type { WorkspaceRule } from "../rule";

/** Why a name is not as the convention has it, and what it should be where that is known. */
interface Verdict {
  readonly message: string;
  readonly fix?: { readonly to: string; readonly title: string };
}

type AnyUse = NameUse<{ readonly name: NameArgument }>;

export const shmemNameUnversioned: WorkspaceRule = {
  id: "shmem-name-unversioned",
  pack: "dynpgext",
  scope: "workspace",
  severity: "info",
  stage: "stable",
  since: "0.1.0",
  title: "Name of shared memory does not carry the version of the extension",
  sources: [
    "omni_ext, January and February 2024: every *.control file of the installation is read, and each library it names is initialised, all installed versions of it",
    "dynpgext.h, allocate_shmem: names are global to the cluster",
  ],
  why: "The loader initialises every installed version of an extension in the same server, and names are one space. While an old version is still installed, for instance during an update, both ask for the same name: the second request is ignored, and one version works on memory that the other has laid out.",
  fix: "Follow the convention `extension:version:value`, with the version of the control file. A build that hands the version to the compiler (`EXT_VERSION`) keeps both together. The quick fix changes the allocation and every look-up of the name.",
  limits:
    "Names that are put together at run time are not looked at. Without a control file any part that reads as a version will do. A version that comes from the build (`-D`) is not compared.",
  examples: [
    {
      title: "No version",
      bad: `-- weather.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "weather:stations", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^^^^ no version in its name
}

bool
weather_is_ready(void)
{
	return dynpgext_lookup_shmem("weather:stations") != NULL;
}
-- weather.control --
default_version = '0.4'
module_pathname = '$libdir/weather'
`,
      good: `-- weather.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "weather:0.4:stations", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

bool
weather_is_ready(void)
{
	return dynpgext_lookup_shmem("weather:0.4:stations") != NULL;
}
-- weather.control --
default_version = '0.4'
module_pathname = '$libdir/weather'
`,
      fixGivesGood: true,
    },
  ],
  check(index, report) {
    const allocated = allocatedNames(index).filter(({ key }) => key !== "");
    const uses: readonly AnyUse[] = [...allocated, ...lookedUpNames(index)];
    for (const name of allocated) {
      const verdict = judge(index, name);
      if (!verdict) continue;
      report({
        at: name.site,
        message: verdict.message,
        fixes: verdict.fix ? fixesOf(index, name, verdict.fix, uses) : [],
      });
    }
  },
};

function judge(index: WorkspaceIndex, { view, text }: AnyUse): Verdict | undefined {
  const name = text.text;
  const extensions = extensionOf(name, view.library.extensions, index.extensions);
  const versions = knownVersions(extensions);
  if (versions.some((version) => saysVersion(name, version))) return undefined;
  if (versions.length === 0 && name.split(/[:/]/u).some(isVersionLike)) return undefined;
  const names = new Set(extensions.map((extension) => extension.name));
  const only = names.size === 1 ? [...names][0] : undefined;
  const main = extensions.filter((extension) => !extension.isAuxiliary);
  const version =
    knownVersions(main).length === 1
      ? knownVersions(main)[0]
      : versions.length === 1
        ? versions[0]
        : undefined;
  const said = versionIn(name);
  if (said) {
    if (versions.length === 0 || comesFromBuild(text, said.offset)) return undefined;
    const owner = only ?? view.library.name;
    const message =
      versions.length === 1
        ? `Shared memory ${quoted(name)} says version ${said.text}, but ${owner} is version ${versions[0]!}: its name is that of another version's memory`
        : `Shared memory ${quoted(name)} says version ${said.text}, but ${owner} has versions ${versions.join(", ")} only`;
    if (version === undefined) return { message };
    const to = name.slice(0, said.offset) + version + name.slice(said.offset + said.text.length);
    return { message, fix: { to, title: `Change the version to ${version}` } };
  }
  const message = `Shared memory ${quoted(name)} has no version in its name, so all installed versions of ${only ?? "the extension"} share it`;
  if (only === undefined || version === undefined) return { message };
  return { message, fix: { to: withVersion(name, only, version), title: `Insert version ${version}` } };
}

/** The version stands in no literal of the workspace: the build gave it, and knows better. */
function comesFromBuild(text: AnyUse["text"], offset: number): boolean {
  let start = 0;
  for (const piece of piecesOf(text)) {
    if (start <= offset && offset < start + piece.text.length) return piece.literal === undefined;
    start += piece.text.length;
  }
  return true;
}

/** One edit for every place that says the name; none at all when one of them cannot be changed alike. */
function fixesOf(
  index: WorkspaceIndex,
  name: AnyUse,
  fix: NonNullable<Verdict["fix"]>,
  uses: readonly AnyUse[],
): readonly Fix[] {
  const isPerhapsLookedUp = index.interfaceLibraries.some((view) =>
    view.lookups.some((lookup) => mayBe(lookup.name, name.text.text)),
  );
  if (isPerhapsLookedUp) return [];
  const edits: TextEdit[] = [];
  for (const use of uses) {
    if (use.text.text !== name.text.text) continue;
    const edit = renameName({
      view: use.view,
      name: use.use.name,
      text: use.text,
      to: fix.to,
      isShared: (literal) => isWrongToChange(index, literal, use, uses),
    });
    if (!edit) return [];
    if (!edits.some((other) => sameSite(other, edit))) edits.push(edit);
  }
  return [{ title: fix.title, safety: "review", edits }];
}

/** Another name that is made of the literal is right as it is. */
function isWrongToChange(
  index: WorkspaceIndex,
  literal: Site,
  use: AnyUse,
  uses: readonly AnyUse[],
): boolean {
  return uses.some(
    (other) =>
      other.text.text !== use.text.text &&
      piecesOf(other.text).some((piece) => piece.literal && sameSite(piece.literal, literal)) &&
      judge(index, other) === undefined,
  );
}

import { literalPattern } from "../../base/literalPattern";
import type { Fix } from "../../base/finding";
import type { Site, Span } from "../../base/span";
import { moduleName } from "../../index/buildLibraries";
import type { Registration } from "../../index/interfaceUse";
import type { Extension } from "../../index/library";
import type { LibraryView } from "../../index/libraryView";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { controlEntry } from "../../syntax/control/readControl";
import { nearest } from "../helpers/nearest";
import { certainExecutions } from "../helpers/executions";
import { findMagics } from "../helpers/magic";
import type { Reporter, WorkspaceRule } from "../rule";

export const dynpgextControl: WorkspaceRule = {
  id: "dynpgext-control",
  pack: "dynpgext",
  scope: "workspace",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Control file that a loader stumbles over or that does not lead to the library",
  sources: [
    "omni_ext, January and February 2024, measured on PostgreSQL 15: a control file with module_pathname and no default_version crashes the postmaster",
    "omni_ext, January and February 2024: the library of an extension is the one that module_pathname names",
    "src/backend/postmaster/bgworker.c RegisterBackgroundWorker, REL_15_STABLE: max_worker_processes is the limit for all workers",
  ],
  why: "At start the loader reads every control file of the installation. One that has `module_pathname` but no `default_version` **crashes the postmaster**. A library that no `module_pathname` names is never initialised, and nothing says so. When the workers of all extensions are more than `max_worker_processes`, one loader refuses to start, the other loses workers silently.",
  fix: "Write `default_version` and `module_pathname = '$libdir/<library>'` into the control file, and raise `max_worker_processes` on servers that run many workers (tell us with the setting `maxWorkerProcesses`).",
  limits:
    "Only extensions whose library uses the interface are looked at. `name--version.control` needs no `default_version`. Workers are counted where they are certainly registered: those under a condition, or in a loop without constant bounds, are not.",
  examples: [
    {
      title: "No default_version",
      bad: `-- clock.control --
comment = 'Counts seconds'
module_pathname = '$libdir/clock'
# <--------------- crashes the postmaster
-- clock.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
}
`,
      good: `-- clock.control --
comment = 'Counts seconds'
default_version = '1.0'
module_pathname = '$libdir/clock'
-- clock.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
}
`,
    },
  ],
  check(index, report) {
    for (const view of index.interfaceLibraries) {
      // What a build generates has no file of its own to report in.
      const extensions = view.library.extensions.filter(({ path }) => path.endsWith(".control"));
      for (const extension of extensions) checkVersion(extension, report);
      const own = ownExtension(view, extensions);
      if (own.length === 0) continue;
      if (takesPart(view)) checkModule(index, view, own, report);
      checkWorkers(view, own, report);
    }
  },
};

function checkVersion({ name, path, control, isAuxiliary }: Extension, report: Reporter): void {
  const module = controlEntry(control, "module_pathname");
  if (isAuxiliary || !module || controlEntry(control, "default_version") || control.holes.length > 0) return;
  report({
    at: { path, ...module.keySpan },
    message: `The control file of ${name} has module_pathname but no default_version, which crashes the postmaster when the loader reads it`,
  });
}

/** The control files, for every version, of the one extension that the library is certainly built for. */
function ownExtension(view: LibraryView, extensions: readonly Extension[]): readonly Extension[] {
  const named = extensions.filter(({ name }) => name === view.library.name);
  if (named.length > 0) return named;
  const names = new Set(extensions.map(({ name }) => name));
  return names.size === 1 ? extensions : [];
}

/** The loader has something to do for the library: one that only looks memory up need not be found. */
function takesPart(view: LibraryView): boolean {
  return (
    view.entryPoint("_Dynpgext_init") !== undefined || findMagics(view, "DYNPGEXT_MAGIC").sites.length > 0
  );
}

function checkModule(
  index: WorkspaceIndex,
  view: LibraryView,
  own: readonly Extension[],
  report: Reporter,
): void {
  const { library } = view;
  if (own.some(({ control }) => control.holes.length > 0)) return;
  const isReached = index.extensions.some((extension) => isSameModule(moduleName(extension), library.name));
  const main = mainFile(own);
  const named = own.filter((extension) => moduleName(extension) !== undefined);
  if (isReached || !main) return;
  if (named.length === 0) {
    if (!isBuiltFor(view, main.name)) return;
    report({
      at: firstLine(main),
      severity: "warning",
      message: `The control file of ${main.name} has no module_pathname, so a loader never initialises the library ${library.name}`,
    });
    return;
  }
  for (const extension of named) {
    const entry = controlEntry(extension.control, "module_pathname")!;
    const name = moduleName(extension)!;
    if (/[@%$(){}]/u.test(name) || !isCertainlyAnother(index, view, name)) continue;
    report({
      at: { path: extension.path, ...entry.valueSpan },
      severity: "warning",
      message: `module_pathname of ${extension.name} names ${name}, so a loader never initialises the library ${library.name}`,
      fixes: nameLibrary(extension.path, entry.value, entry.valueSpan, library.name),
    });
  }
}

/** Versions in the file name belong to the same library: `clock--1.0.so`. */
function isSameModule(module: string | undefined, library: string): boolean {
  if (module === undefined) return false;
  return new RegExp(String.raw`^(?:lib)?${literalPattern(library)}(?:--?[\d@$%].*)?$`, "u").test(module);
}

/** Without a build file the library's name is a guess from the extension's, unless a source has it too. */
function isBuiltFor(view: LibraryView, extension: string): boolean {
  if (view.library.system !== "none") return view.library.name === extension;
  return view.library.sources.some((path) => path.endsWith(`/${extension}.c`));
}

function isCertainlyAnother(index: WorkspaceIndex, view: LibraryView, module: string): boolean {
  const { library } = view;
  // The library that it names has the extension for its own, unless that has this one's name.
  if (index.libraries.some((other) => other.name === module))
    return library.extensions.some(({ name }) => name === library.name);
  if (library.system !== "none") return true;
  if (library.sources.some((path) => path.endsWith(`/${module}.c`))) return false;
  return nearest(module, [library.name]) !== undefined;
}

function nameLibrary(path: string, value: string, span: Span, library: string): readonly Fix[] {
  const folder = value.slice(0, value.lastIndexOf("/") + 1);
  const suffix = /\.(?:so|dll|dylib)$/u.exec(value)?.[0] ?? "";
  const newText = `${folder}${library}${suffix}`;
  return [{ title: `Change to ${newText}`, safety: "review", edits: [{ path, ...span, newText }] }];
}

/** Counts what `_Dynpgext_init` registers at every start of the server. */
function checkWorkers(view: LibraryView, own: readonly Extension[], report: Reporter): void {
  const main = mainFile(own);
  const init = view.entryPoint("_Dynpgext_init");
  if (!main || !init || view.isLazilyLoaded) return;
  let perCluster = 0;
  let perDatabase = 0;
  for (const { event, isDatabaseLocal } of distinctPlaces(view.registrations)) {
    if (event.root !== init) continue;
    const count = certainExecutions(view, event);
    if (isDatabaseLocal === true) perDatabase += count;
    else perCluster += count;
  }
  const { maxWorkerProcesses } = view.options;
  const needed = perCluster + perDatabase;
  if (needed <= maxWorkerProcesses) return;
  const databases =
    perDatabase === 0 ? "" : ` with one database, and ${perDatabase} more for each further one`;
  report({
    at: firstLine(main),
    severity: "info",
    message: `${main.name} needs ${needed} worker processes${databases}, but max_worker_processes is ${maxWorkerProcesses}`,
    related: view.registrations.map(({ event }) => ({ site: event.site, message: "registered here" })),
  });
}

/** Each registration once, in however many rounds of a loop it is made. */
function distinctPlaces(registrations: readonly Registration[]): readonly Registration[] {
  const keys = new Set<string>();
  return registrations.filter(({ event }) => {
    const key = [...event.stack, event.site].map(({ path, start }) => `${path}:${start}`).join("|");
    return keys.size < keys.add(key).size;
  });
}

function mainFile(own: readonly Extension[]): Extension | undefined {
  return own.find(({ isAuxiliary }) => !isAuxiliary) ?? own[0];
}

function firstLine({ path, control }: Extension): Site {
  return { path, ...control.firstLine };
}

import type { Site } from "../../base/span";
import { controlEntry, controlList } from "../../syntax/control/readControl";
import { moduleName } from "../buildLibraries";
import type { Extension } from "../library";
import type { Entity } from "./entity";
import { libraryEntity } from "./entityOf";
import type { EntitySources } from "./entitySources";
import type { OccurrenceCollection } from "./occurrenceCollection";

/** Extensions and libraries, from control files, build files and the names of scripts. */
export function collectPackaging(sources: EntitySources, into: OccurrenceCollection): void {
  for (const extension of sources.extensions) collectControl(extension, sources, into);
  for (const { path, extension } of sources.scripts())
    into.add({ kind: "extension", name: extension }, "script", "expression", { path, start: 0, end: 0 });
  for (const file of sources.buildFiles) {
    for (const { name, site } of file.extensions)
      if (site) into.add({ kind: "extension", name }, "build", "name", site);
    for (const target of file.targets) {
      const library = sources.libraries.find(({ id }) => id === `${file.path}#${target.name}`);
      if (!library) continue;
      const isName = target.span.end - target.span.start === library.name.length;
      into.add(libraryEntity(library), "define", isName ? "name" : "expression", {
        path: file.path,
        ...target.span,
      });
    }
  }
}

function collectControl(extension: Extension, sources: EntitySources, into: OccurrenceCollection): void {
  const { path, control, name } = extension;
  const self: Entity = { kind: "extension", name };
  into.add(self, "define", "expression", { path, start: 0, end: 0 });
  const modulePath = controlEntry(control, "module_pathname");
  const library = sources.libraries.find(
    (candidate) => candidate.name === moduleName(extension) && candidate.extensions.includes(extension),
  );
  if (modulePath && library) {
    into.add(
      libraryEntity(library),
      "link",
      "name",
      endingIn(library.name, path, modulePath.raw, modulePath.valueSpan),
    );
    into.link(self, libraryEntity(library));
  }
  const requires = controlEntry(control, "requires");
  if (!requires) return;
  for (const required of controlList(requires.value)) {
    const offset = new RegExp(String.raw`(?<![\w-])${escape(required)}(?![\w-])`, "iu").exec(
      requires.raw,
    )?.index;
    if (offset === undefined) continue;
    const isQuoted = requires.raw.startsWith("'");
    const start = requires.valueSpan.start + offset - (isQuoted ? 1 : 0);
    into.add({ kind: "extension", name: required }, "require", "name", {
      path,
      start,
      end: start + required.length,
    });
  }
}

/** The end of a value, without the suffix of the library's file. */
function endingIn(name: string, path: string, raw: string, span: { start: number; end: number }): Site {
  const offset = raw.lastIndexOf(name) - (raw.startsWith("'") ? 1 : 0);
  return { path, start: span.start + offset, end: span.start + offset + name.length };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
}

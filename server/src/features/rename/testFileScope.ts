import type { Entity } from "../../index/entities/entity";
import { folderOf } from "../../index/buildLibraries";
import { standsFor } from "../findDefinitions";
import type { EditorWorkspace } from "../editorWorkspace";

/** Whether a file that takes no part in the analysis may name `entity`: tests and configuration files. */
export function testFileScope(workspace: EditorWorkspace, entity: Entity): (path: string) => boolean {
  const { entities, extensions, root } = workspace.index;
  const isTest = (path: string): boolean =>
    /\/(?:sql|expected|input|output|specs)\/[^/]+\.(?:sql|out)$/u.test(path) || path.endsWith(".conf");
  if (entity.kind === "extension" || entity.kind === "guc") return isTest;
  const names = new Set(
    (entity.kind === "sqlFunction" ? [entity] : standsFor(entities, entity)).map(({ scope }) => scope),
  );
  // A function's name is that of another function in the tests of another extension.
  const folders = extensions.map(({ name, path }) => ({ name, folder: folderOf(path) }));
  const ownerOf = (path: string): string | undefined => {
    for (let at = folderOf(path); at.length >= root.length; at = folderOf(at)) {
      const here = folders.filter(({ folder }) => folder === at);
      if (here.length > 0) return here.find(({ name }) => names.has(name))?.name;
    }
    return undefined;
  };
  return (path) => names.size > 0 && isTest(path) && names.has(ownerOf(path));
}

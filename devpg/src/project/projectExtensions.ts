import { controlFileName } from "../../../server/src/syntax/control/controlFileName";
import { controlEntry, controlList, readControl } from "../../../server/src/syntax/control/readControl";
import type { ProjectExtension } from "./project";
import type { ProjectTree } from "./projectTree";

/** The extensions that control files at the given paths describe, each after those of them that it requires. */
export function projectExtensions(tree: ProjectTree, paths: readonly string[]): ProjectExtension[] {
  return inOrderOfNeed(paths.flatMap((path) => extensionOf(tree, path) ?? []));
}

/** Main control files; `name--version.control` only adds to one. */
export function isMainControlFile(path: string): boolean {
  const name = controlFileName(path);
  return name !== undefined && name.version === undefined;
}

function extensionOf(tree: ProjectTree, path: string): ProjectExtension | undefined {
  const name = controlFileName(path)?.extension;
  if (name === undefined) return undefined;
  const control = readControl(tree.textOf(path) ?? "");
  const defaultVersion = controlEntry(control, "default_version")?.value;
  const modulePathname = controlEntry(control, "module_pathname")?.value;
  return {
    name,
    controlFile: `${tree.folder.replace(/\/$/, "")}/${path}`,
    ...(defaultVersion === undefined ? {} : { defaultVersion }),
    ...(modulePathname === undefined ? {} : { modulePathname }),
    requires: controlList(controlEntry(control, "requires")?.value ?? ""),
  };
}

/** A circle of requirements is left as it came: the server will refuse it. */
function inOrderOfNeed(extensions: readonly ProjectExtension[]): ProjectExtension[] {
  const byName = new Map(extensions.map((extension) => [extension.name, extension]));
  const ordered = new Set<ProjectExtension>();
  const inProgress = new Set<string>();
  const take = (extension: ProjectExtension): void => {
    if (ordered.has(extension) || inProgress.has(extension.name)) return;
    inProgress.add(extension.name);
    for (const name of extension.requires) {
      const required = byName.get(name);
      if (required !== undefined) take(required);
    }
    inProgress.delete(extension.name);
    ordered.add(extension);
  };
  for (const extension of extensions) take(extension);
  return [...ordered];
}

import type { EditorWorkspace } from "./editorWorkspace";

/** How many arguments `register_bgworker` has by the header that a C file includes. */
export function registerArgumentsOf({ index }: EditorWorkspace, path: string): 3 | 5 {
  const view = index.interfaceLibraries.find(({ files }) => files.some((file) => file.path === path));
  return view?.header.registerArguments ?? index.options.registerBgworkerArguments;
}

/** Which C files link into which library: from the build files, else from where the control files stand. */
import type { Site } from "../base/span";
import { normalPath, type BuildTarget } from "../syntax/buildTarget";
import type { ControlEntry, ControlFile } from "../syntax/control/readControl";
import type { Extension, Library } from "./library";
import { libraryBaseName } from "./library";

/** A build file with the targets read from it. */
export interface BuildFile {
  readonly path: string;
  readonly targets: readonly BuildTarget[];
  /** Extensions that the build file itself names or generates, with their version where it tells. */
  readonly extensions: readonly NamedExtension[];
  /** The control files are files of the workspace; the build writes none. */
  readonly hasOwnControl: boolean;
}

export interface NamedExtension {
  readonly name: string;
  readonly version?: string;
  /** Where the name stands as such. */
  readonly site?: Site;
}

export interface LibraryInput {
  readonly root: string;
  /** Paths of every .c file. */
  readonly sources: readonly string[];
  readonly buildFiles: readonly BuildFile[];
  readonly extensions: readonly Extension[];
  /** .c files that another file includes: they belong to that one's library, not to one of their own. */
  readonly includedSources: ReadonlySet<string>;
}

export function buildLibraries(input: LibraryInput): readonly Library[] {
  const libraries: Library[] = [];
  const placed = new Set<string>(input.includedSources);
  const known = new Set(input.sources);
  for (const file of input.buildFiles) {
    for (const library of librariesOf(file, input, known)) {
      libraries.push(library);
      for (const source of library.sources) placed.add(source);
    }
  }
  const built = new Set(
    input.buildFiles.filter((file) => file.targets.length > 0).map((file) => folderOf(file.path)),
  );
  return [...libraries, ...looseLibraries(input, placed, built)];
}

function librariesOf(file: BuildFile, input: LibraryInput, known: ReadonlySet<string>): Library[] {
  const directory = folderOf(file.path);
  const objects = file.targets.filter((target) => target.kind === "objects");
  return file.targets
    .filter((target) => target.kind === "library")
    .map((target) => {
      const listed = target.sources.map((source) => absolute(directory, source));
      let sources = listed.filter((path) => known.has(path));
      let isCertain = target.certain && sources.length === listed.length;
      if (!target.certain) {
        // What an uncertain list leaves out may well belong to it.
        sources = [
          ...new Set([...sources, ...input.sources.filter((path) => path.startsWith(`${directory}/`))]),
        ];
        isCertain = false;
      }
      const defines = new Map<string, string>();
      for (const define of [...target.defines, ...objects.flatMap((object) => object.defines)]) {
        if (define.value !== undefined && define.certain) defines.set(define.name, define.value);
      }
      return {
        id: `${file.path}#${target.name}`,
        name: target.name,
        directory,
        sources: sources.sort(),
        system: target.system,
        isCertain,
        defines,
        includeDirectories: target.includeDirs.map((folder) => absolute(directory, folder)),
        forcedIncludes: target.forcedIncludes,
        extensions: extensionsOf(target, file, input),
      };
    })
    .filter((library) => library.sources.length > 0);
}

/** The extensions whose `module_pathname` names the library; without any, those of the folder. */
function extensionsOf(target: BuildTarget, file: BuildFile, input: LibraryInput): readonly Extension[] {
  const directory = folderOf(file.path);
  const nearby = input.extensions.filter((extension) => folderOf(extension.path) === directory);
  const naming = nearby.filter(
    (extension) => moduleName(extension) === target.name || extension.name === target.name,
  );
  if (naming.length > 0) return naming;
  const generated = file.extensions.filter(({ name }) => name === target.name);
  return nearby.length > 0 || file.hasOwnControl
    ? nearby
    : generated.map((extension) => generatedExtension(file.path, extension));
}

/** The extension whose control file the build writes, as Omnigres' `add_postgresql_extension` does, always with a version and a library. */
function generatedExtension(path: string, { name, version }: BuildFile["extensions"][number]): Extension {
  const span = { start: 0, end: 0 };
  const entry = (key: string, value: string): ControlEntry => ({
    key,
    keySpan: span,
    value,
    valueSpan: span,
    raw: value,
  });
  const entries = [entry("default_version", version ?? ""), entry("module_pathname", `$libdir/${name}`)];
  const control: ControlFile = {
    firstLine: span,
    entries,
    errors: [],
    hasByteOrderMark: false,
    holes: [],
  };
  return { name, path, control, ...(version === undefined ? {} : { version }), isAuxiliary: false };
}

/** The library that `module_pathname` names, without folder and suffix. */
export function moduleName(extension: Extension): string | undefined {
  const path = extension.control.entries.findLast((entry) => entry.key === "module_pathname")?.value;
  return path === undefined ? undefined : libraryBaseName(path);
}

/** Sources that no build file names: one library per folder with a control file, else one per folder. */
function looseLibraries(
  input: LibraryInput,
  placed: ReadonlySet<string>,
  built: ReadonlySet<string>,
): Library[] {
  const groups = new Map<string, string[]>();
  const controlFolders = new Set(input.extensions.map((extension) => folderOf(extension.path)));
  for (const source of input.sources) {
    if (placed.has(source)) continue;
    const directory = enclosing(folderOf(source), input.root, controlFolders) ?? folderOf(source);
    const group = groups.get(directory);
    if (group) group.push(source);
    else groups.set(directory, [source]);
  }
  return [...groups].map(([directory, sources]) => {
    const extensions = input.extensions.filter((extension) => folderOf(extension.path) === directory);
    return {
      id: directory,
      name: extensions[0]?.name ?? directory.slice(directory.lastIndexOf("/") + 1),
      directory,
      sources: sources.sort(),
      system: "none",
      // Beside a build file that does not name them, nothing tells what these files are for.
      isCertain: !built.has(directory),
      defines: new Map(),
      includeDirectories: [],
      forcedIncludes: [],
      extensions,
    };
  });
}

function enclosing(directory: string, root: string, folders: ReadonlySet<string>): string | undefined {
  for (let current = directory; current.length >= root.length; current = folderOf(current)) {
    if (folders.has(current)) return current;
    if (!current.includes("/")) return undefined;
  }
  return undefined;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function absolute(directory: string, relative: string): string {
  return relative.startsWith("/") ? normalPath(relative) : normalPath(`${directory}/${relative}`);
}

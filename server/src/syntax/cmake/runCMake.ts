import { globFiles } from "../glob";
import { asWord, derivedText, TracedText } from "../tracedText";
import { cmakeCommands, type CMakeArgument, type CMakeCommand } from "./cmakeCommands";
import type { CMakeRun, CMakeSurroundings } from "./cmakeRun";
import { CMakeScope } from "./cmakeScope";
import { targetCommands } from "./cmakeTargetCommands";

/** Commands that neither set variables nor make targets. */
const harmless = new Set([
  ...[
    "cmake_minimum_required",
    "cmake_policy",
    "message",
    "install",
    "enable_testing",
    "add_test",
    "include",
  ],
  ...[
    "find_package",
    "add_dependencies",
    "set_property",
    "add_custom_command",
    "add_custom_target",
    "option",
  ],
  ...["target_link_directories", "target_link_options", "set_tests_properties", "target_compile_features"],
  ...["enable_language", "mark_as_advanced", "link_directories", "include_guard", "return", "cpmaddpackage"],
  ...["find_program", "find_library", "pkg_check_modules", "configure_file", "add_subdirectory_once"],
]);

/** Takes the commands of a file in order. Both sides of every conditional are read; loops are holes. */
export function runCMake(text: string, surroundings: CMakeSurroundings): CMakeRun {
  const { commands, holes } = cmakeCommands(text);
  const run: CMakeRun = {
    scope: new CMakeScope(surroundings.path),
    ...{
      targets: [],
      defines: [],
      includeDirs: [],
      forcedIncludes: [],
      subdirectories: [],
      holes,
      isUncertain: false,
    },
  };
  const own = new Set<string>();
  let conditionals = 0;
  for (let i = 0; i < commands.length; i++) {
    const command = commands[i]!;
    const closing = /^(?:foreach|while|function|macro)$/.test(command.name)
      ? `end${command.name}`
      : undefined;
    if (closing !== undefined) {
      const end = blockEnd(commands, i, command.name, closing);
      if (closing === "endfunction" || closing === "endmacro")
        own.add(command.args[0]?.text.toLowerCase() ?? "");
      else skipLoop(run, commands.slice(i, end + 1));
      i = end;
    } else if (command.name === "if") conditionals++;
    else if (command.name === "endif") conditionals = Math.max(0, conditionals - 1);
    else if (own.has(command.name)) loseCommand(run, command);
    else take(run, command, surroundings);
    run.isUncertain = conditionals > 0;
  }
  return run;
}

function take(run: CMakeRun, command: CMakeCommand, surroundings: CMakeSurroundings): void {
  const { args } = command;
  switch (command.name) {
    case "set":
      return takeSet(run, args);
    case "unset":
      if (!run.isUncertain) run.scope.unset(args[0]?.text ?? "");
      return;
    case "list":
      return takeList(run, command);
    case "file":
      return takeFile(run, command, surroundings);
    case "project":
      return takeProject(run, args);
    case "add_subdirectory": {
      const folder = args[0] === undefined ? undefined : run.scope.expand(args[0]);
      if (folder?.site !== undefined && !folder.isUnknown) {
        const word = asWord(folder, folder.site);
        run.subdirectories.push(run.isUncertain ? { ...word, certain: false } : word);
      }
      return;
    }
    case "else":
    case "elseif":
      return;
  }
  const targetCommand = Object.hasOwn(targetCommands, command.name)
    ? targetCommands[command.name]
    : undefined;
  if (targetCommand !== undefined) targetCommand(run, command);
  else if (!harmless.has(command.name)) forgetNamed(run, args);
}

function takeSet(run: CMakeRun, args: readonly CMakeArgument[]): void {
  const [name, ...rest] = args;
  const known = name === undefined ? undefined : knownText(run, name);
  if (known === undefined || known.startsWith("ENV{")) return;
  const cache = rest.findIndex((each) => each.text === "CACHE" || each.text === "PARENT_SCOPE");
  const values = cache < 0 ? rest : rest.slice(0, cache);
  // A cache entry of the user's may be there already.
  const isUncertain = run.isUncertain || rest[cache]?.text === "CACHE";
  if (values.length === 0 && !isUncertain) run.scope.unset(known);
  else run.scope.set(known, run.scope.allElements(values), isUncertain);
}

function takeList(run: CMakeRun, command: CMakeCommand): void {
  const [action, name, ...rest] = command.args;
  const known = name === undefined ? undefined : knownText(run, name);
  if (action?.text.toUpperCase() === "APPEND" && known !== undefined) {
    run.scope.append(known, run.scope.allElements(rest), run.isUncertain);
  } else forgetNamed(run, command.args);
}

function takeFile(run: CMakeRun, command: CMakeCommand, { files }: CMakeSurroundings): void {
  const [action, name, ...rest] = command.args;
  const isGlob = /^GLOB(?:_RECURSE)?$/i.test(action?.text ?? "");
  const known = name === undefined ? undefined : knownText(run, name);
  if (!isGlob || known === undefined || files === undefined) {
    if (known !== undefined && isGlob) run.scope.forget(known, run.scope.siteOf(name!));
    else forgetNamed(run, command.args);
    return;
  }
  const patterns: CMakeArgument[] = [];
  for (let i = 0; i < rest.length; i++) {
    const { text } = rest[i]!;
    if (text === "RELATIVE" || text === "LIST_DIRECTORIES") i++;
    else if (text !== "CONFIGURE_DEPENDS" && text !== "FOLLOW_SYMLINKS") patterns.push(rest[i]!);
  }
  const isRecursive = action!.text.toUpperCase() === "GLOB_RECURSE";
  const found = run.scope.allElements(patterns).flatMap((pattern): TracedText[] => {
    const { site } = pattern;
    if (pattern.isUnknown || site === undefined) return [pattern];
    const matches = globFiles(pattern.text, files, { isRecursive });
    return matches.map((file) => new TracedText([derivedText(file, site)]));
  });
  run.scope.set(known, found, run.isUncertain);
}

function takeProject(run: CMakeRun, args: readonly CMakeArgument[]): void {
  const name = args[0] === undefined ? undefined : knownText(run, args[0]);
  if (name === undefined) return;
  const at = args.findIndex((each) => each.text === "VERSION");
  const version = at < 0 || args[at + 1] === undefined ? undefined : run.scope.expand(args[at + 1]!);
  const isKnown = version !== undefined && !version.isUnknown;
  run.project = { name, ...(isKnown ? { version: version.text } : {}) };
  run.scope.set("PROJECT_NAME", [run.scope.expand(args[0]!)], false);
  for (const variable of ["PROJECT_VERSION", `${name}_VERSION`, "CMAKE_PROJECT_VERSION"]) {
    if (version !== undefined) run.scope.set(variable, [version], false);
  }
  const here = new TracedText([derivedText(".", run.scope.siteOf(args[0]!))]);
  for (const variable of ["PROJECT_SOURCE_DIR", `${name}_SOURCE_DIR`]) run.scope.set(variable, [here], false);
}

/** The expanded argument, when it is known. */
function knownText(run: CMakeRun, argument: CMakeArgument): string | undefined {
  const text = run.scope.expand(argument);
  return text.isUnknown ? undefined : text.text;
}

/** A command that is not known may set any variable that it names. */
function forgetNamed(run: CMakeRun, args: readonly CMakeArgument[]): void {
  for (const argument of args) {
    if (run.scope.has(argument.text)) run.scope.forget(argument.text, run.scope.siteOf(argument));
  }
}

function loseCommand(run: CMakeRun, command: CMakeCommand): void {
  forgetNamed(run, command.args);
  run.holes.push(command.span);
}

function skipLoop(run: CMakeRun, commands: readonly CMakeCommand[]): void {
  for (const { name, args } of commands) {
    forgetNamed(run, args);
    const set = name === "set" || name === "foreach" ? args[0] : name === "list" ? args[1] : undefined;
    if (set !== undefined) run.scope.forget(set.text, run.scope.siteOf(set));
  }
  const first = commands[0]!;
  run.holes.push({ start: first.span.start, end: commands.at(-1)!.span.end });
}

function blockEnd(
  commands: readonly CMakeCommand[],
  start: number,
  opening: string,
  closing: string,
): number {
  let depth = 0;
  for (let i = start; i < commands.length; i++) {
    if (commands[i]!.name === opening) depth++;
    else if (commands[i]!.name === closing && --depth === 0) return i;
  }
  return commands.length - 1;
}

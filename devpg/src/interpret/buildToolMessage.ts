import type { BuildMessage } from "./linkerMessage";
import type { OutputLine } from "./outputLines";

const error = { source: "build", severity: "error" } as const;

/** A complaint of make, Meson, CMake or ninja itself, not of a program they ran. */
export function buildToolMessage(
  lines: readonly OutputLine[],
  index: number,
  buildFile: string,
): BuildMessage | undefined {
  const { text } = lines[index]!;
  return (
    makeMessage(text, buildFile) ?? mesonMessage(text) ?? cmakeMessage(lines, index) ?? missingProgram(text)
  );
}

function makeMessage(text: string, buildFile: string): BuildMessage | undefined {
  const located = /^([^\s:][^:]*):(\d+): \*\*\* (.*?)\.?(?:  Stop\.)?$/.exec(text);
  if (located !== null) {
    const [, path, line, message] = located;
    const isRecipe =
      /^\[.*\] Error \d+/.test(message!) || /^\[.*\] (?:Terminated|Interrupt|Killed)/.test(message!);
    if (isRecipe) return undefined;
    return { ...error, message: explained(message!), reported: { path: path!, line: Number(line) - 1 } };
  }
  const rule = /make(?:\[\d+\])?: \*\*\* No rule to make target [`'](.*?)'(?:, needed by [`'](.*?)')?/.exec(
    text,
  );
  if (rule !== null) {
    const [, target, user] = rule;
    const isFile = user !== undefined || target!.includes(".");
    return {
      ...error,
      message: isFile
        ? `there is no \`${target}\` and nothing says how to make it${user === undefined ? "" : `; \`${user}\` needs it`}`
        : `${buildFile.slice(buildFile.lastIndexOf("/") + 1)} has no target \`${target}\``,
      mentions: target!.replace(/\.(?:c|cpp|cc)$/, ".o"),
    };
  }
  const stopped =
    /make(?:\[\d+\])?: \*\*\* (No targets.*|.*is not .*|multiple target patterns.*?)\.  Stop\.$/.exec(text);
  return stopped === null ? undefined : { ...error, message: stopped[1]! };
}

function explained(message: string): string {
  return message.startsWith("missing separator")
    ? "missing separator: a command has to begin with a tab, everything else needs `=` or `:`"
    : message.startsWith("commands commence before first target") ||
        message.startsWith("recipe commences before first target")
      ? "a line that begins with a tab is a command, and belongs behind a target"
      : message;
}

function mesonMessage(text: string): BuildMessage | undefined {
  const match =
    /^(.*meson\.build|meson_options\.txt|meson\.options):(\d+):(\d+): (ERROR|WARNING): (.*)$/.exec(text);
  if (match === null) return undefined;
  const [, path, line, column, kind, message] = match;
  return {
    source: "build",
    severity: kind === "ERROR" ? "error" : "warning",
    message: message!,
    reported: { path: path!, line: Number(line) - 1, column: Number(column) },
  };
}

/** The message stands in the indented lines below. */
function cmakeMessage(lines: readonly OutputLine[], index: number): BuildMessage | undefined {
  const match = /^CMake (Error|Warning|Deprecation Warning)(?: \(dev\))? at (.+?):(\d+)(?: \((.*)\))?:$/.exec(
    lines[index]!.text,
  );
  if (match === null) return undefined;
  const [, kind, path, line] = match;
  const rest = lines.slice(index + 1, index + 30);
  const count = rest.findIndex((each) => !/^\s/.test(each.text));
  const below = rest.slice(0, count < 0 ? rest.length : count).map((each) => each.text.trim());
  const message = below.join(" ");
  return {
    source: "build",
    severity: kind === "Error" ? "error" : "warning",
    message: message === "" ? "CMake refuses this command" : message,
    reported: { path: path!, line: Number(line) - 1 },
    lines: below.length,
  };
}

function missingProgram(text: string): BuildMessage | undefined {
  const match =
    /(?:sh|bash|dash): (?:\d+: |line \d+: )?(\S+?): (?:command )?not found$/.exec(text) ??
    /make(?:\[\d+\])?: (\S+?): No such file or directory$/.exec(text);
  if (match === null) return undefined;
  return {
    ...error,
    message: `the program \`${match[1]}\` is not installed, or not on PATH`,
    mentions: match[1]!,
  };
}

import { posixPath } from "./posixPath";

/** A line that a build printed. */
export interface OutputLine {
  readonly text: string;
  /** Absolute folder in which the program that printed it works. */
  readonly folder: string;
}

/**
 * The lines of a build, each with its folder: recursive calls of make say when they enter and leave one. Colours are
 * taken out. With `-j` and without `--output-sync` lines of several folders may be mixed; then the last one entered
 * is taken.
 */
export function outputLines(output: string, folder: string): OutputLine[] {
  const lines: OutputLine[] = [];
  const entered: string[] = [folder];
  for (const raw of output.split(/\r?\n/)) {
    const text = raw.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "");
    const [, direction, path] =
      /^\S*make(?:\[\d+\])?: (Entering|Leaving) directory [`'](.*)'$/.exec(text) ?? [];
    if (direction === "Entering") entered.push(posixPath(entered.at(-1)!, path!));
    else if (direction === "Leaving") {
      const index = entered.lastIndexOf(posixPath(folder, path!));
      if (index > 0) entered.splice(index, 1);
    } else if (text !== "") lines.push({ text, folder: entered.at(-1)! });
  }
  return lines;
}

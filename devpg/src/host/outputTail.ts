/** The last lines of a text that are not empty, at most `count`. */
export function outputTail(text: string, count = 40): readonly string[] {
  return text
    .slice(-64 * 1024)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(-count);
}

/** A value for programs, indented as the other JSON of this tool. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

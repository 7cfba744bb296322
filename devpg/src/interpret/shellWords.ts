/**
 * The simple commands of a line that a shell was given, each as its words: quotes and backslashes are resolved, `&&`,
 * `||`, `;` and `|` separate. Variables and substitutions stay as they are written; comments end the line.
 */
export function shellWords(line: string): string[][] {
  const commands: string[][] = [[]];
  const token = /\s+|#.*|&&|\|\||[;|&]|(?:[^\s'"\\;|&]|\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*")+|[^]/gy;
  for (let match = token.exec(line); match !== null; match = token.exec(line)) {
    const [text] = match;
    if (/^\s/.test(text)) continue;
    if (text.startsWith("#")) break;
    if (/^(?:&&|\|\||[;|&])$/.test(text)) commands.push([]);
    else commands.at(-1)!.push(unquoted(text));
  }
  return commands.filter((words) => words.length > 0);
}

function unquoted(text: string): string {
  return text.replace(
    /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])/g,
    (_all, single?: string, double?: string, letter?: string) => {
      if (single !== undefined) return single;
      if (double !== undefined) return double.replace(/\\([$`"\\\n])/g, "$1");
      return letter === "\n" ? "" : (letter ?? "");
    },
  );
}

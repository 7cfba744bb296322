/** A fenced block of a page that shows a terminal: `$ command` lines, each followed by what it prints. */
export interface ConsoleStep {
  readonly command: string;
  readonly output: string;
}

const block = /^```console\n([\s\S]*?)^```$/gm;

/** The steps of all `console` blocks of a Markdown page, in their order. */
export function readConsoleSteps(page: string): ConsoleStep[] {
  return [...page.matchAll(block)].flatMap(([, body = ""]) => stepsOf(body));
}

/** The page with the outputs replaced, one for each step. */
export function withOutputs(page: string, outputs: readonly string[]): string {
  let position = 0;
  return page.replaceAll(block, (_, body: string) => {
    const lines = stepsOf(body).flatMap(({ command }) => {
      const output = outputs[position++] ?? "";
      return [`$ ${command}`, ...(output === "" ? [] : [output])];
    });
    return ["```console", ...lines, "```"].join("\n");
  });
}

function stepsOf(body: string): ConsoleStep[] {
  const parts = body.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const end = part.indexOf("\n");
    return { command: part.slice(0, end), output: part.slice(end + 1).trimEnd() };
  });
}

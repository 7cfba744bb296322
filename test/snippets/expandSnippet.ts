/**
 * What the editor inserts for a snippet when every placeholder keeps its default and the first choice is taken.
 * Syntax: https://code.visualstudio.com/docs/editing/userdefinedsnippets#_grammar. Throws on what is no snippet.
 */
export function expandSnippet(body: string): string {
  const values = new Map<string, string>();
  // A tab stop may be used before the place that gives its default.
  collect(body, values);
  return render(body, 0, values, "").text;
}

function collect(body: string, values: Map<string, string>): void {
  for (let at = 0; at < body.length; at++) {
    if (body[at] === "\\") at++;
    else {
      const stop = /^\$\{(\d+)([:|])/.exec(body.slice(at));
      if (stop === null) continue;
      const [whole, number, kind] = stop as unknown as [string, string, string];
      if (values.has(number)) continue;
      if (kind === "|") values.set(number, choices(body, at + whole.length)[0] ?? "");
      else values.set(number, render(body, at + whole.length, values, "}").text);
    }
  }
}

/** Text up to the unescaped `end` (the end of the body when empty), and where it ended. */
function render(body: string, start: number, values: ReadonlyMap<string, string>, end: string) {
  let text = "";
  let at = start;
  while (at < body.length && (end === "" || body[at] !== end)) {
    if (body[at] === "\\" && "$}\\".includes(body[at + 1] ?? " ")) {
      text += body[at + 1] ?? "";
      at += 2;
    } else if (body[at] === "$") {
      const stop = tabStop(body, at, values);
      text += stop.text;
      at = stop.next;
    } else text += body[at++] ?? "";
  }
  if (end !== "" && at >= body.length) throw new Error(`no "${end}" after: ${body.slice(start)}`);
  return { text, at };
}

function tabStop(body: string, at: number, values: ReadonlyMap<string, string>) {
  const rest = body.slice(at);
  const plain = /^\$(\d+)/.exec(rest);
  if (plain) return { text: values.get(plain[1] ?? "") ?? "", next: at + plain[0].length };
  const transform = /^\$\{(\d+)\/\(\.\*\)\/\$\{1:\/upcase\}\/\}/.exec(rest);
  if (transform)
    return { text: (values.get(transform[1] ?? "") ?? "").toUpperCase(), next: at + transform[0].length };
  const choice = /^\$\{\d+\|/.exec(rest);
  if (choice) {
    const from = at + choice[0].length;
    return { text: choices(body, from)[0] ?? "", next: body.indexOf("|}", from) + 2 };
  }
  const placeholder = /^\$\{\d+:/.exec(rest);
  if (placeholder === null) throw new Error(`not a tab stop: ${rest.slice(0, 40)}`);
  const inner = render(body, at + placeholder[0].length, values, "}");
  return { text: inner.text, next: inner.at + 1 };
}

function choices(body: string, from: number): string[] {
  const end = body.indexOf("|}", from);
  if (end < 0) throw new Error(`no "|}" after: ${body.slice(from)}`);
  return body.slice(from, end).split(",");
}

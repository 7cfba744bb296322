import type { Span } from "../../../../server/src/base/span";
import { contains } from "../../../../server/src/base/span";

type Node = Record<string, unknown> & Span;

/**
 * What is wrong with the spans below `node`: a part outside of the whole, or a name that the text does not have.
 */
export function spanFaults(node: unknown, text: string): string[] {
  const faults: string[] = [];
  check(node, { start: 0, end: text.length }, "", text, faults);
  return faults;
}

function check(value: unknown, around: Span, path: string, text: string, faults: string[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => check(item, around, `${path}[${index}]`, text, faults));
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  let inner = around;
  if (typeof node.start === "number") {
    const shown = `${path} ${typeof node["kind"] === "string" ? node["kind"] : ""} ${JSON.stringify(text.slice(node.start, node.end))}`;
    if (!contains(around, node) || node.start > node.end) {
      faults.push(`${shown} lies outside of ${JSON.stringify(text.slice(around.start, around.end))}`);
    }
    inner = node;
    const name = node["kind"] === "identifier" ? node["name"] : undefined;
    if (name !== undefined && text.slice(node.start, node.end) !== name)
      faults.push(`${shown} is no ${JSON.stringify(name)}`);
  }
  checkName(node, "name", "nameSpan", path, text, faults);
  checkName(node, "member", "memberSpan", path, text, faults);
  for (const [key, part] of Object.entries(node)) {
    // Declarators and fields of one declaration share the body of its struct.
    const isShared = key === "definition" && /(?:declarators|fields)\[\d+\]\.type$/.test(path);
    check(part, isShared ? { start: 0, end: text.length } : inner, `${path}.${key}`, text, faults);
  }
}

function checkName(
  node: Node,
  key: string,
  spanKey: string,
  path: string,
  text: string,
  faults: string[],
): void {
  const span = node[spanKey] as Span | undefined;
  if (span === undefined) return;
  const found = text.slice(span.start, span.end);
  if (found !== node[key])
    faults.push(`${path}.${spanKey} is ${JSON.stringify(found)}, not ${JSON.stringify(node[key])}`);
}

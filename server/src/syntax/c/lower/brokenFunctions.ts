import type { Block, FunctionDefinition, Statement, TopLevel } from "../model";
import { functionWith, lowerFunction } from "./functions";
import type { Lowering } from "./lowering";
import { isStatement, Kind } from "./nodeKind";
import { recoverHead } from "./recoverHead";
import { skipTrivia } from "./scan";
import { lowerItem } from "./statements";
import { groupTries } from "./tryBlocks";

/** The function whose body is a block at the top level, with all from `from` to the block as its head. */
export function functionAround(
  lowering: Lowering,
  block: number,
  from: number,
): FunctionDefinition | undefined {
  const { start: bodyStart, end } = lowering.span(block);
  // The mask may have blanked the one macro that is the head.
  const start = skipTrivia(lowering.original, from);
  const head =
    recoverHead(lowering.masked, start, bodyStart) ?? recoverHead(lowering.original, start, bodyStart);
  if (head === undefined) return undefined;
  lowering.forgetHoles(start, bodyStart);
  lowering.repaired.push({ start, end: bodyStart });
  return functionWith(lowering, head, { start, end, bodyStart, previousEnd: from }, () =>
    lowering.block(block),
  );
}

/**
 * Appends what can be told of an ERROR at the top level: whole functions in it, and functions of which the head
 * and a `{` are there. The rest is a hole.
 */
export function collectBrokenDefinitions(lowering: Lowering, node: number, definitions: TopLevel[]): void {
  lowering.repaired.push(lowering.span(node));
  let start = lowering.startOf(node);
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    let definition: TopLevel | undefined;
    if (kind === Kind.function_definition) {
      if (lowering.startOf(child) > start) definitions.push(lowering.hole(start, lowering.startOf(child)));
      definition = lowerFunction(lowering, child, start);
    } else if (kind === Kind["{"]) [definition, child] = brokenFunction(lowering, node, child, start);
    if (definition === undefined) continue;
    definitions.push(definition);
    start = definition.end;
  }
  if (start < lowering.endOf(node)) definitions.push(lowering.hole(start, lowering.endOf(node)));
}

/** A function whose body's parts lie loose in an ERROR, and the last child that belongs to it. */
function brokenFunction(
  lowering: Lowering,
  node: number,
  brace: number,
  from: number,
): [FunctionDefinition | undefined, number] {
  const start = skipTrivia(lowering.masked, from);
  const bodyStart = lowering.startOf(brace);
  const head = recoverHead(lowering.masked, start, bodyStart);
  const last = closingBrace(lowering, node, brace);
  if (head === undefined) return [undefined, brace];
  const end = lowering.endOf(last);
  const body = (): Block => {
    const statements = looseStatements(lowering, node, brace, last);
    return { kind: "block", start: bodyStart, end, statements: groupTries(lowering, statements) };
  };
  return [functionWith(lowering, head, { start, end, bodyStart, previousEnd: from }, body), last];
}

/** The `}` that matches a `{` among the children of an ERROR, or the last child. */
function closingBrace(lowering: Lowering, node: number, brace: number): number {
  let depth = 0;
  let last = brace;
  for (let child = brace; child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind["{"]) depth++;
    else if (kind === Kind["}"] && --depth === 0) return child;
    last = child;
  }
  return last;
}

/** Statements between loose braces; everything between them that is none is a hole. */
function looseStatements(lowering: Lowering, node: number, brace: number, last: number): Statement[] {
  const statements: Statement[] = [];
  let holeStart = -1;
  let holeEnd = -1;
  const flush = (): void => {
    if (holeStart >= 0) statements.push(lowering.hole(holeStart, holeEnd));
    holeStart = -1;
  };
  for (let child = lowering.sibling(node, brace); child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (child === last && kind === Kind["}"]) break;
    if (kind === Kind["{"] || kind === Kind["}"] || kind === Kind[";"]) {
      // Loose braces say nothing about where their block belongs, but hide nothing either.
    } else if (isItem(kind)) {
      flush();
      child = lowerItem(lowering, node, child, statements);
    } else {
      if (holeStart < 0) holeStart = lowering.startOf(child);
      holeEnd = lowering.endOf(child);
    }
    if (child >= last) break;
  }
  flush();
  return statements;
}

function isItem(kind: Kind): boolean {
  return kind === Kind.declaration || kind === Kind.type_definition || isStatement(kind);
}

import type { MacroInvocation, TopLevel } from "../model";
import { collectBrokenDefinitions, functionAround } from "./brokenFunctions";
import { lowerBareType, lowerDeclaration } from "./declarations";
import { readHeadMarks } from "./exported";
import { lowerFunction } from "./functions";
import type { Lowering } from "./lowering";
import { isStatement, isTypeSpecifier, Kind } from "./nodeKind";
import { recoverArguments } from "./recoverExpression";
import { recoverSpan } from "./recovery";

/** Appends the definitions among the children of `parent` from `first` on. */
export function collectDefinitions(
  lowering: Lowering,
  parent: number,
  first: number,
  definitions: TopLevel[],
): void {
  let previousEnd = parent === 0 ? 0 : lowering.startOf(parent);
  // Where the last definition that is certainly over ends, and how many there were then.
  let [completeEnd, completeCount] = [previousEnd, definitions.length];
  for (let child = first; child >= 0; child = lowering.sibling(parent, child)) {
    if (lowering.kindOf(child) === Kind.compound_statement) {
      const salvaged = functionAround(lowering, child, completeEnd);
      if (salvaged) definitions.length = completeCount;
      definitions.push(salvaged ?? lowering.hole(lowering.startOf(child), lowering.endOf(child)));
    } else child = readDefinition(lowering, parent, child, previousEnd, definitions);
    previousEnd = lowering.endOf(child);
    const last = lowering.masked[previousEnd - 1];
    if (last === ";" || last === "}") [completeEnd, completeCount] = [previousEnd, definitions.length];
  }
}

/** Reads one top-level item and returns the last child that belongs to it. */
function readDefinition(
  lowering: Lowering,
  parent: number,
  node: number,
  previousEnd: number,
  definitions: TopLevel[],
): number {
  const kind = lowering.kindOf(node);
  const { start, end } = lowering.span(node);
  switch (kind) {
    case Kind.function_definition:
      definitions.push(lowerFunction(lowering, node, previousEnd));
      return node;
    case Kind.declaration:
    case Kind.type_definition:
      definitions.push(readDeclaration(lowering, node, previousEnd));
      return node;
    case Kind.expression_statement:
      if (lowering.firstChild(node) >= 0 && lowering.kindOf(node + 1) === Kind[";"]) return node;
      definitions.push(readMacro(lowering, node) ?? lowering.hole(start, end));
      return node;
    case Kind.linkage_specification:
    case Kind.declaration_list:
      collectDefinitions(lowering, node, lowering.firstChild(node), definitions);
      return node;
    case Kind.preproc_if:
    case Kind.preproc_ifdef: {
      // The mask leaves no conditional standing; in unmasked text the first branch is read.
      const condition = lowering.sibling(node, lowering.firstChild(node));
      collectDefinitions(lowering, node, lowering.sibling(node, condition), definitions);
      return node;
    }
    case Kind.ERROR:
      collectBrokenDefinitions(lowering, node, definitions);
      return node;
    default:
      if (isTypeSpecifier(kind)) return readBareType(lowering, parent, node, kind, definitions);
      if (isStatement(kind)) {
        // The mask writes `return a;` over a macro without semicolon.
        const macro = kind === Kind.return_statement ? readMacro(lowering, node) : undefined;
        definitions.push(macro ?? lowering.hole(start, end));
      }
      return node;
  }
}

function readDeclaration(lowering: Lowering, node: number, previousEnd: number): TopLevel {
  const { start, end } = lowering.span(node);
  // The mask writes `NAME a;` over `NAME(a)` without semicolon.
  if (lowering.isMasked && lowering.original[end - 1] === ")")
    return readMacro(lowering, node) ?? lowering.hole(start, end);
  if (lowering.childOfKind(node, Kind.ERROR) >= 0) return lowering.hole(start, end);
  const declaration = lowerDeclaration(lowering, node, false);
  const first = declaration.declarators[0];
  const headEnd = first?.initializer ? first.initializer.start : end;
  lowering.locals.clear();
  const marks = readHeadMarks(lowering, previousEnd, headEnd);
  return marks.isExported || marks.headMacros ? { ...declaration, ...marks } : declaration;
}

/** `PG_MODULE_MAGIC;`, `PG_FUNCTION_INFO_V1(f);`, `PG_MODULE_MAGIC_EXT(.name = "x");` over the span of `node`. */
function readMacro(lowering: Lowering, node: number): MacroInvocation | undefined {
  const { start, end } = lowering.span(node);
  const text = lowering.text(node);
  const match = /^([A-Za-z_$][\w$]*)\s*(\(?)/.exec(text);
  if (match === null) return undefined;
  const name = match[1]!;
  const nameSpan = { start, end: start + name.length };
  const trimmed = text.replace(/[\s;]+$/, "");
  if (match[2] === "") {
    return trimmed === name ? { kind: "macroInvocation", start, end, name, nameSpan } : undefined;
  }
  if (!trimmed.endsWith(")")) return undefined;
  const inner = { start: start + match[0].length, end: start + trimmed.length - 1 };
  const args = recoverSpan(lowering, inner, recoverArguments);
  if (args === undefined) return undefined;
  lowering.repaired.push({ start, end });
  return { kind: "macroInvocation", start, end, name, nameSpan, args };
}

function readBareType(
  lowering: Lowering,
  parent: number,
  node: number,
  kind: Kind,
  definitions: TopLevel[],
): number {
  const semicolon = lowering.sibling(parent, node);
  const isClosed = semicolon >= 0 && lowering.kindOf(semicolon) === Kind[";"];
  const end = isClosed ? lowering.endOf(semicolon) : lowering.endOf(node);
  const start = lowering.startOf(node);
  if (kind === Kind.type_identifier || kind === Kind.macro_type_specifier) {
    const macro = readMacro(lowering, node);
    if (macro && isClosed) lowering.repaired.push({ start: end, end });
    definitions.push(macro ? { ...macro, end } : lowering.hole(start, end));
  } else definitions.push(lowerBareType(lowering, node, end));
  return isClosed ? semicolon : node;
}

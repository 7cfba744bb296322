import type { Designator, InitializerElement, InitializerList } from "../model";
import type { Lowering } from "./lowering";
import { Kind } from "./nodeKind";
import { recoverInitializer } from "./recoverExpression";
import { recover } from "./recovery";

/** Lowers an initializer list with its braces. */
export function lowerInitializerList(lowering: Lowering, node: number): InitializerList {
  const { start, end } = lowering.span(node);
  if (lowering.hasOwnError(node)) {
    const whole = recover(lowering, node, recoverInitializer);
    if (whole) return whole;
  }
  const elements: InitializerElement[] = [];
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind["{"] || kind === Kind["}"] || kind === Kind[","]) continue;
    elements.push(lowerElement(lowering, child, kind));
  }
  return { kind: "initializerList", start, end, elements };
}

function lowerElement(lowering: Lowering, node: number, kind: Kind): InitializerElement {
  const { start, end } = lowering.span(node);
  if (kind !== Kind.initializer_pair)
    return { start, end, designators: [], value: lowering.expression(node) };
  const designators: Designator[] = [];
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    const span = lowering.span(child);
    switch (lowering.kindOf(child)) {
      case Kind.field_designator: {
        const name = lowering.childOfKind(child, Kind.field_identifier);
        designators.push({ kind: "field", ...span, name: name < 0 ? "" : lowering.text(name) });
        break;
      }
      case Kind.field_identifier:
        designators.push({ kind: "field", ...span, name: lowering.text(child) });
        break;
      case Kind.subscript_designator:
      case Kind.subscript_range_designator: {
        const index = lowering.sibling(child, lowering.firstChild(child));
        designators.push({ kind: "index", ...span, index: lowering.expression(index) });
        break;
      }
      default:
    }
  }
  const hasValue = !lowering.hasOwnError(node);
  const value = hasValue ? lowering.expression(lowering.lastChild(node)) : lowering.unknownNode(node);
  return { start, end, designators: hasValue ? designators : [], value };
}

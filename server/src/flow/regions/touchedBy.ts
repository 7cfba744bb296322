import type { Touched } from "../../pg/api/apiFunction";
import type { RegionCode } from "./regionCode";

/** Which pointers of its caller a function may change, whatever way it takes. */
export function touchedBy(code: RegionCode): Touched {
  let touched = "nothing" as Touched;
  const add = (more: Touched): void => {
    if (touched === "nothing") touched = more;
    else if (more !== "nothing" && more !== touched) touched = "anything";
  };
  for (const id of code.order) {
    for (const operation of code.blocks[id]!.operations) {
      if (operation.kind === "call") {
        add(operation.plan.touches);
        if (operation.rows) add("statics");
      } else if (operation.kind === "write" || operation.kind === "forgetAll") add("anything");
      else if (operation.kind === "assign" || operation.kind === "forget")
        add(touchedPlace(code, operation.kind === "assign" ? operation.target : operation.slot));
      if (touched === "anything") return touched;
    }
  }
  return touched;
}

function touchedPlace({ slots }: RegionCode, slot: number): Touched {
  if (slot < 0) return "nothing";
  const { kind, isIndirect } = slots[slot]!;
  if (!isIndirect) return kind === "global" || kind === "static" ? "statics" : "nothing";
  return kind === "parameter" ? "arguments" : "anything";
}

import type { Block, CallOperation, CodeBlock, RegionCode, Slot } from "./regionCode";
import type { ValueTable } from "./valueTable";

/** What has been written, before it is known which places can be written by others. */
export interface UnfinishedCode {
  readonly codeBlocks: readonly CodeBlock[];
  readonly entry: number;
  readonly slots: readonly Slot[];
  readonly memory: readonly Block[];
  readonly calls: readonly (CallOperation | undefined)[];
  readonly values: ValueTable;
  readonly parameters: RegionCode["parameters"];
  readonly isComplete: boolean;
}

/** Orders the blocks and finds out which places a write may change beside its own. */
export function finishCode({ codeBlocks, ...code }: UnfinishedCode): RegionCode {
  const { slots } = code;
  const exposed: number[] = [];
  const statics: number[] = [];
  for (const slot of slots) {
    const { id, kind } = slot;
    if (isExposed(slot, slots) && !isOutVariable(slot, code, codeBlocks)) exposed.push(id);
    if (kind === "global" || kind === "static") statics.push(id);
  }
  return {
    ...code,
    blocks: codeBlocks,
    order: reversePostOrder(codeBlocks, code.entry),
    below: placesBelow(slots),
    exposed,
    statics,
    aliases: aliasesOf(slots),
  };
}

const none: readonly number[] = [];

function placesBelow(slots: readonly Slot[]): (readonly number[])[] {
  const below: (readonly number[])[] = slots.map(() => none);
  for (const { id, parent } of slots) {
    for (let above = parent; above >= 0; above = slots[above]!.parent) {
      const known = below[above]!;
      if (known === none) below[above] = [id];
      else (known as number[]).push(id);
    }
  }
  return below;
}

/** The variable behind an out-parameter that is handed on to nobody: it is the caller's own. */
function isOutVariable(
  { field, parent }: Slot,
  { parameters }: Pick<UnfinishedCode, "parameters">,
  codeBlocks: readonly CodeBlock[],
): boolean {
  const parameter = field === "*" ? parameters.find(({ slot }) => slot === parent) : undefined;
  if (!parameter?.isOut) return false;
  return !codeBlocks.some(({ operations }) =>
    operations.some(
      (operation) =>
        (operation.kind === "call" && operation.args.some(({ slot }) => slot === parent)) ||
        (operation.kind === "assign" && operation.value.slot === parent),
    ),
  );
}

function isExposed(slot: Slot, slots: readonly Slot[]): boolean {
  if (slot.isIndirect || slot.kind === "global" || slot.kind === "static")
    return slot.kind !== "temporary" || slot.isIndirect;
  for (let above: Slot | undefined = slot; above; above = slots[above.parent])
    if (above.isShared) return true;
  return false;
}

/** A write through a pointer may be one to every place of the same field, and through a bare pointer to variables whose address is around. */
function aliasesOf(slots: readonly Slot[]): (readonly number[])[] {
  const byField = new Map<string, number[]>();
  for (const { id, field } of slots) {
    const key = fieldKey(field);
    if (key === "") continue;
    const ids = byField.get(key);
    if (ids) ids.push(id);
    else byField.set(key, [id]);
  }
  const shared = slots.filter(({ isShared, field }) => isShared && field === "").map(({ id }) => id);
  return slots.map(({ id, field, isIndirect }) => {
    if (field === "") return none;
    const key = fieldKey(field);
    const alike = byField.get(key)!;
    if (alike.length === 1 && (key !== "*" || shared.length === 0)) return none;
    const same = alike.filter(
      (other) =>
        other !== id &&
        (isIndirect || slots[other]!.isIndirect) &&
        slots[other]!.parent !== slots[id]!.parent,
    );
    return isIndirect && key === "*" ? [...same, ...shared] : same;
  });
}

/** Fields by name, whether reached by `.` or `->`; elements and bare pointers are one kind. */
function fieldKey(field: string): string {
  if (field.startsWith("->")) return field.slice(2);
  if (field.startsWith(".")) return field.slice(1);
  return field === "" ? "" : "*";
}

function reversePostOrder(blocks: readonly CodeBlock[], entry: number): number[] {
  const visited = new Uint8Array(blocks.length);
  const order: number[] = [];
  const stack: { readonly id: number; next: number }[] = [{ id: entry, next: 0 }];
  visited[entry] = 1;
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const { next, handler } = blocks[top.id]!;
    // The handler comes after what raises to it.
    const to = top.next === 0 ? handler : next[top.next - 1];
    if (to === undefined) {
      order.push(top.id);
      stack.pop();
    } else {
      top.next++;
      if (to >= 0 && visited[to] === 0) {
        visited[to] = 1;
        stack.push({ id: to, next: 0 });
      }
    }
  }
  return order.reverse();
}

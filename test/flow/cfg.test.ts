import { describe, expect, it } from "vitest";
import { buildFragment } from "../../server/src/flow/cfg/build";
import { analyseLibrary } from "./analyseLibrary";
import { graphOf } from "./drawGraph";

describe("the control-flow graph", () => {
  it("of a branch joins again", () => {
    expect(graphOf(`if (a) b(); else c(); d();`)).toEqual([
      "start -> a?",
      "a? -> true: b() | false: c()",
      "c() -> d()",
      "b() -> d()",
      "d() -> end",
    ]);
  });
  it("of a branch without else", () => {
    expect(graphOf(`if (a) return 1; b();`)).toEqual([
      "start -> a?",
      "a? -> true: return 1 | false: b()",
      "b() -> end",
      "return 1 -> returned",
    ]);
  });
  it("of while goes back to its condition", () => {
    expect(graphOf(`while (a) { if (b) continue; if (c) break; d(); } e();`)).toEqual([
      "start -> a?",
      "a? -> true: b? | false: e()",
      "b? -> true: a? | false: c?",
      "c? -> true: e() | false: d()",
      "d() -> a?",
      "e() -> end",
    ]);
  });
  it("of do runs the body first", () => {
    expect(graphOf(`do { if (b) continue; a(); } while (c); d();`)).toEqual([
      "start -> b?",
      "b? -> true: c? | false: a()",
      "a() -> c?",
      "c? -> true: b? | false: d()",
      "d() -> end",
    ]);
  });
  it("of for continues with the update", () => {
    expect(graphOf(`for (int i = 0; i < 3; i++) { if (b) continue; a(); } d();`)).toEqual([
      "start -> int i = 0;",
      "int i = 0; -> i < 3?",
      "i < 3? -> true: b? | false: d()",
      "d() -> end",
      "b? -> true: i++ | false: a()",
      "a() -> i++",
      "i++ -> i < 3?",
    ]);
  });
  it("of a loop for ever has nothing behind it", () => {
    expect(graphOf(`for (;;) { a(); } b();`)).toEqual(["start -> a()", "a() -> a()"]);
  });
  it("of a loop macro may run its body or not", () => {
    expect(graphOf(`foreach(lc, list) { if (a) break; b(); } c();`)).toEqual([
      "start -> foreach?",
      "foreach? -> true: a? | false: c()",
      "a? -> true: c() | false: b()",
      "b() -> foreach?",
      "c() -> end",
    ]);
  });
  it("of switch falls through, and passes by without a default", () => {
    expect(graphOf(`switch (a) { case 1: b(); case 2: c(); break; case 3: return 1; } d();`)).toEqual([
      "start -> switch a",
      "switch a -> b() | c() | return 1 | d()",
      "return 1 -> returned",
      "b() -> c()",
      "c() -> d()",
      "d() -> end",
    ]);
  });
  it("of switch with a default always enters", () => {
    expect(graphOf(`switch (a) { case 1: b(); break; default: c(); } d();`)).toEqual([
      "start -> switch a",
      "switch a -> b() | c()",
      "c() -> d()",
      "b() -> d()",
      "d() -> end",
    ]);
  });
  it("of a switch in a loop: break leaves the switch, continue the loop's turn", () => {
    expect(graphOf(`while (a) { switch (b) { case 1: continue; case 2: break; } c(); } d();`)).toEqual([
      "start -> a?",
      "a? -> true: switch b | false: d()",
      "d() -> end",
      "switch b -> a? | c()",
      "c() -> a?",
    ]);
  });
  it("of goto jumps both ways", () => {
    expect(graphOf(`again: a(); if (b) goto again; if (c) goto out; d(); out: e();`)).toEqual([
      "start -> a()",
      "a() -> b?",
      "b? -> true: a() | false: c?",
      "c? -> true: e() | false: d()",
      "d() -> e()",
      "e() -> end",
    ]);
  });
  it("of a jump to nowhere is incomplete", () => {
    expect(graphOf(`a(); goto nowhere;`)).toEqual(["start -> a()", "a() -> nothing", "incomplete"]);
    expect(graphOf(`a(); goto *table[1];`)).toEqual([
      "start -> a()",
      "a() -> hole",
      "hole -> *table[1]",
      "*table[1] -> end",
    ]);
  });
  it("of PG_TRY: any statement of the body may go to PG_CATCH", () => {
    expect(graphOf(`PG_TRY(); { a(); b(); } PG_CATCH(); { c(); } PG_END_TRY(); d();`)).toEqual([
      "start -> throw: c() | a()",
      "a() -> throw: c() | b()",
      "b() -> throw: c() | d()",
      "c() -> d()",
      "d() -> end",
    ]);
  });
  it("of PG_CATCH that raises again goes to the outer PG_CATCH", () => {
    expect(
      graphOf(
        `PG_TRY(); { PG_TRY(); { a(); } PG_CATCH(); { PG_RE_THROW(); } PG_END_TRY(); } PG_CATCH(); { c(); } PG_END_TRY(); d();`,
      ),
    ).toEqual([
      "start -> throw: c() | throw: PG_RE_THROW() | a()",
      "a() -> throw: PG_RE_THROW() | d()",
      "PG_RE_THROW() -> throw: c() | d()",
      "c() -> d()",
      "d() -> end",
    ]);
  });
  it("of PG_FINALLY: it runs on both ways, and only the one without an error goes on", () => {
    expect(graphOf(`PG_TRY(); { a(); } PG_FINALLY(); { b(); } PG_END_TRY(); c();`)).toEqual([
      "start -> throw: b() | a()",
      "a() -> throw: b() | b()",
      "b() -> c()",
      "c() -> end",
      "b() -> nothing",
    ]);
  });
  it("of PG_RETURN macros is that of a return", () => {
    expect(graphOf(`if (a) PG_RETURN_NULL(); PG_RETURN_INT32(b);`)).toEqual([
      "start -> a?",
      "a? -> true: return | false: return b",
      "return b -> returned",
      "return -> returned",
    ]);
  });
  it("keeps code that cannot be reached out of its order", () => {
    expect(graphOf(`return 1; a();`)).toEqual(["start -> return 1", "return 1 -> returned"]);
  });
});

describe("the control-flow graph of a macro's text", () => {
  const jumpsOf = (body: string): string[] => {
    const { program } = analyseLibrary(`int\nf(void)\n{\n${body}\n}\n`);
    const { jumpsOut, nodes, order } = buildFragment(program.functions[0]!.definition.body);
    const leads = (to: number | undefined): boolean =>
      order.some((id) => nodes[id]!.edges.some((edge) => edge.to === to));
    return [
      ...(leads(jumpsOut.breakTo) ? ["break"] : []),
      ...(leads(jumpsOut.continueTo) ? ["continue"] : []),
      ...jumpsOut.labels.keys(),
    ];
  };
  it("leaves it by break, continue and goto", () => {
    expect(jumpsOf(`if (a) break; if (b) continue; goto out;`)).toEqual(["break", "continue", "out"]);
  });
  it("stays inside where the target is inside", () => {
    expect(jumpsOf(`while (a) { if (b) break; if (c) continue; goto in; } in: d();`)).toEqual([]);
  });
});

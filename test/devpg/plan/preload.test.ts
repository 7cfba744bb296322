import { describe, expect, it } from "vitest";
import { planPreload, type PreloadPlan } from "../../../devpg/src/plan/preload";

/** `exports | imports` of one library each. */
function checkPlan(
  libraries: Readonly<Record<string, string>>,
  expected: Record<keyof PreloadPlan, string[]>,
): void {
  const built = Object.entries(libraries).map(([name, symbols]) => {
    const [exported, imported] = symbols
      .split("|")
      .map((part) => new Set(part.split(" ").filter((each) => each !== "")));
    return { name, path: `/p/${name}.so`, symbols: { exported: exported!, imported: imported! } };
  });
  const plan = planPreload(built);
  expect({
    shared: plan.shared.map((each) => each.name),
    session: plan.session.map((each) => each.name),
    dynpgext: plan.dynpgext,
  }).toEqual(expected);
}

describe("what must be loaded before anybody connects", () => {
  it("is nothing for functions and settings", () => {
    checkPlan(
      { rational: "Pg_magic_func add |palloc", guc: "_PG_init Pg_magic_func | DefineCustomIntVariable" },
      { shared: [], session: [], dynpgext: [] },
    );
  });

  it("is a library that registers workers or requests memory, in the order given", () => {
    checkPlan(
      {
        b: "_PG_init | RegisterBackgroundWorker",
        a: "_PG_init | RequestAddinShmemSpace ExecutorEnd_hook",
        audit: "_PG_init | process_shared_preload_libraries_in_progress ExecutorStart_hook",
      },
      { shared: ["b", "a", "audit"], session: [], dynpgext: [] },
    );
  });

  it("is not a library that only starts workers at run time", () => {
    checkPlan({ w: "_PG_init | RegisterDynamicBackgroundWorker" }, { shared: [], session: [], dynpgext: [] });
  });

  it("is in each session a library that sets hooks only", () => {
    checkPlan({ h: "_PG_init | planner_hook" }, { shared: [], session: ["h"], dynpgext: [] });
  });

  it("is the loader for a library with DYNPGEXT_MAGIC, not the library", () => {
    checkPlan(
      { d: "_PG_init _Dynpgext_magic _Dynpgext_init | planner_hook dynpgext_lookup_shmem" },
      { shared: [], session: [], dynpgext: ["d"] },
    );
  });

  it("is the loader for a library that forgot DYNPGEXT_MAGIC, so that somebody says so", () => {
    const expected = { shared: [], session: ["d"], dynpgext: ["d"] };
    checkPlan({ d: "_PG_init | planner_hook dynpgext_lookup_shmem" }, expected);
    checkPlan({ d: "_PG_init _Dynpgext_init | planner_hook" }, expected);
  });

  it("is nothing without a _PG_init that could use it", () => {
    checkPlan(
      { n: "helper | RegisterBackgroundWorker planner_hook" },
      { shared: [], session: [], dynpgext: [] },
    );
  });
});

import { describe, expect, it } from "vitest";
import { parseSettings } from "../../server/src/engine/settings";
import { apiFunctionFor } from "../../server/src/pg/api/apiFunctions";
import { ownFunctions } from "../../server/src/pg/api/ownFunction";

/** What a look-up tells of a function under settings as they stand in `.dynpgext.json`. */
function lookUp(name: string, memoryFunctions: unknown) {
  const settings = parseSettings({ memoryFunctions });
  if (!settings.ok) throw new Error(settings.problem.message);
  return apiFunctionFor(name, ownFunctions(settings.value.memoryFunctions));
}

describe("functions that the settings describe", () => {
  it("allocate where the settings say, arguments counted from 1", () => {
    expect(lookUp("my_alloc", { my_alloc: { returns: "current" } })?.result).toEqual({ kind: "current" });
    expect(lookUp("my_alloc", { my_alloc: { returns: "context", argument: 2 } })?.result).toEqual({
      kind: "context",
      argument: 1,
    });
    expect(lookUp("grow", { grow: { returns: "sameAs" } })?.result).toEqual({ kind: "sameAs", argument: 0 });
    expect(lookUp("new_arena", { new_arena: { returns: "newContext", argument: 1 } })?.result).toEqual({
      kind: "newContext",
      parent: 0,
    });
  });

  it("are freed with free unless the settings name another function", () => {
    expect(lookUp("get", { get: { returns: "heap" } })?.result).toEqual({ kind: "heap", release: "free" });
    expect(lookUp("get", { get: { returns: "heap", releasedBy: "put" } })?.result).toEqual({
      kind: "heap",
      release: "put",
    });
  });

  it("free, close, switch and reset what the settings say", () => {
    const effects = (own: unknown) => lookUp("f", { f: own })?.effects;
    expect(effects({ frees: 2 })).toEqual([{ kind: "frees", argument: 1 }]);
    expect(effects({ releases: 1 })).toEqual([{ kind: "releases", argument: 0 }]);
    expect(effects({ spi: "connects" })).toEqual([{ kind: "opensSpi" }]);
    expect(effects({ spi: "finishes" })).toEqual([{ kind: "closesSpi" }]);
    expect(effects({ switchesTo: 1 })).toEqual([{ kind: "switchesTo", argument: 0 }]);
    expect(effects({ deletesContext: 1 })).toEqual([{ kind: "endsContext", argument: 0, what: "itself" }]);
    expect(effects({ resetsContext: 3 })).toEqual([{ kind: "endsContext", argument: 2, what: "content" }]);
  });

  it("count before what is known of PostgreSQL's function of that name", () => {
    expect(lookUp("palloc", {})?.result).toEqual({ kind: "current" });
    expect(lookUp("palloc", { palloc: { returns: "heap" } })?.result).toEqual({
      kind: "heap",
      release: "free",
    });
    expect(lookUp("no_such_function", {})).toBeUndefined();
  });

  it("may run anything, so that nothing else is believed of them", () => {
    expect(lookUp("my_free", { my_free: { frees: 1 } })).toMatchObject({
      touches: "anything",
      result: { kind: "opaque" },
    });
  });
});

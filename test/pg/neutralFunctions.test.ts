import { describe, expect, it } from "vitest";
import { apiFunctions } from "../../server/src/pg/api/apiFunctions";
import { freeingFunctions } from "../../server/src/pg/memoryRelease";
import { neutralFunctions } from "../../server/src/pg/neutralFunctions";

describe("functions without an influence on memory", () => {
  it("are not those that have one", () => {
    const names = [...neutralFunctions.keys()];
    expect(names.filter((name) => apiFunctions.has(name) || freeingFunctions.has(name))).toEqual([]);
  });

  it("are names, each with a header and its branch or standard", () => {
    for (const [name, { source }] of neutralFunctions) {
      expect(name).toMatch(/^[A-Za-z_]\w*$/u);
      expect(source, name).toMatch(/^[\w/.-]+\.h, (?:REL_\d+_STABLE|C11|POSIX|GNU|Linux)/u);
    }
  });

  it("tell value conversions from what follows a pointer, and look-ups from what runs nothing", () => {
    const of = (name: string) => neutralFunctions.get(name);
    expect(of("DatumGetInt32")?.followsPointers).toBe(false);
    expect(of("strcmp")?.followsPointers).toBe(true);
    expect(of("strcmp")?.touches).toBe("nothing");
    expect(of("get_typlenbyval")?.touches).toBe("statics");
    expect(of("foreach")?.touches).toBe("arguments");
    expect(of("expression_tree_walker")?.touches).toBe("anything");
    expect(of("object_aclcheck")).toMatchObject({
      since: 16,
      source: "src/include/utils/acl.h, REL_16_STABLE",
    });
  });
});

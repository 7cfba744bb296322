import { describe, expect, it } from "vitest";
import { ageText, backendItem } from "../../client/src/debugging/backendItems";

describe("a line of the picker of backends", () => {
  it("tells kind, database, application, state, age and what is run", () => {
    const backend = {
      ...{
        pid: 123,
        kind: "client backend",
        database: "dev",
        application: "psql",
        state: "active",
        ageS: 42,
      },
      query: "select\n  hello.greet('World')",
    };
    expect(backendItem(backend)).toEqual({
      label: "$(person) 123",
      description: "client backend · dev · psql · active · 42 s old",
      detail: "select hello.greet('World')",
      pid: 123,
    });
  });

  it("leaves out what is not known of a worker", () => {
    expect(backendItem({ pid: 7, kind: "hello clock", ageS: 0 })).toEqual({
      ...{ label: "$(gear) 7", description: "hello clock", pid: 7 },
    });
  });

  it("gives ages one can read", () => {
    expect([5, 300, 7200, 200_000].map(ageText)).toEqual(["5 s", "5 min", "2 h", "2 d"]);
  });
});

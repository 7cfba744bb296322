import { describe, expect, it } from "vitest";
import { managedSettings, requiredSettings, withUserPreload } from "../../../devpg/src/plan/planSettings";
import { userPreload } from "../../../devpg/src/plan/userPreload";

const facts = {
  port: 5433,
  socketFolder: "/tmp/s",
  logFolder: `/home/O'Hara\\x/log`,
  logFormat: "jsonlog",
  major: 17,
} as const;

describe("the settings of a dev Postgres", () => {
  it("quote what a settings file would take for something else", () => {
    expect(requiredSettings(facts, [])).toContain(`log_directory = '/home/O''Hara\\\\x/log'`);
  });

  it("name libraries in order, quoted where the list needs it", () => {
    const text = requiredSettings(facts, ["dynpgext_loader", "$libdir/a", "odd, name"]);
    expect(text).toContain(`shared_preload_libraries = 'dynpgext_loader, $libdir/a, "odd, name"'`);
  });

  it("use no setting that an old version does not know", () => {
    expect(managedSettings({ ...facts, major: 13 })).not.toContain("client_connection_check_interval");
  });
});

describe("userPreload", () => {
  const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
    ["work_mem = 1", undefined],
    ["# shared_preload_libraries = 'a'", undefined],
    ["shared_preload_libraries = 'a, b'", ["a", "b"]],
    ["  Shared_Preload_Libraries 'a'  # why", ["a"]],
    ["shared_preload_libraries=a", ["a"]],
    [`shared_preload_libraries = '"x y", $libdir/z'`, ["x y", "$libdir/z"]],
    ["shared_preload_libraries = 'a'\nshared_preload_libraries = 'b'", ["b"]],
    ["shared_preload_libraries = ''", []],
    ["my.shared_preload_libraries = 'a'", undefined],
  ];
  for (const [text, expected] of cases)
    it(`reads ${JSON.stringify(text)}`, () => expect(userPreload(text)).toEqual(expected));

  it("is put behind what is needed, each library once", () => {
    expect(withUserPreload(["loader", "b"], ["a", "b"])).toEqual(["loader", "b", "a"]);
    expect(withUserPreload(["loader"], undefined)).toEqual(["loader"]);
  });
});

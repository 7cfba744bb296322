import { describe, expect, it } from "vitest";
import {
  longestSocketFolder,
  planLayout,
  socketFolders,
  storageHomes,
  type LayoutFacts,
} from "../../../devpg/src/plan/planLayout";

const facts: LayoutFacts = {
  folder: "/work/my shop (2)",
  folderHash: "0123abcd",
  home: "/home/ann/.local/share/dynpgext",
  major: 17,
  socketFolder: "/tmp/s",
  plainRoot: "/var/tmp/plain",
};

describe("planLayout", () => {
  it("names the folder of a workspace for people and for tools", () => {
    expect(planLayout(facts).root).toBe("/home/ann/.local/share/dynpgext/my-shop-2-0123abcd/17");
    expect(planLayout({ ...facts, folder: "/" }).workspaceRoot).toMatch(/\/workspace-0123abcd$/);
    expect(planLayout({ ...facts, folder: "/x/..." }).workspaceRoot).toMatch(/\/workspace-0123abcd$/);
  });

  it("keeps everything together where `make` can live with the path", () => {
    const layout = planLayout(facts);
    for (const path of [layout.prefix, layout.build, layout.data])
      expect(path.startsWith(`${layout.root}/`)).toBe(true);
    expect(layout.loader).toBe(`${facts.home}/loaders`);
  });

  it("puts what `make` works with elsewhere when the path has a space or a quote", () => {
    const layout = planLayout({ ...facts, home: "/home/Ann O'Hara/dynpgext" });
    expect(layout.data).toBe("/home/Ann O'Hara/dynpgext/my-shop-2-0123abcd/17/data");
    expect([layout.prefix, layout.build, layout.loader]).toEqual([
      "/var/tmp/plain/prefix",
      "/var/tmp/plain/build",
      "/var/tmp/plain/loaders",
    ]);
  });
});

describe("storageHomes", () => {
  it("prefers what was set, then the XDG folder, then the home folder", () => {
    const both = { DYNPGEXT_HOME: "/a", XDG_DATA_HOME: "/b" };
    expect(storageHomes(both, "/home/ann", false)).toEqual(["/a"]);
    expect(storageHomes({ XDG_DATA_HOME: "/b" }, "/home/ann", false)).toEqual(["/b/dynpgext"]);
    expect(storageHomes({}, "/home/ann", false)).toEqual(["/home/ann/.local/share/dynpgext"]);
    expect(storageHomes({ DYNPGEXT_HOME: "relative" }, "/h", false)).toEqual(["/h/.local/share/dynpgext"]);
  });

  it("has a place for root that other users can get to, unless one was set", () => {
    expect(storageHomes({}, "/root", true)).toEqual(["/root/.local/share/dynpgext", "/var/lib/dynpgext"]);
    expect(storageHomes({ DYNPGEXT_HOME: "/a" }, "/root", true)).toEqual(["/a"]);
  });
});

describe("socketFolders", () => {
  it("takes the runtime folder of the user first, and passes over one that is too long", () => {
    expect(socketFolders({ XDG_RUNTIME_DIR: "/run/user/7" }, 7, "ab")).toEqual([
      "/run/user/7/dynpgext-ab",
      "/tmp/dynpgext-7-ab",
      "/var/tmp/dynpgext-7-ab",
    ]);
    const long = `/run/${"é".repeat(longestSocketFolder / 2)}`;
    expect(socketFolders({ XDG_RUNTIME_DIR: long }, 7, "ab")[0]).toBe("/tmp/dynpgext-7-ab");
  });
});

import { describe, expect, it } from "vitest";
import { readPgConfig } from "../../../devpg/src/interpret/pgConfig";
import type { Installation } from "../../../devpg/src/plan/installation";
import { outsidePrefix, planPrefix, sameStamp } from "../../../devpg/src/plan/planPrefix";

/** `pg_config` of a layout, as its packages build it. */
function installation(paths: Readonly<Record<string, string>>): Installation {
  const lines = Object.entries({ VERSION: "PostgreSQL 17.2", ...paths }).map(
    ([key, path]) => `${key} = ${path}`,
  );
  return readPgConfig("/x/pg_config", lines.join("\n"))!;
}

const fedora = installation({
  BINDIR: "/usr/bin",
  SHAREDIR: "/usr/share/pgsql",
  PKGLIBDIR: "/usr/lib64/pgsql",
  LIBDIR: "/usr/lib64",
  INCLUDEDIR: "/usr/include",
  PKGINCLUDEDIR: "/usr/include/pgsql",
  "INCLUDEDIR-SERVER": "/usr/include/pgsql/server",
  PGXS: "/usr/lib64/pgsql/pgxs/src/makefiles/pgxs.mk",
});

const source = installation({
  BINDIR: "/opt/pg/bin",
  SHAREDIR: "/opt/pg/share/postgresql",
  PKGLIBDIR: "/opt/pg/lib/postgresql",
  LIBDIR: "/opt/pg/lib",
  INCLUDEDIR: "/opt/pg/include",
  PKGINCLUDEDIR: "/opt/pg/include/postgresql",
  "INCLUDEDIR-SERVER": "/opt/pg/include/postgresql/server",
  PGXS: "/opt/pg/lib/postgresql/pgxs/src/makefiles/pgxs.mk",
});

const folder = (plan: ReturnType<typeof planPrefix>, from: string) =>
  plan.find((entry) => entry.from === from)!;

describe("planPrefix", () => {
  it("puts every folder at its own path below the prefix, so that they keep their relation", () => {
    for (const { from, to } of planPrefix(fedora, "/p")) expect(to).toBe(`/p${from}`);
  });

  it("copies programs, and of a folder that others use only those of PostgreSQL", () => {
    const bin = folder(planPrefix(fedora, "/p"), "/usr/bin");
    expect(bin.how).toBe("copy");
    const only = new RegExp(bin.only!);
    expect(["postgres", "initdb", "pg_config", "psql"].every((name) => only.test(name))).toBe(true);
    expect(["python3", "pg_ctlcluster", "postgres-helper", "make"].some((name) => only.test(name))).toBe(
      false,
    );
  });

  it("takes from shared folders of libraries and headers only what belongs to PostgreSQL", () => {
    const plan = planPrefix(fedora, "/p");
    const libraries = new RegExp(folder(plan, "/usr/lib64").only!);
    expect(libraries.test("libpq.so.5")).toBe(true);
    expect(libraries.test("libssl.so.3")).toBe(false);
    const headers = new RegExp(folder(plan, "/usr/include").only!);
    expect(headers.test("libpq-fe.h")).toBe(true);
    expect(headers.test("stdio.h")).toBe(false);
    expect(folder(plan, "/usr/lib64/pgsql").only).toBeUndefined();
  });

  it("opens the folders into which extensions are installed", () => {
    const plan = planPrefix(source, "/p");
    expect(folder(plan, "/opt/pg/share/postgresql").open).toContain("extension");
    expect(folder(plan, "/opt/pg/include/postgresql/server").open).toContain("extension");
  });

  it("mirrors a folder once when two settings name it", () => {
    const flat = { ...source, libdir: source.pkglibdir, includedir: source.pkgincludedir };
    const froms = planPrefix(flat, "/p").map((entry) => entry.from);
    expect(new Set(froms).size).toBe(froms.length);
  });
});

describe("outsidePrefix", () => {
  it("finds a copy that still leads to the system's folders", () => {
    expect(outsidePrefix({ ...source, bindir: "/p/opt/pg/bin" }, "/p")).toContain("/opt/pg/lib/postgresql");
  });
});

describe("sameStamp", () => {
  const stamp = {
    format: 1,
    pgConfig: "/x/pg_config",
    version: "PostgreSQL 17.2",
    changedAt: { "/a": 1, "/b": 2 },
  };

  it("does not depend on the order of the paths, and differs with a version, a time or a folder", () => {
    expect(sameStamp(stamp, { ...stamp, changedAt: { "/b": 2, "/a": 1 } })).toBe(true);
    expect(sameStamp(stamp, { ...stamp, version: "PostgreSQL 17.3" })).toBe(false);
    expect(sameStamp(stamp, { ...stamp, changedAt: { "/a": 1, "/b": 3 } })).toBe(false);
    expect(sameStamp(stamp, { ...stamp, changedAt: { "/a": 1 } })).toBe(false);
  });
});

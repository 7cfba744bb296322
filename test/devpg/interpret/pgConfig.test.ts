import { describe, expect, it } from "vitest";
import { readPgConfig } from "../../../devpg/src/interpret/pgConfig";
import { readPostmasterPid } from "../../../devpg/src/interpret/postmasterPid";

const output = `BINDIR = /usr/lib/postgresql/15/bin
SHAREDIR = /usr/share/postgresql/15
PKGLIBDIR = /usr/lib/postgresql/15/lib
INCLUDEDIR-SERVER = /usr/include/postgresql/15/server
PGXS = /usr/lib/postgresql/15/lib/pgxs/src/makefiles/pgxs.mk
CONFIGURE =  '--with-extra-version= (Debian 15.20)' 'CFLAGS=-g = x'
LDFLAGS_EX =
CC = gcc
VERSION = PostgreSQL 15.20 (Debian 15.20)
`;

describe("readPgConfig", () => {
  it("reads folders, version and variables, empty ones and ones with an equals sign included", () => {
    const installation = readPgConfig("/usr/bin/pg_config", output)!;
    expect(installation).toMatchObject({ major: 15, bindir: "/usr/lib/postgresql/15/bin", cc: "gcc" });
    expect(installation.variables["LDFLAGS_EX"]).toBe("");
    expect(installation.variables["CONFIGURE"]).toContain("CFLAGS=-g = x");
  });

  for (const [version, major] of [
    ["PostgreSQL 18beta1", 18],
    ["PostgreSQL 17devel", 17],
    ["EnterpriseDB 16.4.1", 16],
  ] as const)
    it(`takes ${major} from ${version}`, () =>
      expect(readPgConfig("/p", output.replace(/PostgreSQL 15\.20.*/, version))?.major).toBe(major));

  it("refuses what is no description, or a part of one", () => {
    expect(readPgConfig("/p", "You need to install postgresql-server-dev-NN\n")).toBeUndefined();
    expect(readPgConfig("/p", output.replace(/^PGXS.*\n/m, ""))).toBeUndefined();
  });
});

describe("readPostmasterPid", () => {
  const text = "4711\n/data\n1763739833\n5432\n/tmp/s\n\n  12345 6\nready   \n";

  it("reads a whole file", () => {
    expect(readPostmasterPid(text)).toEqual({
      ...{ pid: 4711, data: "/data", startedAt: 1763739833, port: 5432 },
      ...{ socketFolder: "/tmp/s", state: "ready" },
    });
  });

  it("reads what is there of one that is being written, and knows a single-user server", () => {
    expect(readPostmasterPid("4711\n/data\n1763739833\n")).toMatchObject({ pid: 4711, state: "unknown" });
    expect(readPostmasterPid("-4711\n/data\n")).toMatchObject({ pid: 4711 });
    expect(readPostmasterPid("")).toBeUndefined();
    expect(readPostmasterPid("rubbish\n")).toBeUndefined();
  });
});

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apiFunctions } from "../../server/src/pg/api/apiFunctions";
import { neutralFunctions } from "../../server/src/pg/neutralFunctions";

/** An installation whose headers are here. */
interface Installation {
  readonly major: number;
  readonly serverHeaders: string;
  readonly clientHeaders: string;
}

interface Name {
  readonly name: string;
  readonly header: string;
  readonly since: number;
  readonly until: number;
}

/** Frontend code has another prelude than the server, and C another still: names are looked for as such code would. */
type Side = "server" | "frontend" | "library";

/** Where `npm run test:pg17` keeps the other major; the tables are checked against it whenever it is there. */
const caches = ["/var/cache", process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache")];
const other = caches
  .map((cache) => join(cache, "dynpgext/postgresql-17/bin/pg_config"))
  .find((path) => existsSync(path));
const wanted = process.env["DYNPGEXT_TEST_PG_CONFIG"] ?? "pg_config";
const installations = [...new Set([wanted, other ?? wanted])].map(installationOf);

function installationOf(pgConfig: string): Installation {
  const ask = (...options: string[]) => execFileSync(pgConfig, options, { encoding: "utf8" }).trim();
  return {
    major: Number(/\d+/u.exec(ask("--version"))?.[0]),
    serverHeaders: ask("--includedir-server"),
    clientHeaders: ask("--includedir"),
  };
}

/** All names of the tables, with the header that their source names first. */
const names: readonly Name[] = [...apiFunctions, ...neutralFunctions].map(
  ([name, { source, since = 0, until = 99 }]) => ({ name, header: source.split(",")[0]!, since, until }),
);

function sideOf({ header }: Name): Side | undefined {
  // The interface of Dynpgext comes with the development loader, not with PostgreSQL.
  if (header === "dynpgext.h") return undefined;
  if (/^src\/interfaces\/|common\/(?:logging|fe_memutils|string)\.h$|getopt_long/u.test(header))
    return "frontend";
  return header.startsWith("src/") ? "server" : "library";
}

const prelude: Readonly<Record<Side, string>> = {
  server: '#include "postgres.h"\n',
  frontend: '#include "postgres_fe.h"\n',
  library: "#define _GNU_SOURCE 1\n#undef NDEBUG\n",
};

/** Headers that names have moved to in other majors than the one they are described for. */
const movedTo = [
  "varatt.h",
  "commands/tablecmds.h",
  "access/xlogrecovery.h",
  "common/int.h",
  "utils/guc_hooks.h",
];

/** Names that the headers of an installation do not declare, neither as a function nor as a macro. */
function missingIn({ serverHeaders, clientHeaders }: Installation, side: Side): readonly string[] {
  const ofSide = names.filter((name) => sideOf(name) === side);
  const headers = new Set(
    ofSide.map(({ header }) => header.replace(/^src\/(?:include|interfaces\/\w+)\//u, "")),
  );
  if (side === "server") movedTo.forEach((header) => headers.add(header));
  const includes = [...headers].map(
    (header) => `#if __has_include("${header}")\n#include "${header}"\n#endif\n`,
  );
  const uses = [...ofSide, nobody].map(
    ({ name }, i) => `#ifndef ${name}\nstatic void *const use_${i} = (void *) &${name};\n#endif\n`,
  );
  const folders =
    side === "library"
      ? []
      : [serverHeaders, clientHeaders, `${clientHeaders}/postgresql/internal`, `${clientHeaders}/internal`];
  const compiled = spawnSync(
    "gcc",
    ["-fsyntax-only", "-w", "-fmax-errors=0", ...folders.flatMap((folder) => ["-I", folder]), "-x", "c", "-"],
    {
      input: [prelude[side], ...includes, ...uses].join(""),
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      timeout: 60_000,
    },
  );
  const errors = compiled.stderr.split("\n").filter((line) => /(?:fatal )?error:/u.test(line));
  return errors.map((line) => /error: '(\w+)' undeclared/u.exec(line)?.[1] ?? line);
}

/** No header declares it: it shows that what is missing is noticed. */
const nobody: Name = { name: "no_header_declares_this", header: "", since: 0, until: 0 };

/** Both in the order of the alphabet. */
function expectSame(found: readonly string[], expected: readonly string[]): void {
  expect([...found].sort()).toEqual([...expected].sort());
}

describe.each(installations)("the headers of PostgreSQL $major", (installation) => {
  const { major } = installation;

  it.each(["server", "frontend"] as const)(
    "declare every function and macro of the %s that the tables claim for that major, and none that is gone",
    (side) => {
      const missing = new Set(missingIn(installation, side));
      const ofSide = names.filter((name) => sideOf(name) === side);
      const gone = ofSide.filter(({ until }) => until < major);
      // Minor releases bring functions of later majors (15.20 has palloc_array of 16), so that `since` tells of the first release.
      const early = ofSide.filter(({ name, since }) => since > major && missing.has(name));
      expectSame(
        [...missing],
        [nobody, ...gone, ...early].map(({ name }) => name),
      );
    },
  );
});

describe("the headers of the C library", () => {
  it("declare every function and macro that the tables claim", () => {
    expectSame(missingIn(installations[0]!, "library"), [nobody.name]);
  });
});

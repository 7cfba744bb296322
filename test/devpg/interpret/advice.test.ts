import { describe, expect, it } from "vitest";
import { adviceFor } from "../../../devpg/src/interpret/advice";
import { adviceTable } from "../../../devpg/src/interpret/adviceTable";
import { rules } from "../../../server/src/rules/registry";

/** What the server says, and a word that the action must have. */
const messages: [code: string, message: string, action: RegExp][] = [
  ["XX000", 'incompatible library "/p/x.so": missing magic block', /PG_MODULE_MAGIC/],
  ["XX000", 'incompatible library "/p/x.so": version mismatch', /make clean/],
  [
    "58P01",
    'could not load library "/p/x.so": /p/x.so: undefined symbol: dynpgext_lookup_shmem',
    /dynpgext load/,
  ],
  ["58P01", 'could not load library "/p/x.so": /p/x.so: undefined symbol: helper', /OBJS/],
  ["42883", 'could not find function "shop_add" in file "/p/x.so"', /PG_FUNCTION_INFO_V1\(shop_add\)/],
  ["58P01", 'could not access file "$libdir/nosuch": No such file or directory', /module_pathname/],
  ["XX000", "cannot request additional shared memory outside shmem_request_hook", /shmem_request_hook/],
  ["XX000", "cannot request additional LWLocks outside shmem_request_hook", /shmem_request_hook/],
  ["22023", 'background worker "w": invalid restart interval', /BGW_NEVER_RESTART/],
  ["22023", 'background worker "w": must request shared memory access', /BGWORKER_SHMEM_ACCESS/],
  [
    "22023",
    'background worker "w": background workers without shared memory access are not supported',
    /SHMEM/,
  ],
  [
    "57P01",
    "database connection requirement not indicated during registration",
    /BGWORKER_BACKEND_DATABASE_CONNECTION/,
  ],
  ["53400", "too many background workers", /max_worker_processes/],
  ["55000", "pgaudit must be loaded via shared_preload_libraries", /dynpgext load/],
  ["42501", "permission denied for table t", /GRANT/],
  ["53100", 'could not extend file "base/1/2": No space left on device', /space/],
  ["57P02", "terminating connection because of crash of another server process", /log/],
  ["57P03", "the database system is in recovery mode", /again/],
  ["22023", 'extension "x" has no installation script nor update path for version "2"', /x--2\.sql/],
  ["22023", 'extension "x" has no update path from version "1" to version "2"', /x--1--2\.sql/],
  ["42710", 'extension "x" already exists', /ALTER EXTENSION x UPDATE/],
  ["2BP01", "cannot drop extension x because other objects depend on it", /reset/],
  ["42601", 'syntax error in file "/p/x.control" line 3, near token "2"', /quotes/],
];

describe("advice", () => {
  it.each(messages)("%s %s", (code, message, action) => {
    const advice = adviceFor({ code, message });
    expect(advice?.action).toMatch(action);
    expect(advice?.explanation).toMatch(/^[A-Z`].*\.$/s);
    expect(`${advice?.explanation} ${advice?.action}`).not.toMatch(/\$[1-9]/);
  });

  it("is silent about what needs none", () => {
    expect(adviceFor({ code: "22012", message: "division by zero" })).toBeUndefined();
  });

  it("names only rules that there are", () => {
    const known = new Set(rules.map((rule) => rule.id));
    const named = adviceTable.flatMap(({ advice }) => advice.rule ?? []);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});

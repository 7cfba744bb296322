import { describe, expect, it } from "vitest";
import { mayReturnNoRow } from "../../../server/src/flow/regions/mayReturnNoRow";

describe("a query that may come back without a row", () => {
  it.each([
    "SELECT a FROM t",
    "select a, b from s.t where id = 7;",
    "SELECT a FROM t ORDER BY b LIMIT 1",
    "SELECT 'count(x)' FROM t",
    'SELECT "max(x)" FROM t',
    "SELECT a -- count(*)\nFROM t",
    "SELECT count(*) FROM t GROUP BY shop",
    "SELECT a FROM t WHERE b IN (SELECT max(b) FROM t)",
    "SELECT a FROM t, generate_series(1, 3)",
  ])("%s", (query) => expect(mayReturnNoRow(query)).toBe(true));

  it.each([
    "SELECT 1",
    "SELECT count(*) FROM t",
    "SELECT coalesce(max(a), 0) FROM t WHERE b",
    "SELECT my_aggregate(a) FROM t",
    "SELECT now() FROM t",
    "SELECT * FROM pg_control_system()",
    "SELECT EXISTS (SELECT 1 FROM t)",
    "SELECT (SELECT a FROM t)",
    "SELECT a FROM (VALUES (1)) v(a)",
    "SELECT a FROM t UNION ALL SELECT 1",
    "SELECT 1 FROM t HAVING true",
    "SELECT count(*) FROM t GROUP BY ()",
    "SELECT count(*) FROM t GROUP BY ROLLUP (a)",
    "SELECT a FROM t; SELECT 1",
    "VALUES (1)",
    "SHOW work_mem",
    "INSERT INTO t SELECT a FROM u RETURNING a",
    "WITH w AS (SELECT a FROM t) SELECT a FROM w",
    "",
  ])("not certain: %s", (query) => expect(mayReturnNoRow(query)).toBe(false));
});

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runTests } from "../../devpg/src/host/tests/runTests";
import type { TestResult } from "../../devpg/src/plan/tests/testRun";
import { makeSandbox, value, type Sandbox } from "./sandbox";
import { pgxsExtension } from "./smallExtension";

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = makeSandbox();
  const { Makefile = "", ...rest } = pgxsExtension({ name: "small" });
  const files = { ...rest, Makefile: `TAP_TESTS = 1\n${Makefile}` };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(sandbox.folder, path), text);
});
afterAll(() => sandbox.remove());

/** Makes these programs the TAP tests of the extension, runs them, and gives their results by name. */
async function run(programs: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, TestResult>> {
  rmSync(join(sandbox.folder, "t"), { recursive: true, force: true });
  for (const [name, text] of Object.entries(programs)) {
    const path = join(sandbox.folder, "t", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const listener = { started: () => undefined, ended: () => undefined };
  const order = { options: sandbox.options, existing: "recreate", request: {}, listener } as const;
  const { results } = value(await runTests(order, sandbox.run));
  return new Map(results.map((result) => [result.name.replace(/^t\//, ""), result]));
}

const start = `use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
`;

describe("TAP tests with servers of their own", () => {
  it("find the extension in them, and say which point failed at which line", async () => {
    const program = (sum: number): string => `${start}$node->append_conf('postgresql.conf', 'work_mem = 3MB');
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION small');
is($node->safe_psql('postgres', 'SELECT small_value() + 1'), '${sum}', 'a sum');
$node->restart;
is($node->safe_psql('postgres', 'SHOW work_mem'), '3MB', 'the setting stays');
$node->stop;
done_testing();
`;
    const before = readdirSync(sandbox.folder);
    const results = await run({ "001_right.pl": program(2), "002_wrong.pl": program(3) });
    expect(results.get("001_right.pl")).toMatchObject({ outcome: "passed", failures: [] });
    expect(results.get("002_wrong.pl")).toMatchObject({
      outcome: "failed",
      failures: [{ message: "a sum", expected: "'3'", actual: "'2'", place: { start: { line: 10 } } }],
    });
    const left = readdirSync(sandbox.folder).filter((name) => !before.includes(name));
    expect(left.filter((name) => !/\.(?:o|so|bc)$|^compile_commands|^t$/.test(name))).toEqual([]);
  });

  it("that die say why, although their standard error goes to a log, and where that is", async () => {
    const results = await run({
      "001_sql.pl": `${start}$node->start;\nok(1, 'it started');\n$node->safe_psql('postgres', 'SELECT nobody()');\ndone_testing();\n`,
      "002_start.pl": `${start}$node->append_conf('postgresql.conf', "shared_preload_libraries = 'nobody'");\n$node->start;\ndone_testing();\n`,
      "003_die.pl": `${start}die "out of ideas";\n`,
    });
    const failureOf = (name: string) => results.get(name)?.failures[0];
    expect(failureOf("001_sql.pl")?.message).toMatch(
      /^error running SQL: .*function nobody\(\) does not exist/,
    );
    expect(results.get("002_start.pl")?.message).toBe("It gave up: pg_ctl start failed");
    expect(failureOf("002_start.pl")?.message).toContain('could not access file "nobody"');
    expect(failureOf("003_die.pl")?.message).toMatch(/^out of ideas at /m);
    expect(failureOf("003_die.pl")?.place).toMatchObject({ start: { line: 7 } });
    for (const { action } of results.values()) {
      const log = /^Read what it did in (\S+)$/.exec(action ?? "")?.[1] ?? "";
      expect(readFileSync(log, "utf8")).toContain("initdb");
      expect(existsSync(join(dirname(log), "postmaster.pid"))).toBe(false);
    }
  });

  it("name the package of the Perl module that PostgreSQL's modules need", async () => {
    const hidden = 'BEGIN { @INC = grep { !-e "$_/IPC/Run.pm" } @INC }\n';
    const lacks = (await run({ "001_lacks.pl": hidden + start })).get("001_lacks.pl");
    expect(lacks).toMatchObject({ outcome: "errored" });
    expect(lacks?.message).toContain("IPC::Run");
    expect(lacks?.action).toContain("libipc-run-perl");
  });
});

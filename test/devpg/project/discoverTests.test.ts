import { describe, expect, it } from "vitest";
import { detectProject } from "../../../devpg/src/project/detectProject";
import { discoverTests } from "../../../devpg/src/project/tests/discoverTests";
import { yregressTests } from "../../../devpg/src/project/tests/yregressTests";
import type { TestSuite } from "../../../devpg/src/project/tests/testSuite";
import { planNewExtension } from "../../../devpg/src/project/template/newExtension";

const pgxs = "PG_CONFIG ?= pg_config\nPGXS := $(shell $(PG_CONFIG) --pgxs)\ninclude $(PGXS)\n";

function suitesOf(files: Readonly<Record<string, string>>): readonly TestSuite[] {
  const tree = { folder: "/w", paths: Object.keys(files).sort(), textOf: (path: string) => files[path] };
  const project = detectProject(tree, { pgMajor: 15 });
  if (!project.ok) throw new Error(project.problem.message);
  return discoverTests(tree, project.value, { pgMajor: 15 });
}

/** The tests of a project, as `kind: group | group`, names of a group with `+`. */
function checkTests(
  files: Readonly<Record<string, string>>,
  suites: readonly string[],
): readonly TestSuite[] {
  const found = suitesOf(files);
  const texts = found.map(
    ({ kind, groups }) =>
      `${kind}: ${groups.map((group) => group.map(({ name }) => name).join("+")).join(" | ")}`,
  );
  expect(texts).toEqual(suites);
  return found;
}

const control = { "e.control": "default_version = '1.0'\n" };

describe("the tests of a project", () => {
  it("are those of REGRESS, ISOLATION and t/*.pl", () => {
    const [regress, isolation, tap] = checkTests(
      {
        ...control,
        Makefile: `MODULES = e\nEXTENSION = e\nREGRESS = one two\nISOLATION = both\nISOLATION_OPTS = --load-extension=e\nTAP_TESTS = 1\n${pgxs}`,
        ...{
          "sql/one.sql": "",
          "expected/one.out": "",
          "expected/one_1.out": "",
          "t/001_x.pl": "",
          "t/x.txt": "",
        },
      },
      ["regress: one | two", "isolation: both", "tap: t/001_x.pl"],
    );
    expect(regress?.groups[0]?.[0]).toEqual({
      ...{ name: "one", path: "/w/sql/one.sql" },
      expected: ["/w/expected/one.out", "/w/expected/one_1.out"],
    });
    expect(regress?.options.database).toBe("contrib_regression");
    expect(isolation?.options).toMatchObject({ database: "isolation_regression", loadExtensions: ["e"] });
    expect(isolation?.groups[0]?.[0]?.path).toBe("/w/specs/both.spec");
    expect(tap?.groups[0]?.[0]?.path).toBe("/w/t/001_x.pl");
  });

  it("stand where --inputdir says, in the order and the groups of a schedule, with the options of pg_regress", () => {
    const [suite] = checkTests(
      {
        ...control,
        Makefile:
          `MODULES = e\nEXTENSION = e\nREGRESS = last\nNO_LOCALE = 1\nENCODING = UTF8\n` +
          `REGRESS_OPTS = --inputdir=test --schedule=test/schedule --dbname=mine --max-connections=4 --port=1\n${pgxs}`,
        "test/schedule": "# first\ntest: setup\ntest: a b\nignore: b\n",
        "test/expected/a.out": "",
      },
      ["regress: setup | a+b | last"],
    );
    expect(suite?.inputFolder).toBe("/w/test");
    expect(suite?.groups[1]?.[0]).toMatchObject({
      path: "/w/test/sql/a.sql",
      expected: ["/w/test/expected/a.out"],
    });
    expect(suite?.options).toMatchObject({
      ...{ database: "mine", encoding: "UTF8", noLocale: true, others: ["--max-connections=4"] },
    });
  });

  it("come from patterns over files", () => {
    checkTests(
      {
        ...control,
        Makefile: `MODULES = e\nEXTENSION = e\nTESTS = $(wildcard test/sql/*.sql)\nREGRESS = $(patsubst test/sql/%.sql,%,$(TESTS))\nREGRESS_OPTS = --inputdir=test --load-extension=$(EXTENSION)\n${pgxs}`,
        ...{ "test/sql/a.sql": "", "test/sql/b.sql": "" },
      },
      ["regress: a | b"],
    );
  });

  it("are none where the Makefile says so", () => {
    checkTests(
      { ...control, Makefile: `MODULES = e\nEXTENSION = e\nREGRESS = one\nNO_INSTALLCHECK = 1\n${pgxs}` },
      [],
    );
  });

  it("are found in every new extension, whatever builds it", () => {
    for (const system of ["pgxs", "meson", "cmake"] as const) {
      const files = Object.fromEntries(
        planNewExtension({ name: "fresh", kind: "functions", system, dynpgextHeader: "" }),
      );
      const [suite] = checkTests(files, ["regress: fresh"]);
      expect(suite?.groups[0]?.[0]).toMatchObject({
        path: "/w/sql/fresh.sql",
        expected: ["/w/expected/fresh.out"],
      });
    }
  });

  it("are those of PostgreSQL's own lists for Meson", () => {
    checkTests(
      {
        ...control,
        "meson.build": `project('e', 'c')\npg_config = find_program('pg_config')\nshared_module('e', 'e.c')\ntests += {\n  'name': 'e',\n  'regress': {\n    'sql': [\n      'one',\n      'two',\n    ],\n  },\n  'isolation': { 'specs': ['both'] },\n}\n`,
      },
      ["regress: one | two", "isolation: both"],
    );
  });

  it("are YAML files of pg_yregress, and no other YAML", () => {
    checkTests(
      {
        ...control,
        Makefile: `MODULES = e\nEXTENSION = e\n${pgxs}`,
        "tests/a.yml":
          "instances:\n  default:\n    init:\n    - create extension e\ntests:\n- name: simple\n  query: select 1\n",
        ".github/ci.yml": "on: push\njobs: {}\ntests:\n- name: x\n",
        "docker-compose.yml": "services: {}\n",
      },
      ["yregress: tests/a.yml"],
    );
  });
});

describe("a file of pg_yregress", () => {
  it("has tests with names, or their query for a name", () => {
    const text =
      "tests:\n- name: first\n  query: select 1\n  results:\n  - a: 1\n- select 2\n- query: |\n    select 3\n\nother: 1\n";
    const found = yregressTests(text);
    expect(found.map(({ name }) => name)).toEqual(["first", "select 2", "select 3"]);
    expect(text.slice(found[1]?.start, found[1]?.end)).toBe("- select 2");
  });
});

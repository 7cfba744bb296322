import { describe, expect, it } from "vitest";
import { makefileTargets, readMakefile } from "../../../server/src/syntax/makefile/readMakefile";
import type { MakefileSurroundings } from "../../../server/src/syntax/makefile/makeScope";
import type { Word } from "../../../server/src/syntax/tracedText";

const path = "/ext/Makefile";

function read(text: string, more: Partial<MakefileSurroundings> = {}): ReturnType<typeof readMakefile> {
  return readMakefile(text, { path, ...more });
}

function texts(words: readonly Word[]): string[] {
  return words.map((word) => word.text);
}

const sample = `# comment \\
still comment
MODULE_big = my_ext
OBJS = src/a.o \\
       src/b.o  $(WIN32RES) # the rest
EXTENSION = $(MODULE_big)
EXTVERSION = 1.2
DATA = $(EXTENSION)--1.0.sql \\
\t$(EXTENSION)--1.0--$(EXTVERSION).sql
DATA_built = sql/$(EXTENSION)--$(EXTVERSION).sql
REGRESS := init basic
REGRESS += more
ISOLATION = iso
TAP_TESTS = 1
PG_CPPFLAGS = -I$(srcdir)/include -DEXT_VERSION='"$(EXTVERSION)"' -DLEVEL=\\"x\\" -DFLAG -D N=3

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

sql/$(EXTENSION)--$(EXTVERSION).sql: src/head.sql src/body.sql
\tcat $^ > $@
`;

describe("readMakefile", () => {
  it("reads the variables of PGXS with expansion, continuation and comments", () => {
    const model = read(sample);
    expect(model.moduleBig?.text).toBe("my_ext");
    expect(texts(model.objs)).toEqual(["src/a.o", "src/b.o"]);
    expect(texts(model.extension)).toEqual(["my_ext"]);
    expect(texts(model.data)).toEqual(["my_ext--1.0.sql", "my_ext--1.0--1.2.sql"]);
    expect(texts(model.dataBuilt)).toEqual(["sql/my_ext--1.2.sql"]);
    expect(texts(model.regress)).toEqual(["init", "basic", "more"]);
    expect(texts(model.isolation)).toEqual(["iso"]);
    expect(model).toMatchObject({ tapTests: true, usesPgxs: true, includeDirs: ["include"] });
    expect(model.rules.map((rule) => [texts(rule.targets), texts(rule.prerequisites)])).toEqual([
      [["sql/my_ext--1.2.sql"], ["src/head.sql", "src/body.sql"]],
    ]);
  });

  it("undoes shell quoting of -D to the C text of the value", () => {
    const model = read(sample);
    expect(model.defines.map(({ name, value }) => [name, value])).toEqual([
      ["EXT_VERSION", '"1.2"'],
      ["LEVEL", '"x"'],
      ["FLAG", "1"],
      ["N", "3"],
    ]);
    expect(model.defines.every((define) => define.certain)).toBe(true);
    const flag = model.defines[2]!;
    expect(sample.slice(flag.span.start, flag.span.end)).toBe("-DFLAG");
    for (const written of [
      `-DV='"a b"'`,
      `'-DV="a b"'`,
      `-DV="\\"a b\\""`,
      `"-DV=\\"a b\\""`,
      `-DV=\\"a\\ b\\"`,
    ]) {
      expect(read(`PG_CPPFLAGS = ${written}\n`).defines[0]?.value).toBe('"a b"');
    }
  });

  it("places a literal word at itself and a mixed one at its written form", () => {
    const model = read(sample);
    const written = (word: Word): string => sample.slice(word.span.start, word.span.end);
    expect(model.objs.map(written)).toEqual(["src/a.o", "src/b.o"]);
    expect(model.extension.map(written)).toEqual(["my_ext"]);
    expect(model.data.map(written)).toEqual([
      "$(EXTENSION)--1.0.sql",
      "$(EXTENSION)--1.0--$(EXTVERSION).sql",
    ]);
    expect(model.regress.map(written)).toEqual(["init", "basic", "more"]);
  });

  it("computes words with functions and keeps their places", () => {
    const text = `NAMES = a b
OBJS = $(addsuffix .o,$(addprefix src/,$(NAMES))) $(patsubst %.c,%.o,c.c) $(SRCS:.c=.o) \${SRCS:%.c=x/%.o}
SRCS = d.c
REGRESS = $(patsubst sql/%.sql,%,$(wildcard sql/*.sql)) $(filter-out no,yes no) $(notdir t/z) $(if ,x,y)
DATA = $(foreach v,1 2,e--$(v).sql) $(call named,3) $(sort b.sql a.sql b.sql) $(firstword p q) $(strip  r )
named = e--$(1).sql
`;
    const model = read(text, { files: ["sql/two.sql", "sql/one.sql", "sql/deep/no.sql", "other.sql"] });
    expect(texts(model.objs)).toEqual(["src/a.o", "src/b.o", "c.o", "d.o", "x/d.o"]);
    expect(texts(model.regress)).toEqual(["one", "two", "yes", "z", "y"]);
    expect(texts(model.data)).toEqual(["e--1.sql", "e--2.sql", "e--3.sql", "a.sql", "b.sql", "p", "r"]);
    expect(model.objs.map((word) => text.slice(word.span.start, word.span.end))).toEqual([
      "a",
      "b",
      "c.c",
      "d.c",
      "d.c",
    ]);
    expect(model.uncertain).toEqual(["named"]);
  });

  it("expands recursive variables late, simple ones at once, and adds to both", () => {
    const text = "R = $(Y)\nS := $(Y)\nY = 1\nR += 2\nD ?= a\nD ?= b\nQ = q\nQ := $(Q) r\n";
    const { variables } = read(text);
    expect([...variables].map(([name, { value }]) => `${name}=${value}`)).toEqual([
      "R=1 2",
      "S=",
      "Y=1",
      "D=a",
      "Q=q r",
    ]);
    expect(variables.get("S")?.certain).toBe(false);
  });

  it("knows neither what a shell prints nor what nobody sets, and says where", () => {
    const text =
      "OBJS = a.o $(shell ls *.o) $(EXTRA)\nV != date\nPG_CPPFLAGS = -DV=$(V) -DW=$(shell x) -I$(shell y)\n";
    const model = read(text);
    expect(texts(model.objs)).toEqual(["a.o"]);
    expect(model.uncertain).toEqual(["OBJS", "V", "PG_CPPFLAGS"]);
    expect(model.defines.map(({ name, value }) => [name, value])).toEqual([
      ["V", undefined],
      ["W", undefined],
    ]);
    expect(model.includeDirs).toEqual([]);
    const holes = model.holes.map((hole) => text.slice(hole.start, hole.end));
    expect(holes).toEqual(expect.arrayContaining(["$(shell ls *.o)", "$(EXTRA)", "date"]));
  });

  it("takes the version that the usual shell line greps from the control file", () => {
    const text = `EXTENSION = e
V = $(shell grep default_version $(EXTENSION).control | sed -e "s/default_version[[:space:]]*=[[:space:]]*'\\([^']*\\)'/\\1/")
DATA = e--$(V).sql
`;
    expect(texts(read(text, { defaultVersion: "2.0" }).data)).toEqual(["e--2.0.sql"]);
    expect(texts(read(text).data)).toEqual([]);
  });
});

describe("conditionals", () => {
  it("takes the branch that is certain", () => {
    const text = `A = 1
ifeq ($(A),1)
OBJS = yes.o
else
OBJS = no.o
endif
ifneq "$(A)" '1'
OBJS += no.o
else ifdef A
OBJS += also.o
endif
ifdef NOPE_$(A)
endif
`;
    const model = read(text);
    expect(texts(model.objs)).toEqual(["yes.o", "also.o"]);
    expect(model.uncertain).toEqual([]);
  });

  it("reads both branches in doubt and marks what they bring", () => {
    const text = `OBJS = a.o
ifdef WITH_X
OBJS += x.o
PG_CPPFLAGS += -DWITH_X
else
OBJS += y.o
endif
ifeq ($(PORTNAME), win32)
EXTENSION = w
else
EXTENSION = u
endif
DATA = $(EXTENSION)--1.sql
`;
    const model = read(text);
    expect(model.objs.map((word) => [word.text, word.certain])).toEqual([
      ["a.o", true],
      ["x.o", false],
      ["y.o", false],
    ]);
    expect(model.defines).toMatchObject([{ name: "WITH_X", value: "1", certain: false }]);
    expect(texts(model.extension)).toEqual(["w", "u"]);
    expect(texts(model.data)).toEqual([]);
    expect(model.uncertain).toEqual(["OBJS", "PG_CPPFLAGS", "EXTENSION", "DATA"]);
  });

  it("decides by what the host knows of the build", () => {
    const text = "ifeq ($(MAJORVERSION),16)\nREGRESS = new\nelse\nREGRESS = old\nendif\n";
    expect(texts(read(text, { known: { MAJORVERSION: "16" } }).regress)).toEqual(["new"]);
    expect(texts(read(text, { known: { MAJORVERSION: "15" } }).regress)).toEqual(["old"]);
    expect(texts(read(text).regress)).toEqual(["new", "old"]);
  });

  it("understands the two ways of building of contrib modules", () => {
    const text = `MODULES = foo
ifdef USE_PGXS
PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
else
subdir = contrib/foo
include $(top_builddir)/src/Makefile.global
endif
`;
    const model = read(text);
    expect(model.usesPgxs).toBe(true);
    expect(model.variables.has("subdir")).toBe(false);
  });
});

describe("includes, definitions and rules", () => {
  it("reads included files of the workspace and names them as the place", () => {
    const asked: string[] = [];
    const model = read("include mk/objs.mk\n-include gone.mk\nMODULE_big = m\n", {
      readInclude: (relative) => {
        asked.push(relative);
        return relative === "mk/objs.mk" ? "OBJS = a.o\ninclude mk/objs.mk\n" : undefined;
      },
    });
    expect(model.objs).toEqual([
      { text: "a.o", span: { start: 7, end: 10 }, path: "/ext/mk/objs.mk", certain: true },
    ]);
    expect(model.includes.map(({ text, isRead }) => [text, isRead])).toEqual([
      ["mk/objs.mk", true],
      ["mk/objs.mk", false],
      ["gone.mk", false],
    ]);
    expect(asked).toEqual(["mk/objs.mk", "gone.mk"]);
  });

  it("takes no command, define body or target variable for an assignment", () => {
    const text = `all: a.o | dir
\tOBJS = no.o
define body
OBJS = no.o
endef
a.o: CFLAGS += -DNO
export PG_CONFIG
override OBJS = yes.o
x.o y.o: %.o: %.c
`;
    const model = read(text);
    expect(texts(model.objs)).toEqual(["yes.o"]);
    expect(model.defines).toEqual([]);
    expect(model.rules.map((rule) => [texts(rule.targets), texts(rule.prerequisites)])).toEqual([
      [["all"], ["a.o", "dir"]],
      [["a.o"], []],
      [["x.o", "y.o"], ["%.c"]],
    ]);
  });

  it("reads CRLF and a byte order mark", () => {
    const text = "\ufeffOBJS = a.o \\\r\n b.o\r\nMODULE_big = m\r\n";
    const model = read(text);
    expect(texts(model.objs)).toEqual(["a.o", "b.o"]);
    expect(model.moduleBig?.text).toBe("m");
    expect(model.objs.map((word) => text.slice(word.span.start, word.span.end))).toEqual(["a.o", "b.o"]);
  });

  it("resolves patterns in DATA, which the shell of the installation expands", () => {
    expect(texts(read("DATA = sql/e--*.sql\n", { files: ["sql/e--2.sql", "sql/e--1.sql"] }).data)).toEqual([
      "sql/e--1.sql",
      "sql/e--2.sql",
    ]);
    expect(read("DATA = e--*.sql\n").holes).toEqual([{ start: 7, end: 15 }]);
  });
});

describe("makefileTargets", () => {
  function targets(text: string, more: Partial<MakefileSurroundings> = {}): unknown[] {
    const surroundings = { path, ...more };
    return makefileTargets(readMakefile(text, surroundings), surroundings).map((target) => [
      target.name,
      target.kind,
      target.sources,
      target.certain,
    ]);
  }

  it("links all objects into MODULE_big and each module alone", () => {
    expect(targets("MODULE_big = m\nOBJS = a.o ./s/../b.o\n")).toEqual([
      ["m", "library", ["a.c", "b.c"], true],
    ]);
    expect(targets("MODULES = a src/b\n")).toEqual([
      ["a", "library", ["a.c"], true],
      ["b", "library", ["src/b.c"], true],
    ]);
    expect(targets("PROGRAM = p\nOBJS = p.o\n")).toEqual([["p", "program", ["p.c"], true]]);
  });

  it("finds sources of other languages and through VPATH", () => {
    const files = ["src/a.c", "b.cpp", "c.y"];
    expect(targets("VPATH = src\nMODULE_big = m\nOBJS = a.o b.o c.o gone.o\n", { files })).toEqual([
      ["m", "library", ["src/a.c", "b.cpp", "c.y", "gone.c"], true],
    ]);
  });

  it("says that a library may have more objects than can be known", () => {
    expect(targets("MODULE_big = m\nOBJS = a.o $(MORE)\n")).toEqual([["m", "library", ["a.c"], false]]);
  });

  it("knows the folder of the Makefile by its absolute path too", () => {
    const text =
      "DIR := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))\nMODULE_big = m\nOBJS = $(patsubst ${DIR}%.c,%.o,$(wildcard ${DIR}*.c))\n";
    expect(targets(text, { files: ["a.c", "b.c", "sub/c.c"] })).toEqual([
      ["m", "library", ["a.c", "b.c"], true],
    ]);
  });
});

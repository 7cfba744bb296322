import { describe, expect, it } from "vitest";
import { detectProject } from "../../../devpg/src/project/detectProject";
import type { Project } from "../../../devpg/src/project/project";

const pgxs = "PG_CONFIG ?= pg_config\nPGXS := $(shell $(PG_CONFIG) --pgxs)\ninclude $(PGXS)\n";
const contrib = `ifdef USE_PGXS\n${pgxs}else\nsubdir = contrib/x\ntop_builddir = ../..\ninclude $(top_builddir)/src/Makefile.global\ninclude $(top_srcdir)/contrib/contrib-global.mk\nendif\n`;

/** Detects the project in a folder `/w` with the given files. */
function detect(files: Record<string, string>): ReturnType<typeof detectProject> {
  return detectProject(
    { folder: "/w", paths: Object.keys(files).sort(), textOf: (path) => files[path] },
    { pgMajor: 15 },
  );
}

function checkProject(files: Record<string, string>): Project {
  const result = detect(files);
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

describe("detecting a project", () => {
  it("reads a PGXS Makefile with its control file and tests", () => {
    const project = checkProject({
      Makefile: `MODULE_big = shop\nOBJS = a.o b.o\nEXTENSION = shop\nDATA = shop--1.0.sql\nREGRESS = one two\nISOLATION = both\n${pgxs}`,
      "shop.control":
        "default_version = '1.0'\nmodule_pathname = '$libdir/shop'\nrequires = 'plpgsql, hstore'\n",
      "a.c": '#include "postgres.h"\n#include "dynpgext.h"\n',
    });
    expect(project).toMatchObject({
      folder: "/w",
      system: "pgxs",
      buildFile: "/w/Makefile",
      libraries: ["shop"],
      wantsUsePgxs: false,
      wantsDynpgextHeader: true,
      regressTests: ["one", "two"],
      isolationTests: ["both"],
      extensions: [
        {
          name: "shop",
          controlFile: "/w/shop.control",
          defaultVersion: "1.0",
          modulePathname: "$libdir/shop",
          requires: ["plpgsql", "hstore"],
        },
      ],
    });
  });

  it("sees that a contrib-style Makefile has to be told to use PGXS", () => {
    const project = checkProject({
      Makefile: `MODULES = x\nEXTENSION = x\n${contrib}`,
      "x.control": "default_version='1'",
    });
    expect(project.wantsUsePgxs).toBe(true);
    expect(project.libraries).toEqual(["x"]);
  });

  it("leaves the header alone when the project has its own", () => {
    const project = checkProject({
      Makefile: `MODULES = x\n${pgxs}`,
      "x.c": "#include <dynpgext.h>\n",
      "include/dynpgext.h": "",
    });
    expect(project.wantsDynpgextHeader).toBe(false);
    expect(project.extensions).toEqual([]);
  });

  it("puts an extension behind the one of the same project that it requires", () => {
    const project = checkProject({
      Makefile: `EXTENSION = a b\nDATA = a--1.sql b--1.sql\n${pgxs}`,
      "a.control": "default_version = '1'\nrequires = 'b'\n",
      "b.control": "default_version = '1'\n",
    });
    expect(project.extensions.map((each) => each.name)).toEqual(["b", "a"]);
  });

  it("finds the only extension one folder down", () => {
    const project = checkProject({
      "README.md": "",
      Makefile: "all:\n\t$(MAKE) -C ext\n",
      "ext/Makefile": `MODULES = x\n${pgxs}`,
      "ext/x.c": "",
    });
    expect(project).toMatchObject({ folder: "/w/ext", buildFile: "/w/ext/Makefile" });
  });

  it("names the folders when there are several, and leaves the choice", () => {
    const result = detect({ "a/Makefile": `MODULES = a\n${pgxs}`, "b/Makefile": `MODULES = b\n${pgxs}` });
    expect(result).toMatchObject({
      ok: false,
      problem: { code: "project-ambiguous", message: expect.stringContaining("a, b") as string },
    });
  });

  it("does not take a Makefile without PGXS for an extension, and says so", () => {
    const result = detect({ Makefile: "prog: prog.c\n\tcc -o prog prog.c\n", "x.control": "" });
    expect(result).toMatchObject({ ok: false, problem: { code: "project-missing" } });
    if (!result.ok) {
      expect(result.problem.message).toMatch(/does not include PGXS/);
      expect(result.problem.message).toMatch(/x\.control/);
      expect(result.problem.action).toMatch(/dynpgext new/);
    }
  });

  it("says what it looked for in a folder without anything", () => {
    const result = detect({ "notes.txt": "" });
    if (result.ok) throw new Error("nothing is there to be found");
    expect(result.problem.message).toMatch(/Makefile.*meson\.build.*CMakeLists\.txt/);
  });

  it("reads a Meson project, and passes over one that has nothing to do with PostgreSQL", () => {
    const meson =
      "project('vec', 'c')\npg_config = find_program('pg_config')\nshared_module('vec', 'vec.c')\n";
    const project = checkProject({ "meson.build": meson, "vec.control": "default_version = '2'" });
    expect(project).toMatchObject({ system: "meson", libraries: ["vec"], extensions: [{ name: "vec" }] });
    expect(detect({ "meson.build": "project('game', 'c')\nexecutable('game', 'g.c')\n" }).ok).toBe(false);
  });

  it("reads Omnigres' add_postgresql_extension in a folder that the main file adds", () => {
    const project = checkProject({
      "CMakeLists.txt": "project(all)\nfind_package(PostgreSQL)\nadd_subdirectory(ext)\n",
      "ext/CMakeLists.txt":
        "add_postgresql_extension(omni_x VERSION 0.1 REQUIRES plpgsql SOURCES x.c REGRESS basic)\n",
      "ext/x.c": "",
    });
    expect(project).toMatchObject({
      system: "cmake",
      folder: "/w",
      extensions: [{ name: "omni_x", defaultVersion: "0.1", requires: ["plpgsql"] }],
      regressTests: ["basic"],
    });
  });
});

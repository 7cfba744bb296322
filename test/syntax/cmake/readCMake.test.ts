import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cmakeTargets, readCMake } from "../../../server/src/syntax/cmake/readCMake";
import type { Word } from "../../../server/src/syntax/tracedText";

const path = "/ext/CMakeLists.txt";
const files = ["a.c", "b.c", "src/c.c", "src/deep/d.c", "x.h"];

function read(text: string, given: readonly string[] | undefined = files): ReturnType<typeof readCMake> {
  return readCMake(text, given === undefined ? { path } : { path, files: given });
}

function texts(words: readonly Word[]): string[] {
  return words.map((word) => word.text);
}

describe("readCMake", () => {
  it("reads an Omnigres extension with its macros and control settings", () => {
    const text = `cmake_minimum_required(VERSION 3.25)
project(omni_thing)
include(CTest)
add_postgresql_extension(
        omni_thing # the name
        COMMENT "A \\"thing\\""
        SCHEMA omni_thing
        VERSION 0.2
        RELOCATABLE false
        REQUIRES omni_types dblink
        SHARED_PRELOAD
        SOURCES omni_thing.c helper.c
        TESTS_REQUIRE omni_var)
target_link_libraries(omni_thing libpgaug dynpgext)
`;
    const model = read(text);
    const [extension] = model.targets;
    expect(extension).toMatchObject({ name: "omni_thing", kind: "module", certain: true });
    expect(extension?.extension).toMatchObject({
      ...{
        name: "omni_thing",
        version: "0.2",
        schema: "omni_thing",
        relocatable: "false",
        comment: 'A "thing"',
      },
      ...{ isSharedPreload: true, isUnversioned: false },
    });
    expect(texts(extension!.extension!.requires)).toEqual(["omni_types", "dblink"]);
    expect(texts(extension!.sources)).toEqual(["omni_thing.c", "helper.c"]);
    expect(texts(extension!.links)).toEqual(["libpgaug", "dynpgext"]);
    expect(extension?.defines.map(({ name, value }) => [name, value])).toEqual([
      ["EXT_VERSION", '"0.2"'],
      ["EXT_SCHEMA", '"omni_thing"'],
    ]);
    expect(text.slice(extension!.nameSpan.start, extension!.nameSpan.end)).toBe("omni_thing");
    expect(cmakeTargets(model)).toMatchObject([
      {
        name: "omni_thing",
        kind: "library",
        sources: ["omni_thing.c", "helper.c"],
        system: "cmake",
        certain: true,
      },
    ]);
  });

  it("leaves the value of EXT_VERSION open when the version comes from elsewhere", () => {
    const [extension] = read("add_postgresql_extension(e SOURCES e.c VERSION ${V} TARGET e_lib)").targets;
    expect(extension?.name).toBe("e_lib");
    expect(extension?.extension?.version).toBeUndefined();
    expect(extension?.defines[0]).toMatchObject({ name: "EXT_VERSION" });
    expect(extension?.defines[0]).not.toHaveProperty("value");
    expect(read("add_postgresql_extension(e SCHEMA s)").targets[0]?.kind).toBe("other");
  });

  it("expands variables, lists and patterns, and keeps the place of each source", () => {
    const text = `PROJECT(ext VERSION 1.4 LANGUAGES C)
set(DIR src)
set(SRCS a.c "b.c")
list(APPEND SRCS \${DIR}/c.c)
file(GLOB FOUND src/*.c)
file(GLOB_RECURSE ALL CONFIGURE_DEPENDS *.c)
add_library(\${PROJECT_NAME} SHARED \${SRCS})
add_library(two MODULE \${FOUND})
add_library(three MODULE \${ALL} \${CMAKE_CURRENT_SOURCE_DIR}/a.c [[b.c]])
target_compile_definitions(ext PRIVATE EXT_VERSION="\${PROJECT_VERSION}" -DFLAG PUBLIC "LEVEL=3")
target_include_directories(ext PRIVATE include \${CMAKE_CURRENT_SOURCE_DIR} \${PG_INCLUDE})
`;
    const model = read(text);
    expect(model.project).toEqual({ name: "ext", version: "1.4" });
    const [ext, two, three] = model.targets;
    expect(texts(ext!.sources)).toEqual(["a.c", "b.c", "src/c.c"]);
    expect(ext!.sources.map((word) => text.slice(word.span.start, word.span.end))).toEqual([
      "a.c",
      "b.c",
      "${DIR}/c.c",
    ]);
    expect(texts(two!.sources)).toEqual(["src/c.c"]);
    expect(cmakeTargets(model)[2]?.sources).toEqual(["a.c", "b.c", "src/c.c", "src/deep/d.c"]);
    expect(three?.certain).toBe(true);
    expect(ext?.defines.map(({ name, value }) => [name, value])).toEqual([
      ["EXT_VERSION", '"1.4"'],
      ["FLAG", "1"],
      ["LEVEL", "3"],
    ]);
    expect(ext?.includeDirs).toEqual(["include", "."]);
  });

  it("does not guess: unknown variables, generator expressions, changed variables, loops", () => {
    const text = `set(S a.c)
string(REPLACE a b S "\${S}")
add_library(one SHARED \${S} \${NOWHERE} $<$<BOOL:\${X}>:x.c> b.c)
foreach(f a b)
  list(APPEND LOOPED \${f}.c)
endforeach()
add_library(two SHARED \${LOOPED})
`;
    const model = read(text);
    expect(texts(model.targets[0]!.sources)).toEqual(["b.c"]);
    expect(model.targets.map((target) => target.certain)).toEqual([false, false]);
    expect(model.targets[1]?.sources).toEqual([]);
    const holes = model.holes.map((hole) => text.slice(hole.start, hole.end));
    expect(holes).toEqual(expect.arrayContaining(["${NOWHERE}", "$<$<BOOL:${X}>:x.c>"]));
    expect(holes.some((hole) => hole.startsWith("foreach") && hole.endsWith("endforeach()"))).toBe(true);
  });

  it("reads both branches of a conditional and marks what they bring", () => {
    const text = `set(SRCS a.c)
if(WIN32)
  list(APPEND SRCS win.c)
  add_definitions(-DON_WINDOWS)
else()
  target_sources(nothing PRIVATE x.c)
endif()
add_library(lib SHARED \${SRCS})
target_sources(lib PRIVATE b.c)
`;
    const [lib] = read(text).targets;
    expect(lib?.sources.map((word) => [word.text, word.certain])).toEqual([
      ["a.c", true],
      ["win.c", false],
      ["b.c", true],
    ]);
    expect(lib).toMatchObject({ certain: false, defines: [{ name: "ON_WINDOWS", certain: false }] });
  });

  it("links objects and static libraries of the file into the library", () => {
    const model = read(`add_library(core OBJECT core.c)
add_library(util STATIC util.c)
add_library(lib MODULE lib.c $<TARGET_OBJECTS:core>)
target_link_libraries(lib PRIVATE util m)
set_target_properties(lib PROPERTIES PREFIX "" OUTPUT_NAME my_lib)
`);
    expect(cmakeTargets(model).find((target) => target.kind === "library")).toMatchObject({
      name: "my_lib",
      sources: ["lib.c", "core.c", "util.c"],
    });
  });

  it("ignores comments, bracket comments and bodies of functions, and marks their calls", () => {
    const text = `\ufeff#[[ add_library(no SHARED no.c)
]] # add_library(no SHARED no.c)\r
function(make name)\r
  add_library(\${name} SHARED no.c)\r
endfunction()\r
make(x)\r
add_library(yes SHARED yes.c)\r
`;
    const model = read(text);
    expect(model.targets.map((target) => target.name)).toEqual(["yes"]);
    expect(model.holes.map((hole) => text.slice(hole.start, hole.end))).toEqual(["make(x)"]);
  });

  it("is total and keeps every span inside the text", () => {
    const pieces = fc.constantFrom(
      ...[
        "set(",
        "list(APPEND ",
        "add_library(",
        "add_postgresql_extension(",
        "file(GLOB ",
        "if(",
        "endif()",
        "foreach(",
      ],
      ...[
        "endforeach()",
        "project(",
        "a.c",
        "SOURCES ",
        "VERSION ",
        " A",
        "${A}",
        "${",
        "}",
        "$<",
        ">",
        "$ENV{X}",
        ")",
        "(",
      ],
      ...['"', "\\", "[[", "]]", "[=[", "#", "\n", "\r\n", "\0", "\ufeff", ";", " SHARED ", "*", "["],
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const model = read(text);
        cmakeTargets(model);
        const spans = model.targets.flatMap((target) => [
          target.nameSpan,
          target.span,
          ...target.sources.map((word) => word.span),
        ]);
        for (const { start, end } of [...spans, ...model.holes]) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
    expect(() => read("${".repeat(5000))).not.toThrow();
    expect(() => read(`set(A ${"${".repeat(5000)}${"}".repeat(5000)})`)).not.toThrow();
    const doubling = `set(A x)\n${"set(A ${A} ${A})\n".repeat(60)}add_library(l SHARED \${A} b.c)`;
    expect(read(doubling).targets[0]?.certain).toBe(false);
  });
});

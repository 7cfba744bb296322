import { describe, expect, it } from "vitest";
import { compilerOutput } from "../../../devpg/src/interpret/compilerOutput";
import { workspaceDiagnostics } from "../../../devpg/src/interpret/workspaceDiagnostics";
import type { SourcePlace } from "../../../devpg/src/interpret/sourceDiagnostic";

const files: Record<string, string> = {
  "/w/a.c": `#include "bad.h"
#include <stdio.h>
int f(int a) {
	char *ü = "ünicode"; int unused = 3; return a + ü + missing;
}
int g(void) { return printf("%d", "x"); }
int h(int x) { return h2(x) }
`,
  "/w/bad.h": "int twice(int a, int b);\nint twice(int a);\n",
  "/w/b.c": "#include <nosuch.h>\nint x;\n",
  "/w/sub/c.c": "int c = d;\n",
  "/w/u.c": "int under(void); int k(void) {\n  return under();\n}\n",
  "/w/Makefile": "MODULE_big = x\nOBJS = a.o nofile.o\nSHLIB_LINK = -lnosuch\n    echo\n",
};

/** What is said, as `severity "the text of the range": message`, with the related places behind it. */
function checkOutput(output: string, expected: readonly string[]): void {
  const found = compilerOutput(output, {
    folder: "/w",
    buildFile: "/w/Makefile",
    textOf: (path) => files[path],
  });
  const shown = found.map((each) => {
    const code = each.code === undefined ? "" : ` [${each.code}]`;
    const related = each.related.map((other) => ` <- ${other.path} ${textOf(other)}: ${other.message}`);
    return `${each.severity} ${each.path} ${textOf(each)}: ${each.message}${code}${related.join("")}`;
  });
  expect(shown).toEqual(expected);
}

function textOf({ path, start, end }: SourcePlace): string {
  expect(end.line).toBe(start.line);
  const line = (files[path] ?? "").split("\n")[start.line] ?? "";
  return `${start.line}"${line.slice(start.column, end.column)}"`;
}

describe("what gcc says", () => {
  it("underlines what the carets underline, behind tabs and letters of several bytes", () => {
    checkOutput(
      `a.c: In function 'f':
a.c:4:61: error: 'missing' undeclared (first use in this function)
    4 |         char *ü = "ünicode"; int unused = 3; return a + ü + missing;
      |                                                             ^~~~~~~
a.c:4:61: note: each undeclared identifier is reported only once for each function it appears in
a.c:4:34: warning: unused variable 'unused' [-Wunused-variable]
    4 |         char *ü = "ünicode"; int unused = 3; return a + ü + missing;
      |                                  ^~~~~~`,
      [
        `error /w/a.c 3"missing": 'missing' undeclared (first use in this function) <- /w/a.c 3"missing": each undeclared identifier is reported only once for each function it appears in`,
        `warning /w/a.c 3"unused": unused variable 'unused' [-Wunused-variable]`,
      ],
    );
  });

  it("keeps notes and includes as related places", () => {
    checkOutput(
      `In file included from a.c:1:
bad.h:2:5: error: conflicting types for 'twice'; have 'int(int)'
    2 | int twice(int a);
      |     ^~~~~
bad.h:1:5: note: previous declaration of 'twice' with type 'int(int,  int)'
    1 | int twice(int a, int b);
      |     ^~~~~`,
      [
        `error /w/bad.h 1"twice": conflicting types for 'twice'; have 'int(int)' <- /w/a.c 0"#include "bad.h"": included from here <- /w/bad.h 0"twice": previous declaration of 'twice' with type 'int(int,  int)'`,
      ],
    );
  });

  it("takes the operand that is meant among several underlined ones", () => {
    checkOutput(
      `a.c:6:31: warning: format '%d' expects argument of type 'int', but argument 2 has type 'char *' [-Wformat=]
    6 | int g(void) { return printf("%d", "x"); }
      |                              ~^   ~~~
      |                               |   |
      |                               int char *
      |                              %s`,
      [
        `warning /w/a.c 5"%d": format '%d' expects argument of type 'int', but argument 2 has type 'char *' [-Wformat=]`,
      ],
    );
  });

  it("says each thing once, whoever includes the header", () => {
    const once = "bad.h:2:5: error: conflicting types for 'twice'\n";
    checkOutput(once + once, [`error /w/bad.h 1"twice": conflicting types for 'twice'`]);
  });

  it("finds a missing header", () => {
    checkOutput(
      `b.c:1:10: fatal error: nosuch.h: No such file or directory
    1 | #include <nosuch.h>
      |          ^~~~~~~~~~
compilation terminated.
make: *** [<builtin>: b.o] Error 1`,
      [`error /w/b.c 0"<nosuch.h>": nosuch.h: No such file or directory`],
    );
  });

  it("leaves out what our own flags cause", () => {
    checkOutput(
      "/usr/include/features.h:412:4: warning: #warning _FORTIFY_SOURCE requires compiling with optimization (-O) [-Wcpp]",
      [],
    );
  });
});

describe("what clang says", () => {
  it("reads its drawing without a margin, tabs kept", () => {
    checkOutput(
      `a.c:4:54: error: use of undeclared identifier 'missing'
        char *ü = "ünicode"; int unused = 3; return a + ü + missing;
                                                            ^~~~~~~
1 error generated.`,
      [`error /w/a.c 3"missing": use of undeclared identifier 'missing'`],
    );
  });
});

describe("what linkers say", () => {
  it("finds the source line of an undefined symbol", () => {
    checkOutput(
      "/usr/bin/ld: /tmp/x.o: in function `k':\n/w/u.c:2: undefined reference to `under'\ncollect2: error: ld returned 1 exit status",
      [
        `error /w/u.c 1"return under();": \`under\` is used but not defined by this library, nor by a library it is linked with`,
      ],
    );
  });

  it("goes to the object's name in the Makefile when there is no debug information", () => {
    checkOutput("/usr/bin/ld: a.o: in function `k':\na.c:(.text+0x5): undefined reference to `under'", [
      `error /w/Makefile 0"MODULE_big = x": \`under\` is used but not defined by this library, nor by a library it is linked with`,
    ]);
  });

  it("names both definitions of a symbol", () => {
    checkOutput(
      "/usr/bin/ld: /tmp/1.o: in function `k':\n/w/u.c:1: multiple definition of `k'; /tmp/2.o:/w/a.c:3: first defined here",
      [
        `error /w/u.c 0"int under(void); int k(void) {": \`k\` is defined twice in this library <- /w/a.c 2"int f(int a) {": first defined here`,
      ],
    );
  });

  it("finds a library that is not there by its name in the Makefile", () => {
    checkOutput("/usr/bin/ld: cannot find -lnosuch: No such file or directory", [
      'error /w/Makefile 2"-lnosuch": the linker cannot find -lnosuch',
    ]);
  });
});

describe("what make, Meson and CMake say", () => {
  it("explains a missing separator", () => {
    checkOutput("Makefile:4: *** missing separator.  Stop.", [
      'error /w/Makefile 3"echo": missing separator: a command has to begin with a tab, everything else needs `=` or `:`',
    ]);
  });

  it("finds a source that is not there by its object in the Makefile", () => {
    checkOutput("make: *** No rule to make target 'nofile.o', needed by 'x.so'.  Stop.", [
      'error /w/Makefile 1"nofile.o": there is no `nofile.o` and nothing says how to make it; `x.so` needs it',
    ]);
  });

  it("follows make into its folders", () => {
    checkOutput(
      "make[1]: Entering directory '/w/sub'\nc.c:1:9: error: 'd' undeclared here\nmake[1]: Leaving directory '/w/sub'\nb.c:2:5: warning: w",
      [`error /w/sub/c.c 0"d": 'd' undeclared here`, `warning /w/b.c 1"x": w`],
    );
  });

  it("says which program is missing", () => {
    checkOutput("make: bison: No such file or directory\nmake: *** [mk3:2: all] Error 127", [
      'error /w/Makefile 0"MODULE_big = x": the program `bison` is not installed, or not on PATH',
    ]);
  });

  it("reads Meson and CMake", () => {
    checkOutput('\nmeson.build:2:0: ERROR: Unknown function "foo".\n', [
      `error /w/meson.build 1"": Unknown function "foo".`,
    ]);
    checkOutput(
      `CMake Error at CMakeLists.txt:3 (find_package):
  By not providing "FindNoSuch.cmake" this project has
  asked CMake to find a package.

  Could not find it.

-- Configuring incomplete, errors occurred!`,
      [
        `error /w/CMakeLists.txt 2"": By not providing "FindNoSuch.cmake" this project has asked CMake to find a package. Could not find it.`,
      ],
    );
  });
});

describe("what is said of headers outside of the workspace", () => {
  const header = "/pg/include/server/storage/s_lock.h";

  it("goes to the use of the macro that caused it", () => {
    const found = workspaceDiagnostics(
      compilerOutput(
        `In file included from ${header}:54,
                 from a.c:1:
a.c: In function 'f':
${header}:210:19: error: expected declaration specifiers or '...' before 'tas'
  210 | #define TAS(lock) tas(lock)
      |                   ^~~
${header}:1025:10: note: in expansion of macro 'TAS'
 1025 |         (TAS(lock) ? s_lock((lock), __FILE__, __LINE__, PG_FUNCNAME_MACRO) : 0)
      |          ^~~
a.c:6:22: note: in expansion of macro 'printf'
    6 | int g(void) { return printf("%d", "x"); }
      |                      ^~~~~~`,
        { folder: "/w", buildFile: "/w/Makefile", textOf: (path) => files[path] },
      ),
      "/w",
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      path: "/w/a.c",
      start: { line: 5, column: 21 },
      end: { line: 5, column: 27 },
    });
    expect(found[0]?.related[0]).toMatchObject({ path: header, start: { line: 209 } });
  });

  it("goes to the include when it is an error, and is left out when it is a warning", () => {
    const said = (kind: string): string => `In file included from ${header}:54,
                 from a.c:1:
${header}:34:10: ${kind}: gssapi/gssapi.h: No such file or directory`;
    const facts = { folder: "/w", buildFile: "/w/Makefile", textOf: (path: string) => files[path] };
    const places = (kind: string): unknown[] =>
      workspaceDiagnostics(compilerOutput(said(kind), facts), "/w").map(({ path, start }) => [
        path,
        start.line,
      ]);
    expect(places("fatal error")).toEqual([["/w/a.c", 0]]);
    expect(places("warning")).toEqual([]);
  });
});

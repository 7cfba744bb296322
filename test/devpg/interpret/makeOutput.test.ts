import { describe, expect, it } from "vitest";
import { compileEntries } from "../../../devpg/src/interpret/makeOutput";
import { shellWords } from "../../../devpg/src/interpret/shellWords";
import { compileCommandsText, mergeCompileEntries } from "../../../devpg/src/plan/compileCommands";

describe("compile commands", () => {
  it("takes each compilation with its folder, not links nor bitcode", () => {
    const entries = compileEntries(
      `gcc -Wall -DNAME='"a b"' -I. -c -o a.o a.c
/usr/bin/clang-14 -Wno-x -emit-llvm -c -o a.bc a.c
make[1]: Entering directory '/w/sub dir'
x86_64-linux-gnu-gcc-12 -c -o b.o b.c \\
  -O2
make[1]: Leaving directory '/w/sub dir'
ccache g++ -c c.cpp
gcc -shared -o x.so a.o b.o
cd src && cc -c ../d.c
echo gcc -c no.c`,
      "/w",
    );
    expect(entries.map(({ directory, file, output }) => [directory, file, output])).toEqual([
      ["/w", "/w/a.c", "/w/a.o"],
      ["/w/sub dir", "/w/sub dir/b.c", "/w/sub dir/b.o"],
      ["/w", "/w/c.cpp", undefined],
      ["/w/src", "/w/d.c", undefined],
    ]);
    expect(entries[0]?.arguments).toEqual(["gcc", "-Wall", '-DNAME="a b"', "-I.", "-c", "-o", "a.o", "a.c"]);
    expect(entries[1]?.arguments.at(-1)).toBe("-O2");
  });

  it("keeps what an earlier build said of sources that were not compiled again", () => {
    const entry = (file: string, ...flags: string[]) => ({
      directory: "/w",
      file: `/w/${file}`,
      arguments: ["cc", ...flags, "-c", file],
    });
    const merged = mergeCompileEntries(
      [entry("a.c"), entry("b.c"), entry("gone.c")],
      [entry("b.c", "-DNEW"), entry("c.c")],
      { exists: (path) => path !== "/w/gone.c" },
    );
    expect(merged).toEqual([entry("a.c"), entry("b.c", "-DNEW"), entry("c.c")]);
    const written = JSON.parse(compileCommandsText(merged, { includeFolders: ["/bundled header"] })) as {
      arguments: string[];
    }[];
    expect(written[1]?.arguments.slice(-2)).toEqual(["-I", "/bundled header"]);
  });

  it("reads words as a shell does", () => {
    expect(shellWords(`a 'b c'"d\\"e" f\\ g && h;i # j`)).toEqual([["a", 'b cd"e', "f g"], ["h"], ["i"]]);
    expect(shellWords("echo 'never closed")).toEqual([["echo", "'", "never", "closed"]]);
  });
});

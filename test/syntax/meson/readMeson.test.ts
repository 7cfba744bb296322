import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mesonTargets, readMeson } from "../../../server/src/syntax/meson/readMeson";
import type { Word } from "../../../server/src/syntax/tracedText";

function read(text: string): ReturnType<typeof readMeson> {
  return readMeson(text, { path: "/ext/meson.build" });
}

function texts(words: readonly Word[]): string[] {
  return words.map((word) => word.text);
}

const sample = `project('my_ext', 'c', version: '1.2')
pg_config = find_program('pg_config') # which one
incdir = run_command(pg_config, '--includedir-server', check: true).stdout().strip()

dir = 'src'
sources = files(
  'a.c',
  dir / 'b.c',
)
sources += files(join_paths(dir, 'c.c'))
if get_option('extra')
  sources += 'extra.c'
endif
shared_module('my_ext',
  sources,
  'd' + '.c',
  name_prefix: '',
  include_directories: include_directories('include', '.'),
  c_args: ['-DEXT_VERSION="@0@"'.format(meson.project_version()), '-DFLAG', '-I' + incdir],
)
subdir('tests')
`;

describe("readMeson", () => {
  it("reads a module with its sources, macros and folders", () => {
    const model = read(sample);
    expect(model.project).toEqual({ name: "my_ext", version: "1.2" });
    const [target] = model.targets;
    expect(target).toMatchObject({
      name: "my_ext",
      kind: "module",
      includeDirs: ["include", "."],
      certain: false,
    });
    expect(target?.sources.map((word) => [word.text, word.certain])).toEqual([
      ["a.c", true],
      ["src/b.c", true],
      ["src/c.c", true],
      ["extra.c", false],
      ["d.c", true],
    ]);
    expect(target?.defines.map(({ name, value }) => [name, value])).toEqual([
      ["EXT_VERSION", '"1.2"'],
      ["FLAG", "1"],
    ]);
    expect(texts(model.subdirectories)).toEqual(["tests"]);
    expect(model.holes).toEqual([]);
  });

  it("places a literal source at itself and a joined one at its written form", () => {
    const [target] = read(sample).targets;
    const written = target!.sources.map((word) => sample.slice(word.span.start, word.span.end));
    expect(written.slice(0, 2)).toEqual(["a.c", "dir / 'b.c"]);
    expect(written[3]).toBe("extra.c");
    expect(sample.slice(target!.nameSpan.start, target!.nameSpan.end)).toBe("my_ext");
  });

  it("takes arguments from dictionaries, dependencies and the project", () => {
    const model = read(`add_project_arguments('-DALL', language: 'c')
dep = declare_dependency(compile_args: ['-DDEP=1'], include_directories: include_directories('inc'), sources: 'dep.c')
x = shared_library('x', 'x.c', dependencies: [dep, unknown_dep], kwargs: mod_args + {'c_args': ['-DKW']})
`);
    expect(model.targets[0]?.defines.map((define) => define.name)).toEqual(["ALL", "KW", "DEP"]);
    expect(texts(model.targets[0]!.sources)).toEqual(["x.c", "dep.c"]);
    expect(model.targets[0]).toMatchObject({ kind: "shared", includeDirs: ["inc"], certain: true });
  });

  it("links static libraries of the file into the library", () => {
    const model = read(
      "core = static_library('core', 'core.c')\nshared_module('m', 'm.c', link_with: core)\n",
    );
    expect(mesonTargets(model).find((target) => target.name === "m")).toMatchObject({
      kind: "library",
      sources: ["m.c", "core.c"],
      system: "meson",
      certain: true,
    });
  });

  it("does not guess: generated sources, loops, values that a branch replaces", () => {
    const text = `gen = custom_target('g', output: 'g.c')
name = 'a'
if x
  name = 'b'
endif
foreach s : ['p', 'q']
  looped += s + '.c'
endforeach
shared_module('m', gen, looped, name + '.c', f'@name@.c', 'z.c', configure_file(input: 'i', output: 'o.c'))
`;
    const model = read(text);
    expect(texts(model.targets[0]!.sources)).toEqual(["z.c"]);
    expect(model.targets[0]?.certain).toBe(false);
    expect(
      model.holes.map((hole) => text.slice(hole.start, hole.end)).some((hole) => hole.startsWith("foreach")),
    ).toBe(true);
  });

  it("leaves out what only Windows adds", () => {
    const model = read(`srcs = files('m.c')
if host_system == 'windows'
  if x
    srcs += 'no.c'
  endif
  srcs += rc_lib_gen.process(win32ver_rc, extra_args: ['--NAME', 'm',])
endif
m = shared_module('m', srcs, kwargs: mod_args + { 'dependencies': mod_args['dependencies'], },)
tests += { 'name': 'm', 'regress': { 'sql': ['a'] } }
`);
    expect(texts(model.targets[0]!.sources)).toEqual(["m.c"]);
    expect(model.targets[0]?.certain).toBe(true);
    expect(model.holes).toEqual([]);
  });

  it("understands comparisons and ternaries as far as to go on behind them", () => {
    const model = read(
      "a = x == 'y' and not z ? ['b.c'] : ['c.c']\nshared_module('m', a, 'm.c')\nshared_module('n', 'n.c')\n",
    );
    expect(model.targets.map((target) => [target.name, texts(target.sources), target.certain])).toEqual([
      ["m", ["m.c"], false],
      ["n", ["n.c"], true],
    ]);
  });

  it("reads CRLF, a byte order mark and long strings", () => {
    const model = read("\ufeffx = '''a\r\nb.c'''\r\nshared_module('m',\r\n 'm.c')\r\n");
    expect(texts(model.targets[0]!.sources)).toEqual(["m.c"]);
  });

  it("is total and keeps every span inside the text", () => {
    const pieces = fc.constantFrom(
      ...[
        "shared_module(",
        "files(",
        "project(",
        "'a.c'",
        "'m'",
        "'",
        "'''",
        "f'",
        "\\",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
      ],
      ...[
        "=",
        "+=",
        "+",
        "/",
        ".",
        "format(",
        "x",
        " x = ",
        "if ",
        "endif\n",
        "foreach ",
        "endforeach",
        "\n",
        "\r\n",
        "#",
        "\0",
      ],
      ...["c_args: ", "'-DX'", "not ", "?", "-", "constructor", "__proto__"],
    );
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    const check = (text: string): void => {
      const model = read(text);
      mesonTargets(model);
      const spans = model.targets.flatMap((target) => [
        target.nameSpan,
        target.span,
        ...target.sources.map((word) => word.span),
      ]);
      for (const { start, end } of [...spans, ...model.holes]) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    };
    fc.assert(fc.property(anything, check), { numRuns: 500 });
    for (let end = 0; end <= sample.length; end++) check(sample.slice(0, end));
    check("(".repeat(20000));
    check("not ".repeat(20000));
    check("x = ['a']\n" + "x = [x]\n".repeat(3000) + "shared_module('m', x)\n");
    check("x = ['a']\n" + "x += x\n".repeat(60) + "shared_module('m', x)\n");
  });
});

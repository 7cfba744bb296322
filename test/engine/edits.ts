/** Random changes to the files of a workspace, as an editor, a branch switch or a cat on the keyboard make them. */
import fc from "fast-check";

/** Texts that change how the rest of a file is read. */
const snippets = [
  ..."{}();,\"'#\\*/\n".split(""),
  "/*",
  "*/",
  "//",
  "#if 0\n",
  "#if PG_VERSION_NUM >= 160000\n",
  "#else\n",
  "#endif\n",
  '\n#define VISITS_NAME "other"\n',
  "\n#define each_page(p) for (p = 0; p < 3; p++)\n",
  '\n#define EXPORTED __attribute__((visibility("default")))\n',
  '#include "broken_dynpgext.h"\n',
  "/* dynpgext-ignore shmem-lookup-unchecked: so it is */\n",
  "DYNPGEXT_MAGIC;\n",
  "static ",
  "PG_TRY();\n",
  "return;\n",
  "if (x) ",
  "\tlimits = dynpgext_lookup_shmem(VISITS_NAME);\n",
  "OBJS += more.o\n",
  "PG_CPPFLAGS += -DBROKEN_VERSION='\"0.2\"'\n",
  "default_version = '0.2'\n",
  "\r\n",
  "\u{feff}",
  "é",
];

export type Change =
  | {
      readonly kind: "replace";
      readonly file: number;
      readonly at: number;
      readonly length: number;
      readonly text: string;
    }
  | { readonly kind: "remove"; readonly file: number }
  | { readonly kind: "restore"; readonly file: number }
  | { readonly kind: "copy"; readonly file: number; readonly name: string }
  | { readonly kind: "configure"; readonly settings: Record<string, unknown>; readonly pg: number };

const file = fc.nat(20);

const replace: fc.Arbitrary<Change> = fc.record({
  kind: fc.constant("replace" as const),
  file,
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(4), fc.nat(300)),
  text: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...snippets) },
    fc.constant(""),
    fc.string({ maxLength: 12 }),
  ),
});

const others: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("remove" as const), file }),
  fc.record({ kind: fc.constant("restore" as const), file }),
  fc.record({
    kind: fc.constant("copy" as const),
    file,
    name: fc.constantFrom(
      "more.c",
      "sub/more.c",
      "sub/broken_dynpgext.h",
      "other.control",
      "sub/other.control",
    ),
  }),
  fc.record({
    kind: fc.constant("configure" as const),
    settings: fc.constantFrom<Record<string, unknown>>(
      {},
      { rules: { "*": "hint" } },
      { rules: { "shmem-lookup-unchecked": "off" } },
      { registerBgworkerArguments: 3 },
      { noreturnFunctions: ["share_history"] },
      { memoryFunctions: { share_history: { returns: "current" }, remember: { frees: 1 } } },
    ),
    pg: fc.constantFrom(14, 15, 17),
  }),
);

/** Mostly edits inside files, with here and there a file or a setting that changes. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: replace },
  { weight: 1, arbitrary: others },
);

/** Applies a change to texts by name; returns the name of the file that it changes, if any. */
export function applyChange(
  texts: Map<string, string>,
  original: ReadonlyMap<string, string>,
  change: Exclude<Change, { kind: "configure" }>,
): string | undefined {
  const names = change.kind === "restore" ? [...original.keys()] : [...texts.keys()].sort();
  const name = names[change.file % Math.max(names.length, 1)];
  if (name === undefined) return undefined;
  switch (change.kind) {
    case "remove":
      texts.delete(name);
      return name;
    case "restore":
      texts.set(name, original.get(name)!);
      return name;
    case "copy":
      texts.set(change.name, texts.get(name)!);
      return change.name;
    case "replace": {
      const text = texts.get(name)!;
      const start = Math.floor(change.at * text.length);
      texts.set(name, text.slice(0, start) + change.text + text.slice(start + change.length));
      return name;
    }
  }
}

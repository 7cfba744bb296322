import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleFiles, findingsOf, linesOf, workspaceOf, type Files } from "./analyseFiles";

const numRuns = Number(process.env["FC_RUNS"] ?? 60);

const examples = ["broken_dynpgext", "hello_dynpgext"].map((name) => exampleFiles(name));

/** One of the files of an example, and a place in it. */
const place = fc.record({
  example: fc.constantFrom(...examples),
  file: fc.nat(20),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
});

function changed(
  { example, file, at }: { example: Files; file: number; at: number },
  change: (bytes: Buffer, offset: number) => Buffer,
): Files {
  const names = [...example.keys()];
  const name = names[file % names.length]!;
  const bytes = Buffer.from(example.get(name)!, "utf8");
  const offset = Math.min(Math.floor(at * bytes.length), bytes.length - 1);
  return new Map(example).set(name, change(Buffer.from(bytes), offset).toString("utf8"));
}

/** Throws when anything inside has thrown. */
async function analyse(files: Files): Promise<void> {
  await nextTurn();
  const workspace = workspaceOf(files);
  for (const finding of findingsOf(workspace.analyze())) {
    const text = files.get(finding.site.path.slice("/workspace/".length))!;
    for (const { path, start, end } of [finding.site, ...finding.fixes.flatMap(({ edits }) => edits)]) {
      const length = (files.get(path.slice("/workspace/".length)) ?? text).length;
      expect(
        0 <= start && start <= end && end <= length,
        `${finding.rule} ${start}-${end} of ${length}`,
      ).toBe(true);
    }
  }
  workspace.statistics();
}

describe("damaged files", () => {
  it("are analysed as far as they go when they end too early", async () => {
    await fc.assert(
      fc.asyncProperty(place, (at) => analyse(changed(at, (bytes, offset) => bytes.subarray(0, offset)))),
      { numRuns },
    );
  });

  it("are analysed with any bit flipped, also where that is no text any more", async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.nat(7), async (at, bit) => {
        await analyse(
          changed(at, (bytes, offset) => {
            bytes[offset]! ^= 1 << bit;
            return bytes;
          }),
        );
      }),
      { numRuns },
    );
  });

  it("are analysed with a part moved somewhere else", async () => {
    await fc.assert(
      fc.asyncProperty(
        place,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(400),
        async (at, to, length) => {
          await analyse(
            changed(at, (bytes, offset) => {
              const part = bytes.subarray(offset, offset + length);
              const rest = Buffer.concat([bytes.subarray(0, offset), bytes.subarray(offset + length)]);
              const target = Math.floor(to * rest.length);
              return Buffer.concat([rest.subarray(0, target), part, rest.subarray(target)]);
            }),
          );
        },
      ),
      { numRuns },
    );
  });
});

describe("the findings", () => {
  const files = examples[0]!;
  const before = linesOf(files);
  const mapTexts = (change: (text: string, name: string) => string): Files =>
    new Map([...files].map(([name, text]) => [name, change(text, name)]));

  it("are the same with the line ends of Windows", () => {
    expect(before.length).toBeGreaterThan(5);
    expect(linesOf(mapTexts((text) => text.replaceAll("\n", "\r\n")))).toEqual(before);
  });

  it("are the same with a byte order mark before the C code", () => {
    expect(linesOf(mapTexts((text, name) => (/\.[ch]$/u.test(name) ? `\ufeff${text}` : text)))).toEqual(
      before,
    );
  });

  it("are the same with blank lines and comments around", () => {
    const lines = linesOf(
      mapTexts((text, name) => (name.endsWith(".c") ? `/* } " { */\n\n${text}\n// "\n` : text)),
    );
    const moved = before.map((line) => line.replace(/\.c:(\d+)/u, (_, at: string) => `.c:${Number(at) + 2}`));
    expect(lines).toEqual(moved.sort());
  });

  it("are the same whatever macro code that is left out holds", () => {
    const junk = `#if 0\n{{{ " unbalanced ((\n#endif\n`;
    const lines = linesOf(mapTexts((text, name) => (name.endsWith(".c") ? `${junk}${text}` : text)));
    expect(lines.map((line) => line.replace(/\d+/u, ""))).toEqual(
      before.map((line) => line.replace(/\d+/u, "")),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requests } from "../../scripts/corpus/randomRequests";
import { exampleFiles, root } from "../engine/analyseFiles";
import { Editing } from "./editing";

describe("requests about damaged files", () => {
  it.each(["hello_dynpgext", "broken_dynpgext"])(
    "are answered whatever is missing in %s",
    async (example) => {
      const files = exampleFiles(example);
      const editing = await Editing.of(files);
      const names = [...files.keys()];
      const damage = fc.record({
        file: fc.constantFrom(...names),
        from: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.integer({ min: 0, max: 400 }),
        insert: fc.constantFrom("", '"', "'", "(", "{", "}", "/*", "#if 0\n", "\\", "$$", "\0", "\ud800"),
        place: fc.double({ min: 0, max: 1, noNaN: true }),
        request: fc.constantFrom(...Object.keys(requests)),
      });
      fc.assert(
        fc.property(damage, ({ file, from, length, insert, place, request }) => {
          const text = files.get(file)!;
          const start = Math.floor(from * text.length);
          const damaged = text.slice(0, start) + insert + text.slice(start + length);
          editing.set(file, damaged);
          const offset = Math.floor(place * damaged.length);
          expect(() => requests[request]!(editing.workspace, `${root}/${file}`, offset)).not.toThrow();
          editing.set(file, text);
        }),
        { numRuns: 40 },
      );
    },
  );
});

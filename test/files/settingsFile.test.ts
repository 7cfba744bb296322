import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonText } from "../../server/src/files/jsonText";
import { parseSettingsText, readSettingsFile } from "../../server/src/files/settingsFile";
import { folderWith } from "./temporaryFolder";

const known = new Set(["shmem-size", "bgw-flags"]);

/** The settings of a text, and each problem as `code "underlined text" message`. */
function parsed(text: string) {
  const file = parseSettingsText("/w/.dynpgext.json", text, known);
  const problems = file.problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
  return { values: file.values, problems };
}

describe("the project's settings file", () => {
  it("keeps what is right and names each wrong key", () => {
    expect(
      parsed(
        `{ "pgVersion": "16", "maxDatabases": 4, "maxDatabse": 5, "rules": { "bgw-flags": "off", "shmem-size": "loud", "*": "hint" } }`,
      ),
    ).toEqual({
      values: { maxDatabases: 4, rules: { "bgw-flags": "off", "*": "hint" } },
      problems: [`settings-invalid "pgVersion"`, `settings-invalid "maxDatabse"`, `settings-invalid "loud"`],
    });
  });

  it("keeps the settings of the dev Postgres that are right", () => {
    expect(
      parsed(`{ "devpg": { "profile": "release", "loader": "mine", "port": 1 }, "maxDatabases": 2 }`),
    ).toEqual({
      values: { devpg: { profile: "release" }, maxDatabases: 2 },
      problems: [`settings-invalid "loader"`, `settings-invalid "port"`],
    });
  });

  it("underlines an unknown rule and says which was meant", () => {
    const text = `{"rules": {"bgw-flag": "off", "shmem-size": "error"}}`;
    const file = parseSettingsText("/w/.dynpgext.json", text, known);
    expect(parsed(text)).toEqual({
      values: { rules: { "shmem-size": "error" } },
      problems: [`settings-unknown-rule "bgw-flag"`],
    });
    expect(file.problems[0]?.message).toBe("there is no rule `bgw-flag`; did you mean `bgw-flags`?");
  });

  it.each([
    ["", ""],
    ["{", ""],
    [`{"maxDatabases": 4,}`, "}"],
    [`{"maxDatabases" 4}`, "4"],
    [`{"a": tru}`, "tru"],
    [`{"a": "x\n"}`, `"`],
    [`{} {}`, "{"],
    [`{"a": 1, "a": 2}`, `"a"`],
    [`// note\n{}`, `//`],
  ])("refuses %j at %j", (text, at) => {
    expect(parsed(text)).toEqual({ values: {}, problems: [`settings-syntax ${at}`] });
  });

  it("refuses a text that is no object", () => {
    expect(parsed(" [1] ").problems).toEqual(["settings-invalid [1]"]);
  });

  it("is optional, and may begin with a byte order mark", async () => {
    expect(await readSettingsFile(await folderWith({}), known)).toBeUndefined();
    const folder = await folderWith({ ".dynpgext.json": `\ufeff{"maxDatabases": 3}` });
    expect((await readSettingsFile(folder, known))?.values).toEqual({ maxDatabases: 3 });
  });
});

describe("parseJsonText", () => {
  it("agrees with JSON.parse and knows every key's place", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const result = parseJsonText(text);
        expect("value" in result && result.value).toEqual(JSON.parse(text));
        if ("value" in result) {
          for (const [path, span] of result.keys) {
            expect(JSON.parse(text.slice(span.start, span.end))).toBe(path.split("\0").at(-1));
          }
        }
      }),
    );
  });

  it("refuses exactly the texts that JSON.parse refuses", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(),
        fc.constantFrom("", ",", "}", "1", " ", '"', "-"),
        (value, place, put) => {
          const text = JSON.stringify(value);
          const at = place % (text.length + 1);
          const changed = text.slice(0, at) + put + text.slice(at + 1);
          const accepted = "value" in parseJsonText(changed);
          let expected = true;
          try {
            JSON.parse(changed);
          } catch {
            expected = false;
          }
          // Two equal keys are the one thing that JSON.parse lets pass.
          if (accepted !== expected) expect(JSON.stringify(parseJsonText(changed))).toContain("twice");
        },
      ),
    );
  });
});

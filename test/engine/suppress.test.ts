import { describe, expect, it } from "vitest";
import { analyseBody, analyseFirstLine } from "./oneLookup";

const id = "shmem-lookup-unallocated";

describe("a suppression comment", () => {
  it.each([
    ["in the line before", `/* dynpgext-ignore ${id}: made elsewhere */\n\tp = LOOK;`],
    ["in the line before, with //", `// dynpgext-ignore ${id}: made elsewhere\n\tp = LOOK;`],
    ["two comments and a blank line before", `/* dynpgext-ignore ${id}: x */\n\n\t// why\n\tp = LOOK;`],
    ["at the end of the line", `p = LOOK; /* dynpgext-ignore ${id}: made elsewhere */`],
    ["at the start of the line", `/* dynpgext-ignore ${id}: made elsewhere */ p = LOOK;`],
    [
      "over several lines",
      `/*\n\t * dynpgext-ignore ${id}: made elsewhere,\n\t * long ago\n\t */\n\tp = LOOK;`,
    ],
    ["with several rules", `/* dynpgext-ignore ${id}, shmem-lookup-unchecked: both */\n\tp = LOOK; *p = 1;`],
  ])("silences the rule it names: %s", (_where, body) => {
    for (const text of [body, body.replaceAll("\n", "\r\n")]) expect(analyseBody(text)).toEqual([]);
  });

  it.each([
    ["two lines before", `/* dynpgext-ignore ${id}: x */\n\tq = 1;\n\tp = LOOK;`],
    ["behind it", `p = LOOK;\n\t/* dynpgext-ignore ${id}: x */`],
    ["for another rule", `/* dynpgext-ignore shmem-lookup-unchecked: x */\n\tp = LOOK;`],
  ])("leaves what it does not cover, and is reported as unused: %s", (_where, body) => {
    expect(
      analyseBody(body)
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual([id, "suppression-unused"]);
  });

  it("before a function holds for all of it and no further", () => {
    const comment = `/* dynpgext-ignore ${id}: made elsewhere */\n`;
    const twice = `static void\ng(void)\n{\n\tint *p = LOOK;\n\tint *r = LOOK;\n}\n`;
    expect(analyseBody("", `${comment}${twice}`)).toEqual([]);
    expect(analyseBody("", `${comment}\n/* Looks twice. */\n${twice}`)).toEqual([]);
    expect(analyseBody("p = LOOK;", `${comment}${twice}`).map(({ rule }) => rule)).toEqual([id]);
  });

  it("covers a finding in the first line of the file", () => {
    const line = "static void g(void) { int *p = LOOK; }";
    expect(analyseFirstLine(line).map(({ rule }) => rule)).toEqual([id]);
    expect(analyseFirstLine(`/* dynpgext-ignore ${id}: x */ ${line}`)).toEqual([]);
  });

  it("is itself reported where it has no reason, but works", () => {
    for (const text of [
      `/* dynpgext-ignore ${id} */\n\tp = LOOK;`,
      `/* dynpgext-ignore ${id}: */\n\tp = LOOK;`,
    ])
      expect(analyseBody(text).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
        "suppression-reason-missing info",
      ]);
  });

  it("with several rules is unused rule by rule, and each can be removed", () => {
    const body = `/* dynpgext-ignore shmem-size, ${id}, no-such-rule: x */\n\tp = LOOK;`;
    const found = analyseBody(body);
    expect(found.map(({ text }) => text)).toEqual(["shmem-size", "no-such-rule"]);
    expect(found.map(({ fixed }) => /ignore (.*):/u.exec(fixed)?.[1])).toEqual([
      `${id}, no-such-rule`,
      `shmem-size, ${id}`,
    ]);
  });

  it("that is not used at all goes with its line", () => {
    const body = `/* dynpgext-ignore shmem-size, no-such-rule: x */\n\tq = 1;`;
    const found = analyseBody(body);
    expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(["suppression-unused warning"]);
    expect(found[0]!.fixed).toContain("{\n\tq = 1;");
  });

  it("in code that is not compiled says nothing", () => {
    expect(analyseBody(`#if 0\n\t/* dynpgext-ignore ${id}: x */\n\tp = LOOK;\n#endif`)).toEqual([]);
    expect(analyseBody(`#if PG_VERSION_NUM < 140000\n\t/* dynpgext-ignore ${id}: x */\n#endif`)).toEqual([]);
  });

  it("that names no rule is reported", () => {
    expect(analyseBody(`/* dynpgext-ignore: x */`).map(({ message }) => message)).toEqual([
      "The suppression names no rule",
    ]);
  });

  it("of a rule that is switched off is not called unused", () => {
    const body = `/* dynpgext-ignore ${id}: x */\n\tp = LOOK;`;
    expect(analyseBody(body, "", { rules: { [id]: "off" } })).toEqual([]);
  });

  it("is reported at the level that the settings give", () => {
    const unused = `/* dynpgext-ignore ${id}: x */`;
    const levels = (rules: Record<string, string>) =>
      analyseBody(unused, "", { rules }).map(({ severity }) => severity);
    expect(levels({ "suppression-unused": "error" })).toEqual(["error"]);
    expect(levels({ "suppression-unused": "off" })).toEqual([]);
    expect(levels({ "*": "hint" })).toEqual(["hint"]);
    expect(levels({ "*": "off", "suppression-unused": "info", [id]: "info" })).toEqual(["info"]);
    const reasonless = `/* dynpgext-ignore ${id} */\n\tp = LOOK;`;
    const rules = { "suppression-reason-missing": "error" };
    expect(analyseBody(reasonless, "", { rules }).map(({ severity }) => severity)).toEqual(["error"]);
  });

  it("does not take long where there are thousands of them", () => {
    const started = performance.now();
    const found = analyseBody(`/* dynpgext-ignore ${id}: x */\n\tq = 1;\n`.repeat(3000));
    expect(found.length).toBe(3000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

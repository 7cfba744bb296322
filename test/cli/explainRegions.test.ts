import { describe, expect, it } from "vitest";
import { explainRegions } from "../../cli/src/explainRegions";
import { folderWith } from "../files/temporaryFolder";
import { CapturedStream } from "./runCheck";

const source = `#include "postgres.h"

/* Tells a name. */
Datum
greeting(PG_FUNCTION_ARGS)
{
	char *name;

	SPI_connect();
	SPI_execute("SELECT count(*)::text FROM visitors", true, 1);
	name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	SPI_finish();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

int
nothing(int x)
{
	return x;
}
`;

async function explained(at: string) {
  const cwd = await folderWith({ "src/greet.c": source, "notes.txt": "" });
  const stdout = new CapturedStream();
  const stderr = new CapturedStream();
  const host = { cwd, env: {}, stdout, stderr, block: <T>(work: () => T): T => work() };
  const code = await explainRegions(at, { color: "never" }, host);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

describe("explain --at", () => {
  it("draws which regions live, what is allocated in them and what is used after their end", async () => {
    const { code, stdout } = await explained("src/greet.c:12");
    expect(code).toBe(0);
    const lines = stdout.split("\n").map((line) => line.replace(/ {2,}/gu, "  ").trim());
    expect(lines.slice(0, 4)).toEqual([
      "greeting  src/greet.c:5",
      "",
      "1  the caller's context",
      "2  SPI region #1",
    ]);
    expect(lines).toContain("9  │ ┬  SPI_connect();  opens SPI region #1");
    expect(lines.find((line) => line.startsWith("11 "))).toMatch(
      /^11 {2}│ ● {2}name = .*name is allocated in SPI region #1/u,
    );
    expect(lines).toContain("> 12  ┃ ┴  SPI_finish();  ends SPI region #1");
    expect(lines.find((line) => line.startsWith("13 "))).toMatch(
      / ! .*; {2}name is used after the end of SPI region #1;/u,
    );
  });

  it("says so where nothing happens, and where there is no function or file", async () => {
    expect((await explained("src/greet.c:18")).stdout).toContain("Nothing happens to memory regions");
    expect(await explained("src/greet.c:900")).toMatchObject({ code: 2, stdout: "" });
    expect((await explained("src/greet.c:1")).stderr).toBe(
      "dynpgext: src/greet.c:1: there is no function here\n",
    );
    expect((await explained("src/none.c:1")).stderr).toContain("no such file");
    expect((await explained("notes.txt:1")).stderr).toContain("not a C file");
    expect((await explained("greet")).stderr).toContain("`greet` is no place in a file");
  });
});

import { describe, expect, it } from "vitest";
import { analyse, applyFirstFixes } from "./checkRule";

const head = `#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
`;

function findingsOf(rule: string, code: string, eol = "\n") {
  const text = (head + code).replaceAll("\n", eol);
  const analysed = analyse(new Map([["example.c", text]]), {});
  const findings = analysed.findings.filter((finding) => finding.rule === rule);
  const after = applyFirstFixes(rule, analysed, {});
  return { findings, fixed: after.files.get("example.c")!, left: after.findings };
}

describe("fixes of the region rules", () => {
  it("do not put code before a macro that may return or not", () => {
    const { findings } = findingsOf(
      "region-context-not-restored",
      `
#define RETURN_UNLESS(condition, value) \\
	do { if (!(condition)) return (value); } while (0)

char *kept(const char *name);

char *
kept(const char *name)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);
	char	   *copy;

	RETURN_UNLESS(name != NULL, NULL);
	copy = pstrdup(name);
	MemoryContextSwitchTo(old);
	return copy;
}
`,
    );
    expect(findings.length).toBe(1);
    expect(findings[0]!.fixes).toEqual([]);
  });

  it("keep what an argument does when the call around it could go", () => {
    const { findings } = findingsOf(
      "region-free-mismatch",
      `
static int	calls = 0;

static const char *
name(void)
{
	calls++;
	return "name";
}

void drop(void);

void
drop(void)
{
	const char *kept;

	pfree((void *) (kept = "literal"));
	elog(LOG, "%s %d %s", kept, calls, name());
}
`,
    );
    expect(findings.map(({ fixes }) => fixes.length)).toEqual([0]);
  });

  it("write the line ends and the indentation that the file has", () => {
    const { findings, fixed, left } = findingsOf(
      "region-context-not-restored",
      `
char *kept(const char *name);

char *kept(const char *name) {
  MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);
  char *copy;

  if (name == NULL)
    return NULL;
  copy = pstrdup(name);
  MemoryContextSwitchTo(old);
  return copy;
}
`,
      "\r\n",
    );
    expect(findings.length).toBe(1);
    expect(left).toEqual([]);
    expect(fixed.replaceAll("\r\n", "")).not.toContain("\n");
    expect(fixed).toContain(
      "  if (name == NULL)\r\n  {\r\n    MemoryContextSwitchTo(old);\r\n    return NULL;\r\n  }\r\n",
    );
  });

  it("give braces to a return in the line of its condition", () => {
    const { fixed, left } = findingsOf(
      "region-context-not-restored",
      `
void keep(const char *name);
static char *last;

void
keep(const char *name)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

	if (name == NULL) return;
	last = pstrdup(name);
	MemoryContextSwitchTo(old);
}
`,
    );
    expect(fixed).toContain("\tif (name == NULL) { MemoryContextSwitchTo(old); return; }\n");
    expect(left).toEqual([]);
  });

  it("use the variable that already holds the caller's context", () => {
    const { findings, fixed, left } = findingsOf(
      "region-return-after-close",
      `
char *answer(void);

char *
answer(void)
{
	MemoryContext caller = CurrentMemoryContext;
	char	   *text;

	SPI_connect();
	text = psprintf("%d in %p", 42, (void *) caller);
	SPI_finish();
	return text;
}
`,
    );
    expect(findings.length).toBe(1);
    expect(fixed).toContain("MemoryContextSwitchTo(caller)");
    expect(fixed).not.toContain("callerContext");
    expect(left).toEqual([]);
  });

  it("copy a row of the result, declared with its initializer", () => {
    const { fixed, left } = findingsOf(
      "region-return-after-close",
      `
HeapTuple first(void);

HeapTuple
first(void)
{
	HeapTuple	row = NULL;

	SPI_connect();
	if (SPI_execute("SELECT 1", true, 1) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "no row");
	row = SPI_tuptable->vals[0];
	SPI_finish();
	return row;
}
`,
    );
    expect(fixed).toContain("row = SPI_copytuple(SPI_tuptable->vals[0]);");
    expect(left).toEqual([]);
  });

  it("are not offered when the close stands in another branch than the use", () => {
    const { findings } = findingsOf(
      "region-use-after-close",
      `
void show(bool quiet);

void
show(bool quiet)
{
	char	   *text;

	SPI_connect();
	text = psprintf("%d", 42);
	if (quiet)
		SPI_finish();
	else
	{
		elog(DEBUG1, "not quiet");
		SPI_finish();
	}
	elog(LOG, "%s", text);
}
`,
    );
    expect(findings.length).toBe(1);
    expect(findings[0]!.fixes.map(({ title }) => title)).toEqual(["Allocate in the caller's memory context"]);
  });

  it("do not move SPI_finish behind what allocates a result", () => {
    const { findings, left } = findingsOf(
      "region-use-after-close",
      `
extern void *parse(const char *text);

void *schema(const char *table);

void *
schema(const char *table)
{
	char	   *query;
	void	   *parsed;

	SPI_connect();
	query = psprintf("TABLE %s", table);
	SPI_execute(query, true, 0);
	SPI_finish();
	parsed = parse(table);
	if (parsed == NULL)
		elog(ERROR, "nothing for %s", query);
	return parsed;
}
`,
    );
    expect(findings.map(({ fixes }) => fixes.map(({ title }) => title))).toEqual([
      ["Allocate in the caller's memory context"],
    ]);
    expect(left).toEqual([]);
  });

  it("do not take a list of pointers out of the region that its members are in", () => {
    const { findings } = findingsOf(
      "region-return-after-close",
      `
List *names(void);

List *
names(void)
{
	List	   *list = NIL;

	SPI_connect();
	list = list_make1(pstrdup("name"));
	SPI_finish();
	return list;
}
`,
    );
    expect(findings.map(({ fixes }) => fixes)).toEqual([[]]);
  });
});

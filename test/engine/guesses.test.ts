import { describe as suite, expect, it } from "vitest";
import { describe, findingsOf, linesOf, root, workspaceOf, type Files } from "./analyseFiles";

const source = (check: string): string => `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "shop.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
zero(void *ptr, void *data)
{
	*(int *) ptr = 0;
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "shop:0.1:visits", sizeof(int), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(visits);

PGDLLEXPORT Datum
visits(PG_FUNCTION_ARGS)
{
	int		   *counter = dynpgext_lookup_shmem("shop:0.1:visits");

${check}
	PG_RETURN_INT32(*counter);
}
`;

const inBranch = (condition: string, first: string, second: string): string =>
  source(`${condition}\n${first}\n#else\n${second}\n#endif`);

const check = '\tif (counter == NULL)\n\t\tereport(ERROR, (errmsg("no shop")));';

const workspace = (text: string, more: readonly (readonly [string, string])[] = []): Files =>
  new Map([
    ["shop.control", "default_version = '0.1'\nmodule_pathname = '$libdir/shop'\n"],
    ["Makefile", "MODULES = shop\nEXTENSION = shop\ninclude $(PGXS)\n"],
    ["shop.h", '#include "dynpgext.h"\n'],
    ["shop.c", text],
    ...more,
  ]);

suite("a branch that nothing decides", () => {
  it("accuses nobody of what the other branch does", () => {
    expect(linesOf(workspace(inBranch("#ifdef FAST", "", check)))).toEqual([]);
    expect(linesOf(workspace(inBranch("#ifndef FAST", check, "")))).toEqual([]);
    expect(linesOf(workspace(inBranch("#if SPEED > 3", "", check)))).toEqual([]);
  });

  it("does not hide what is wrong in both", () => {
    expect(linesOf(workspace(inBranch("#ifdef FAST", "", "\tcounter += 0;")))).toEqual([
      "shop.c:33 shmem-lookup-unchecked",
    ]);
  });

  it("does not hide what is wrong inside of it", () => {
    const text = inBranch("#ifdef FAST", "\t(*counter)++;", check);
    expect(linesOf(workspace(text))).toEqual(["shop.c:29 shmem-lookup-unchecked"]);
  });

  it("is none when the build decides", () => {
    const files = (flag: string): Files =>
      new Map([
        ...workspace(inBranch("#ifdef FAST", "", check)),
        ["Makefile", `MODULES = shop\nEXTENSION = shop\nPG_CPPFLAGS = ${flag}\ninclude $(PGXS)\n`],
      ]);
    expect(linesOf(files("-DFAST"))).toEqual(["shop.c:34 shmem-lookup-unchecked"]);
    expect(linesOf(files("-DSLOW"))).toEqual([]);
  });

  it("is none when the version decides", () => {
    expect(linesOf(workspace(inBranch("#if PG_VERSION_NUM >= 150000", "", check)))).toEqual([
      "shop.c:34 shmem-lookup-unchecked",
    ]);
  });

  it("counts in a header as well", () => {
    const header = `#include "dynpgext.h"
#ifdef TRUSTING
static inline void check_it(void *p) { }
#else
static inline void check_it(void *p) { if (p == NULL) ereport(ERROR, (errmsg("no shop"))); }
#endif
`;
    expect(linesOf(workspace(source("\tcheck_it(counter);"), [["shop.h", header]]))).toEqual([]);
  });

  it("is judged the same after edits as in a fresh workspace", () => {
    const versions = [
      inBranch("#ifdef FAST", "", check),
      inBranch("#ifdef FAST", "\t(*counter)++;", check),
      inBranch("#ifdef FAST", "", "\tcounter += 0;"),
      inBranch("#if PG_VERSION_NUM >= 150000", "", check),
      inBranch("#ifndef FAST", check, ""),
      inBranch("#ifdef FAST", "", check),
    ];
    const edited = workspaceOf(workspace(versions[0]!));
    for (const text of versions) {
      edited.setFile(`${root}/shop.c`, text);
      const files = workspace(text);
      expect(describe(files, findingsOf(edited.analyze()))).toEqual(linesOf(files));
    }
  });
});

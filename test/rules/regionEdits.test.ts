import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { defaultSettings } from "../../server/src/engine/settings";

const files = {
  "board.h": `typedef struct Board { char *title; int lines; } Board;
extern Board *board;
extern Board *current_board(void);
`,
  "attach.c": `#include "postgres.h"
#include "storage/shmem.h"
#include "board.h"

Board *board = NULL;

Board *
current_board(void)
{
	bool		found;

	return ShmemInitStruct("other board", sizeof(Board), &found);
}

void
attach(void)
{
	bool		found;

	board = ShmemInitStruct("board", sizeof(Board), &found);
}
`,
  "title.c": `#include "postgres.h"
#include "fmgr.h"
#include "board.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(cached_title);

static char *cached = NULL;

void
set_title(const char *title)
{
	board->title = pstrdup(title);
}

void
set_other_title(const char *title)
{
	Board	   *other = current_board();

	other->title = pstrdup(title);
}

Datum
cached_title(PG_FUNCTION_ARGS)
{
	if (cached == NULL)
		cached = pstrdup("a title");
	PG_RETURN_CSTRING(pstrdup(cached));
}

void
at_end_of_transaction(void)
{
	elog(DEBUG1, "forget the title");
}
`,
};

type Texts = Record<string, string>;

function open(texts: Texts) {
  const workspace = createWorkspace("/w", { settings: defaultSettings, pgMajor: 15 });
  for (const [name, text] of Object.entries(texts)) workspace.setFile(`/w/${name}`, text);
  return workspace;
}

function escapes(workspace: ReturnType<typeof open>): readonly string[] {
  return [...workspace.analyze().findings.values()]
    .flat()
    .filter(({ rule }) => rule.startsWith("region-escape"))
    .map(({ message, site }) => `${site.start}: ${message}`)
    .sort();
}

describe("what is stored in variables of the whole library", () => {
  const edits: readonly (readonly [string, keyof typeof files, string, string, number])[] = [
    [
      "private memory may be behind the variable",
      "attach.c",
      `board = ShmemInitStruct("board", sizeof(Board), &found);`,
      `board = IsUnderPostmaster ? ShmemInitStruct("board", sizeof(Board), &found) : palloc0(sizeof(Board));`,
      2,
    ],
    [
      "the helper gives private memory",
      "attach.c",
      `return ShmemInitStruct("other board", sizeof(Board), &found);`,
      `return palloc0(sizeof(Board));`,
      2,
    ],
    [
      "another function resets the variable",
      "title.c",
      `elog(DEBUG1, "forget the title");`,
      `cached = NULL;`,
      2,
    ],
  ];

  it("is reported while nothing in the library speaks against it", () => {
    expect(escapes(open(files)).length).toBe(3);
  });

  it.each(edits)(
    "is silent once %s, and reported again after the edit is undone",
    (_, name, from, to, left) => {
      const workspace = open(files);
      const before = escapes(workspace);
      const changed = { ...files, [name]: files[name].replace(from, to) };
      workspace.setFile(`/w/${name}`, changed[name]);
      const after = escapes(workspace);
      expect(after).toEqual(escapes(open(changed)));
      expect(after.length).toBe(left);
      workspace.setFile(`/w/${name}`, files[name]);
      expect(escapes(workspace)).toEqual(before);
    },
  );
});

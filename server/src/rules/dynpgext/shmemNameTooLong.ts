import type { RelatedPlace } from "../../base/finding";
import type { Allocation } from "../../index/interfaceUse";
import { maxOmniNameBytes, maxShmemNameBytes } from "../../pg/dynpgextInterface";
import { nameUses, quoted, utf8Bytes, type NameUse } from "../helpers/shmemNames";
import type { LibraryRule } from "../rule";

const part = "_of_every_relation_that_was_touched_since_the_start_of_the_server";

export const shmemNameTooLong: LibraryRule = {
  id: "shmem-name-too-long",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Name of shared memory is longer than the 127 bytes that count",
  sources: [
    "omni_ext, January and February 2024: the key of the hash table of allocations is an array of 128 bytes that the name is copied into, cut off without a message",
  ],
  why: `The loader keeps the first ${maxShmemNameBytes} bytes of a name and drops the rest without a word. Names that only differ behind that are one name: the second allocation is ignored, and both look-ups give the same memory, with the size of whichever came first. Bytes count, not characters: an "ä" is two.`,
  fix: `Shorten the name to ${maxShmemNameBytes} bytes. The successor interface, omni, allows ${maxOmniNameBytes}.`,
  limits:
    "Names that are put together at run time are not measured. A name that is looked up and allocated in one library is reported where it is allocated.",
  examples: [
    {
      title: "A name that says too much",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define READS "access:1.0:reads" \\
	"${part}" \\
	"_by_the_user_who_was_the_owner_of_the_session_at_the_time"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, READS, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^ 138 bytes
}

bool
access_is_ready(void)
{
	return dynpgext_lookup_shmem(READS) != NULL;
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define READS "access:1.0:reads_by_relation_and_user"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, READS, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

bool
access_is_ready(void)
{
	return dynpgext_lookup_shmem(READS) != NULL;
}
`,
    },
  ],
  check(view, report) {
    const allocated = view.allocations.flatMap((use) => nameUses(view, use));
    const lookedUp = view.lookups
      .flatMap((use) => nameUses(view, use))
      .filter((lookup) => !allocated.some(({ key }) => key === lookup.key));
    for (const { text, key, site } of [...allocated, ...lookedUp]) {
      const whole = text.text.split("\0")[0]!;
      const bytes = utf8Bytes(whole);
      if (bytes <= maxShmemNameBytes) continue;
      const twins = twinsOf(allocated, { text: whole, key });
      const rest = quoted(whole.slice(key.length));
      const consequence =
        twins.length > 0
          ? `it is the same memory as another name that begins with the same ${maxShmemNameBytes} bytes`
          : `every name that begins with the same ${maxShmemNameBytes} bytes is the same memory`;
      report({
        at: site,
        message: `The shared-memory name has ${bytes} bytes, of which ${maxShmemNameBytes} count: without ${rest} ${consequence}`,
        related: twins,
      });
    }
  },
};

/** Allocations under another text that is the same name to the loader. */
function twinsOf(
  allocated: readonly NameUse<Allocation>[],
  name: { text: string; key: string },
): readonly RelatedPlace[] {
  const twins = allocated.filter(({ key, text }) => key === name.key && text.text !== name.text);
  return twins.map(({ site }) => ({ site, message: "the same name to the loader" }));
}

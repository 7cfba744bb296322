import { describe, expect, it } from "vitest";
import { analyseLibrary } from "./analyseLibrary";

/** Every text and pattern that the names of a library's allocations can be. */
function allocatedNames(body: string, before = ""): string[] {
  const view = analyseLibrary(`#include "dynpgext.h"
${before}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
${body}
}
`);
  return view.allocations.flatMap(({ name }) => [
    ...name.texts.map(({ text }) => text),
    ...name.patterns.map(({ expression }) => `/${expression}/`),
    ...(name.isArbitrary ? ["*"] : []),
  ]);
}

const rest = "8, NULL, NULL, 0";

describe("names of shared memory", () => {
  it("follows formatting with known values", () => {
    expect(
      allocatedNames(
        `char name[64]; snprintf(name, sizeof(name), "%s:%d:x", "ext", 7); handle->allocate_shmem(handle, name, ${rest});`,
      ),
    ).toEqual(["ext:7:x"]);
  });
  it("keeps what is certain of a name that is built at run time", () => {
    expect(
      allocatedNames(`handle->allocate_shmem(handle, psprintf("ext:%d:%s", count(), who()), ${rest});`),
    ).toEqual(["/ext:[-+ ]*\\d+:[^]*/"]);
  });
  it("glues literals around a macro that nobody defines", () => {
    expect(allocatedNames(`handle->allocate_shmem(handle, "ext:" SOME_VERSION ":x", ${rest});`)).toEqual([
      "/ext:[^]*:x/",
    ]);
  });
  it("reads a table that is static inside the function, up to its end", () => {
    const table = `static const char *const names[] = {"ext:1:a", "ext:1:b", NULL};`;
    expect(
      allocatedNames(
        `${table} for (int i = 0; names[i] != NULL; i++) handle->allocate_shmem(handle, names[i], ${rest});`,
      ),
    ).toEqual(["ext:1:a", "ext:1:b"]);
  });
  it("counts the rounds of a loop whose bounds are known", () => {
    const loop = `static char names[3][64]; int i;
for (i = 0; i < lengthof(names); i++) { snprintf(names[i], 64, "ext:1:%d", i); handle->allocate_shmem(handle, names[i], ${rest}); }`;
    expect(allocatedNames(loop)).toEqual(["ext:1:0", "ext:1:1", "ext:1:2"]);
  });
  it("keeps names of a loop without a known end as patterns", () => {
    const loop = `static char names[64][64]; int i;
for (i = 0; i < count(); i++) { snprintf(names[i], 64, "ext:1:%d", i); handle->allocate_shmem(handle, names[i], ${rest}); }`;
    expect(allocatedNames(loop)).toEqual(["/ext:1:[-+ ]*\\d+/"]);
  });
  it("follows a pointer that steps through a table of structs", () => {
    const table = `static const struct { const char *name; int size; } areas[] = {{"ext:1:a", 1}, {"ext:1:b", 2}, {"ext:1:c", 3}};`;
    const loop = `for (const struct area *area = areas; area < areas + lengthof(areas); area++) handle->allocate_shmem(handle, area->name, ${rest});`;
    expect(allocatedNames(loop, table)).toEqual(["ext:1:a", "ext:1:b", "ext:1:c"]);
  });
  it("follows helpers that make or choose a name", () => {
    const helpers = `
static char *made(const char *part) { return psprintf("ext:1:%s", part); }
static const char *chosen(int which) { return which == 0 ? "ext:1:a" : "ext:1:b"; }`;
    expect(
      allocatedNames(
        `handle->allocate_shmem(handle, made("c"), ${rest}); handle->allocate_shmem(handle, chosen(0), ${rest});`,
        helpers,
      ),
    ).toEqual(["ext:1:c", "ext:1:a"]);
  });
  it("follows a statement expression to its value", () => {
    const macro = `#define NAME(part) ({ const char *whole_ = "ext:1:" part; whole_; })`;
    expect(allocatedNames(`handle->allocate_shmem(handle, NAME("a"), ${rest});`, macro)).toEqual(["ext:1:a"]);
  });
  it("expands what is given to a macro before an inner macro spells it", () => {
    const macros = `
#define STR_(x) #x
#define STR(x) STR_(x)
#define MAJOR 1
#define MINOR 0
#define NAME(part) "ext:" STR(MAJOR) "." STR(MINOR) ":" #part`;
    expect(allocatedNames(`handle->allocate_shmem(handle, NAME(MAJOR), ${rest});`, macros)).toEqual([
      "ext:1.0:MAJOR",
    ]);
    expect(
      allocatedNames(`handle->allocate_shmem(handle, "v" STR(PG_VERSION_NUM), ${rest});`, macros),
    ).toEqual(["/v[^]*/"]);
  });
  it("follows strlcpy and strlcat", () => {
    expect(
      allocatedNames(
        `char name[64]; strlcpy(name, "ext:1:", 64); strlcat(name, "a", 64); handle->allocate_shmem(handle, name, ${rest});`,
      ),
    ).toEqual(["ext:1:a"]);
  });
  it("follows a copy in memory of a given context", () => {
    expect(
      allocatedNames(
        `char *name = MemoryContextStrdup(TopMemoryContext, "ext:1:a"); handle->allocate_shmem(handle, name, ${rest});`,
      ),
    ).toEqual(["ext:1:a"]);
  });
});

describe("the place of an argument", () => {
  it("is the caller's where a helper only hands it on", () => {
    const view = analyseLibrary(`#include "dynpgext.h"
static void
share(const dynpgext_handle *handle, const char *name, size_t size)
{
	handle->allocate_shmem(handle, name, size, NULL, NULL, 0);
}
static void
share_int(const dynpgext_handle *handle, const char *key)
{
	share(handle, key, sizeof(int));
}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	share_int(handle, "ext:1:a");
	share_int(handle, "ext:1:b");
}
`);
    const text = view.files[0]!.text;
    expect(view.allocations.map(({ name }) => text.slice(name.site.start, name.site.end))).toEqual([
      '"ext:1:a"',
      '"ext:1:b"',
    ]);
    expect(view.allocations.map(({ sizeSite }) => text.slice(sizeSite.start, sizeSite.end))).toEqual([
      "sizeof(int)",
      "sizeof(int)",
    ]);
  });
});

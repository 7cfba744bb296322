import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isOwnedAlike } from "../../../devpg/src/host/isOwnedAlike";
import { folderWith } from "../../files/temporaryFolder";

it("what belongs to us or to the folder's owner is trusted further up, what is not there or another's is not", async () => {
  const root = await folderWith({ Makefile: "" });
  mkdirSync(join(root, "below"));
  expect(await isOwnedAlike(join(root, "Makefile"), join(root, "below"))).toBe(true);
  expect(await isOwnedAlike(join(root, "none"), join(root, "below"))).toBe(false);
  // A file of the superuser.
  const isSuperuser = process.getuid?.() === 0;
  expect(await isOwnedAlike("/etc/passwd", root)).toBe(isSuperuser);
  expect(await isOwnedAlike("/etc/passwd", "/")).toBe(true);
});

import { stat } from "node:fs/promises";

/**
 * Whether a file belongs to the owner of a folder or to us. What stands further up than where somebody works may have
 * been put there by others (`/tmp`), and what it names is run.
 */
export async function isOwnedAlike(file: string, folder: string): Promise<boolean> {
  const [one, other] = await Promise.all([ownerOf(file), ownerOf(folder)]);
  return one !== undefined && (one === other || one === process.getuid?.());
}

async function ownerOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );
}

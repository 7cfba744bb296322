import { constants, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { StorageFacts } from "../../interpret/doctorFacts";
import type { Installation } from "../../plan/installation";
import type { DevPostgresOptions } from "../devPostgres";
import { findServerUser } from "../serverUser";
import { findWorkplace } from "../workplace";
import { isAccessible } from "../isAccessible";

/** Without an installation the place is still known, but for the number of the major version. */
export async function gatherStorageFacts(
  options: DevPostgresOptions,
  installation: Installation | undefined,
): Promise<StorageFacts> {
  const user = await findServerUser(options);
  const workplace = await findWorkplace(options, installation ?? nothingInstalled);
  const shared = await freeBytes("/dev/shm");
  const common = {
    user: user.ok ? { name: user.value.name } : { problem: user.problem },
    sharedMemoryFreeBytes: shared,
  };
  if (!workplace.ok) {
    return { ...common, place: { problem: workplace.problem }, isWritable: false, freeBytes: undefined };
  }
  const { workspaceRoot, root, socketFolder } = workplace.value.layout;
  const existing = await nearestExisting(root);
  return {
    ...common,
    place: { root: installation === undefined ? workspaceRoot : root, socketFolder },
    isWritable: await isAccessible(existing, constants.W_OK | constants.X_OK),
    freeBytes: await freeBytes(existing),
  };
}

const nothingInstalled: Installation = {
  ...{
    pgConfig: "",
    version: "",
    major: 0,
    bindir: "",
    sharedir: "",
    pkglibdir: "",
    libdir: "",
    includedir: "",
  },
  ...{
    pkgincludedir: "",
    includedirServer: "",
    localedir: "",
    sysconfdir: "",
    pgxs: "",
    cc: "",
    variables: {},
  },
};

async function nearestExisting(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    if ((await isAccessible(at)) || at === dirname(at)) return at;
  }
}

/** Undefined where there is no such folder. */
async function freeBytes(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found === undefined ? undefined : found.bavail * found.bsize;
}

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Installation } from "../plan/installation";
import type { DevPostgresOptions, DevResult, LoaderChoice } from "./devPostgres";
import { problem } from "./problem";

/** Which loader the options come down to: with `auto`, `omni_ext` where it is installed. Fails with `loader-missing`. */
export async function chooseLoader(
  options: Pick<DevPostgresOptions, "loader">,
  installation: Installation,
): Promise<DevResult<Exclude<LoaderChoice, "auto">>> {
  switch (options.loader) {
    case "bundled":
    case "none":
      return { ok: true, value: options.loader };
    case "auto":
      return { ok: true, value: (await hasOmniExt(installation)) ? "omni_ext" : "bundled" };
    case "omni_ext":
      if (await hasOmniExt(installation)) return { ok: true, value: "omni_ext" };
      return problem("loader-missing", `omni_ext is not installed in ${installation.version}`, {
        action: "Install it, or set `dynpgext.devpg.loader` / `--loader` to auto or bundled",
      });
  }
}

/** Its library carries the version in its name, for instance `omni_ext--0.1.0.so`. */
async function hasOmniExt(installation: Installation): Promise<boolean> {
  const extensions = await readdir(join(installation.sharedir, "extension")).catch(() => []);
  const libraries = await readdir(installation.pkglibdir).catch(() => []);
  return (
    extensions.some((name) => /^omni_ext(--.*)?\.control$/.test(name)) &&
    libraries.some((name) => /^omni_ext(--.*)?\.(so|dylib)$/.test(name))
  );
}

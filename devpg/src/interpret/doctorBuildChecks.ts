import type { DoctorCheck } from "./doctorCheck";
import type { DoctorFacts, ProgramFacts } from "./doctorFacts";
import { installCommand } from "./installCommand";
import { withRemedy } from "./withRemedy";

const noBuild = "The extension cannot be built.";

/** Whether the folder's extension could be compiled. */
export function doctorBuildChecks(facts: DoctorFacts): readonly DoctorCheck[] {
  const { compiler, make, meson, ninja, cmake } = facts.build;
  const compilers = {
    apt: "gcc libc6-dev",
    dnf: "gcc",
    apk: "build-base",
    pacman: "base-devel",
    zypper: "gcc",
  };
  const one = (program: ProgramFacts, packages: Parameters<typeof installCommand>[1]): DoctorCheck =>
    programCheck(program, packages, facts);
  const same = (name: string) => ({
    apt: name,
    dnf: name,
    apk: name,
    pacman: name,
    zypper: name,
    brew: name,
  });
  return [
    one(compiler, /clang/.test(compiler.name) ? same("clang") : compilers),
    makeCheck(make, facts),
    ...(meson === undefined ? [] : [one(meson, same("meson"))]),
    ...(ninja === undefined
      ? []
      : [one(ninja, { ...same("ninja"), apt: "ninja-build", dnf: "ninja-build" })]),
    ...(cmake === undefined ? [] : [one(cmake, same("cmake"))]),
    ...trialCheck(facts),
    loaderCheck(facts),
  ];
}

function programCheck(
  { name, path, version }: ProgramFacts,
  packages: Parameters<typeof installCommand>[1],
  { system }: DoctorFacts,
): DoctorCheck {
  const title = name.split("/").at(-1) ?? name;
  if (path !== undefined) return { title, state: "good", found: version ?? path };
  const check = { title, state: "bad", found: `${name} is not on PATH`, consequence: noBuild } as const;
  return withRemedy(check, installCommand(system, packages));
}

/** PGXS needs GNU make. Source: manual, "Extension Building Infrastructure"; src/makefiles/pgxs.mk, REL_17_STABLE. */
function makeCheck(make: ProgramFacts, facts: DoctorFacts): DoctorCheck {
  const packages = { apt: "make", dnf: "make", apk: "make", pacman: "make", zypper: "make", brew: "make" };
  const check = programCheck(make, packages, facts);
  if (make.path === undefined || /GNU Make/.test(make.version ?? "")) return check;
  return withRemedy(
    {
      ...{ title: "make", state: "bad", found: `${make.path} is not GNU make` },
      consequence: "PGXS needs GNU make: the extension cannot be built.",
    },
    installCommand(facts.system, packages),
  );
}

function trialCheck({ build, system }: DoctorFacts): readonly DoctorCheck[] {
  const { trial } = build;
  if (trial === undefined) return [];
  const title = "trial compilation";
  if (trial.compiles) return [{ title, state: "good", found: "a file that includes postgres.h compiles" }];
  const packages = { apt: "libc6-dev", dnf: "glibc-devel", apk: "build-base" };
  const missingC = /(stdio|stdlib|stddef|stdint|string|errno|locale|setjmp)\.h/.test(trial.said);
  const check = { title, state: "bad", found: trial.said, consequence: noBuild } as const;
  return [withRemedy(check, missingC ? installCommand(system, packages) : undefined)];
}

function loaderCheck({ build }: DoctorFacts): DoctorCheck {
  const title = "bundled loader";
  if (build.loader === "built") return { title, state: "good", found: "built for this PostgreSQL" };
  if (build.loader === "sources") {
    return { title, state: "good", found: "its sources are there; it is built on first use" };
  }
  return {
    ...{ title, state: "bad", found: "its sources are missing from this installation" },
    consequence:
      "Libraries with DYNPGEXT_MAGIC are loaded only where omni_ext is installed. Install this tool again.",
  };
}

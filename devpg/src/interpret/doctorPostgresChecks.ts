import type { Problem } from "../../../server/src/base/result";
import type { Installation } from "../plan/installation";
import type { DoctorCheck } from "./doctorCheck";
import type { DoctorFacts, SystemFacts } from "./doctorFacts";
import { installCommand } from "./installCommand";
import { withRemedy } from "./withRemedy";

/** Whether there is a PostgreSQL to build for and to run. */
export function doctorPostgresChecks({ postgres, system }: DoctorFacts): readonly DoctorCheck[] {
  const { chosen, all } = postgres;
  const others = all.map(({ version, pgConfig }) => `${version} (${pgConfig})`);
  if ("problem" in chosen) return [missing(chosen.problem, others, system)];
  const { installation, hasServer, hasHeaders } = chosen;
  const { version, pgConfig, bindir, includedirServer } = installation;
  const also = others.filter((other) => other !== `${version} (${pgConfig})`);
  const rest = also.length === 0 ? "" : `\nalso there: ${also.join(", ")}`;
  return [
    { title: "PostgreSQL", state: "good", found: `${version} (${pgConfig})${rest}` },
    hasServer ? { title: "server", state: "good", found: bindir } : serverMissing(installation, system),
    hasHeaders
      ? { title: "server headers", state: "good", found: includedirServer }
      : headersMissing(installation, system),
  ];
}

function missing(problem: Problem, others: readonly string[], system: SystemFacts): DoctorCheck {
  const { message, action } = problem;
  const found = others.length === 0 ? message : `${message}\n${others.join("\n")}`;
  const consequence = `Nothing can be built, loaded or run.${action === undefined ? "" : ` ${action}.`}`;
  const install = installCommand(system, {
    apt: "postgresql postgresql-server-dev-all",
    dnf: "postgresql-server postgresql-server-devel",
    apk: "postgresql postgresql-dev",
    pacman: "postgresql",
    zypper: "postgresql-server postgresql-server-devel",
    brew: "postgresql@17",
  });
  return withRemedy({ title: "PostgreSQL", state: "bad", found, consequence }, install);
}

function serverMissing({ bindir, major }: Installation, system: SystemFacts): DoctorCheck {
  const found = `there is no \`postgres\` in ${bindir}`;
  const consequence = "Extensions can be built, but nothing can be loaded or run.";
  const install = installCommand(system, {
    apt: `postgresql-${major}`,
    dnf: "postgresql-server",
    apk: `postgresql${major}`,
    pacman: "postgresql",
    zypper: `postgresql${major}-server`,
    brew: `postgresql@${major}`,
  });
  return withRemedy({ title: "server", state: "bad", found, consequence }, install);
}

function headersMissing({ includedirServer, major }: Installation, system: SystemFacts): DoctorCheck {
  const found = `postgres.h or pgxs.mk is not there: ${includedirServer}`;
  const consequence = "No extension can be built for this PostgreSQL.";
  const install = installCommand(system, {
    apt: `postgresql-server-dev-${major}`,
    dnf: "postgresql-server-devel",
    apk: `postgresql${major}-dev`,
    pacman: "postgresql-libs",
    zypper: `postgresql${major}-server-devel`,
    brew: `postgresql@${major}`,
  });
  return withRemedy({ title: "server headers", state: "bad", found, consequence }, install);
}

import type { DoctorCheck } from "./doctorCheck";
import type { DoctorFacts } from "./doctorFacts";
import { installCommand } from "./installCommand";
import { withRemedy } from "./withRemedy";

/** Whether there is a PostgreSQL to build for and to run. */
export function doctorPostgresChecks({ postgres, system }: DoctorFacts): readonly DoctorCheck[] {
  const { chosen, all } = postgres;
  const others = all.map(({ version, pgConfig }) => `${version} (${pgConfig})`);
  if ("problem" in chosen) {
    const { message, action } = chosen.problem;
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
    return [withRemedy({ title: "PostgreSQL", state: "bad", found, consequence }, install)];
  }
  const { installation, hasServer, hasHeaders } = chosen;
  const { version, pgConfig, major, bindir, includedirServer } = installation;
  const also = others.filter((other) => other !== `${version} (${pgConfig})`);
  const rest = also.length === 0 ? "" : `\nalso there: ${also.join(", ")}`;
  return [
    { title: "PostgreSQL", state: "good", found: `${version} (${pgConfig})${rest}` },
    hasServer
      ? { title: "server", state: "good", found: bindir }
      : withRemedy(
          {
            ...{ title: "server", state: "bad", found: `there is no \`postgres\` in ${bindir}` },
            consequence: "Extensions can be built, but nothing can be loaded or run.",
          },
          installCommand(system, {
            apt: `postgresql-${major}`,
            dnf: "postgresql-server",
            apk: `postgresql${major}`,
            zypper: `postgresql${major}-server`,
            brew: `postgresql@${major}`,
          }),
        ),
    hasHeaders
      ? { title: "server headers", state: "good", found: includedirServer }
      : withRemedy(
          {
            ...{
              title: "server headers",
              state: "bad",
              found: `there is no postgres.h or no pgxs.mk: ${includedirServer}`,
            },
            consequence: "No extension can be built for this PostgreSQL.",
          },
          installCommand(system, {
            apt: `postgresql-server-dev-${major}`,
            dnf: "postgresql-server-devel",
            apk: `postgresql${major}-dev`,
            zypper: `postgresql${major}-server-devel`,
            brew: `postgresql@${major}`,
          }),
        ),
  ];
}

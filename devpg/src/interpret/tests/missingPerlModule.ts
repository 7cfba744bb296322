/** Debian's packages of modules that tests of extensions use. */
const packages: Readonly<Record<string, { readonly debian: string; readonly fedora: string }>> = {
  "IPC::Run": { debian: "libipc-run-perl", fedora: "perl-IPC-Run" },
  "Test::More": { debian: "perl", fedora: "perl-Test-Simple" },
  DBI: { debian: "libdbi-perl", fedora: "perl-DBI" },
  "DBD::Pg": { debian: "libdbd-pg-perl", fedora: "perl-DBD-Pg" },
};

/** What a Perl program says that lacks a module, with what brings it. */
export function missingPerlModule(
  output: string,
): { readonly message: string; readonly action: string } | undefined {
  const file = /Can't locate (\S+)\.pm in @INC/.exec(output)?.[1];
  if (file === undefined) return undefined;
  const name = file.replaceAll("/", "::");
  const known = packages[name];
  const message = `The test needs the Perl module ${name}, which is not installed`;
  if (known !== undefined)
    return {
      message,
      action: `Install it (Debian and Ubuntu: \`sudo apt install ${known.debian}\`; Fedora and RHEL: \`sudo dnf install ${known.fedora}\`)`,
    };
  if (/^(?:PostgreSQL::(?:Test|Version)|PostgresNode|TestLib)/.test(name))
    return {
      message,
      action:
        "It comes with PostgreSQL's own test modules: those of major 15 and later are called PostgreSQL::Test, those of 13 and 14 PostgresNode and TestLib. Debian has them in postgresql-server-dev; a PostgreSQL built from source needs --enable-tap-tests",
    };
  return { message, action: `Install it, for instance with \`cpan ${name}\`` };
}

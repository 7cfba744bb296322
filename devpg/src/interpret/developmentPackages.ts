/** Where distributions have what PostgreSQL was built with: its headers, which those of the server include, and its libraries. */
export interface DevelopmentPackage {
  /** Names as in `#include`. */
  readonly headers: RegExp;
  /** Names as behind `-l`. */
  readonly libraries: readonly string[];
  readonly debian: string;
  readonly fedora: string;
}

/** Source: package contents of Debian 12 and Fedora 40. */
export const developmentPackages: readonly DevelopmentPackage[] = [
  { headers: /^gssapi[/.]/, libraries: ["gssapi_krb5", "krb5"], debian: "libkrb5-dev", fedora: "krb5-devel" },
  { headers: /^openssl\//, libraries: ["ssl", "crypto"], debian: "libssl-dev", fedora: "openssl-devel" },
  { headers: /^libxml\//, libraries: ["xml2"], debian: "libxml2-dev", fedora: "libxml2-devel" },
  { headers: /^libxslt\//, libraries: ["xslt"], debian: "libxslt1-dev", fedora: "libxslt-devel" },
  { headers: /^unicode\//, libraries: ["icui18n", "icuuc"], debian: "libicu-dev", fedora: "libicu-devel" },
  { headers: /^zlib\.h$/, libraries: ["z"], debian: "zlib1g-dev", fedora: "zlib-devel" },
  { headers: /^lz4/, libraries: ["lz4"], debian: "liblz4-dev", fedora: "lz4-devel" },
  { headers: /^zstd/, libraries: ["zstd"], debian: "libzstd-dev", fedora: "libzstd-devel" },
  { headers: /^ldap/, libraries: ["ldap", "lber"], debian: "libldap-dev", fedora: "openldap-devel" },
  { headers: /^selinux\//, libraries: ["selinux"], debian: "libselinux1-dev", fedora: "libselinux-devel" },
  { headers: /^security\/pam/, libraries: ["pam"], debian: "libpam0g-dev", fedora: "pam-devel" },
  { headers: /^systemd\//, libraries: ["systemd"], debian: "libsystemd-dev", fedora: "systemd-devel" },
  { headers: /^readline\//, libraries: ["readline"], debian: "libreadline-dev", fedora: "readline-devel" },
  { headers: /^libpq-fe\.h$/, libraries: ["pq"], debian: "libpq-dev", fedora: "libpq-devel" },
  { headers: /^sys\/sdt\.h$/, libraries: [], debian: "systemtap-sdt-dev", fedora: "systemtap-sdt-devel" },
];

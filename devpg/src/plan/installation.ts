/** A PostgreSQL that `pg_config` describes: the system's, or our private copy of it. All paths absolute. */
export interface Installation {
  /** The `pg_config` that was asked. */
  readonly pgConfig: string;
  /** As printed, for instance `PostgreSQL 15.20 (Debian 15.20-0+deb12u1)`. */
  readonly version: string;
  readonly major: number;
  readonly bindir: string;
  readonly sharedir: string;
  readonly pkglibdir: string;
  readonly libdir: string;
  readonly includedir: string;
  readonly pkgincludedir: string;
  readonly includedirServer: string;
  readonly localedir: string;
  readonly sysconfdir: string;
  /** Path of `pgxs.mk`, whether it exists or not. */
  readonly pgxs: string;
  /** Compiler that the server was built with, for instance `gcc`. */
  readonly cc: string;
  /** Everything `pg_config` printed, by its upper-case key (`CONFIGURE`, `CPPFLAGS`, …). */
  readonly variables: Readonly<Record<string, string>>;
}

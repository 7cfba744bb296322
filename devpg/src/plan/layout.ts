/**
 * Where the dev Postgres of one workspace and one major version lives. Everything is below `root` except the socket,
 * whose path must stay under 107 bytes (`UNIXSOCK_PATH_BUFLEN`, src/include/libpq/pqcomm.h, REL_15_STABLE). All absolute.
 */
export interface Layout {
  /** Owned by whoever works; one per workspace: `$XDG_DATA_HOME/dynpgext/<folder name>-<hash of its real path>`. */
  readonly workspaceRoot: string;
  /**
   * `<workspaceRoot>/folder`: a text file with the real path of the workspace folder, written as soon as anything is
   * made here. It tells the doctor which servers are left of folders that are gone.
   */
  readonly folderRecord: string;
  /** `<workspaceRoot>/<major>`. */
  readonly root: string;
  /** Private copy of the installation, see `planPrefix`. */
  readonly prefix: string;
  /** The cluster. */
  readonly data: string;
  /** Server logs. */
  readonly log: string;
  /** Out-of-tree build folders, the record of the last build and of what was installed. */
  readonly build: string;
  /** Builds of the bundled loader, one per PostgreSQL; those of all workspaces, unless `make` could not live with that path. */
  readonly loader: string;
  /** Mode 0700, owned by the server's OS user. */
  readonly socketFolder: string;
  /** Held while one program changes anything here. */
  readonly lockFile: string;
}

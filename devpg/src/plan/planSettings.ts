import type { LogFormat } from "../interpret/serverLog";

/** What the managed settings of a cluster depend on. */
export interface SettingsFacts {
  readonly port: number;
  readonly socketFolder: string;
  readonly logFolder: string;
  readonly logFormat: LogFormat;
  readonly major: number;
}

/** File names in the data directory; `postgresql.conf` includes them in this order. */
export const settingsFiles = {
  /** Ours, which the user may overrule. */
  managed: "dynpgext.conf",
  /** A copy of `devpg/postgresql.conf` of the workspace: the server's OS user need not be able to read the workspace. */
  user: "dynpgext-user.conf",
  /** Ours, without which we could not work. */
  required: "dynpgext-required.conf",
} as const;

/** Where the user's own settings are, below the workspace folder. */
export const userSettingsFile = "devpg/postgresql.conf";

/** What is put at the end of `postgresql.conf` of a new cluster. */
export const includeLines = [
  "",
  "# Dynpgext: managed settings, then devpg/postgresql.conf of the workspace, then what the tool needs.",
  `include_if_exists '${settingsFiles.managed}'`,
  `include_if_exists '${settingsFiles.user}'`,
  `include_if_exists '${settingsFiles.required}'`,
  "",
].join("\n");

/** A cluster that may be lost at any time and should be quick; it logs everything an author wants to see. */
export function managedSettings(facts: SettingsFacts): string {
  return render({
    listen_addresses: "",
    port: facts.port,
    // Nothing here is worth a disk's waiting: after a crash of the machine the cluster is made again. But what was
    // committed before an extension crashed the server must be there after it: `synchronous_commit` stays on.
    fsync: "off",
    full_page_writes: "off",
    max_worker_processes: 64,
    max_connections: 100,
    jit: "off",
    log_min_messages: "info",
    log_error_verbosity: "verbose",
    log_statement: "none",
    log_checkpoints: "off",
    log_rotation_size: "10MB",
    log_rotation_age: "1d",
    log_timezone: "UTC",
    lc_messages: "C",
    ...(facts.major >= 14 ? { client_connection_check_interval: "5s" } : {}),
  });
}

/** `preload` in the order of loading. */
export function requiredSettings(facts: SettingsFacts, preload: readonly string[]): string {
  return render({
    unix_socket_directories: facts.socketFolder,
    unix_socket_permissions: "0700",
    logging_collector: "on",
    log_destination: facts.logFormat,
    log_directory: facts.logFolder,
    log_filename: "postgresql-%Y-%m-%d_%H%M%S.log",
    log_file_mode: "0600",
    shared_preload_libraries: preload.map(quoteListed).join(", "),
  });
}

function render(settings: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quoteSetting(String(value))}`);
  return `# Written by Dynpgext at each start of the server; changes are lost.\n${lines.join("\n")}\n`;
}

/** Source: GUC_scanstr, src/backend/utils/misc/guc-file.l, REL_15_STABLE: a backslash starts an escape, a doubled quote is one. */
function quoteSetting(value: string): string {
  return `'${value.replace(/\\/g, "\\\\").replace(/'/g, "''")}'`;
}

/** One item of a list of names. Source: SplitDirectoriesString, src/backend/utils/adt/varlena.c, REL_15_STABLE. */
function quoteListed(item: string): string {
  return /^[A-Za-z0-9_$/.-]+$/.test(item) ? item : `"${item.replace(/"/g, '""')}"`;
}

/** The user's libraries are never dropped: those that `preload` has not are put behind it. */
export function withUserPreload(
  preload: readonly string[],
  userPreload: readonly string[] | undefined,
): readonly string[] {
  return [...preload, ...(userPreload ?? []).filter((library) => !preload.includes(library))];
}

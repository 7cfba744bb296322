/** What PostgreSQL accepts as a parameter of an extension's control file. */
export interface ControlKey {
  readonly key: string;
  readonly type: "string" | "boolean" | "list";
  /** First major version that knows the key. 9 stands for 9.1, where extensions began. */
  readonly since: number;
  /** False when `name--version.control` must not set it. */
  readonly inVersionFile: boolean;
  readonly source: string;
}

const parse = "src/backend/commands/extension.c parse_extension_control_file";

/**
 * Keys are compared with case. Any other key makes CREATE EXTENSION fail with "unrecognized parameter".
 * `trusted`: first in REL_13_STABLE; `no_relocate`: first in REL_16_STABLE; the rest: REL9_1_STABLE.
 */
export const controlKeys: readonly ControlKey[] = [
  { key: "directory", type: "string", since: 9, inVersionFile: false, source: `${parse}, REL_15_STABLE` },
  {
    key: "default_version",
    type: "string",
    since: 9,
    inVersionFile: false,
    source: `${parse}, REL_15_STABLE`,
  },
  {
    key: "module_pathname",
    type: "string",
    since: 9,
    inVersionFile: true,
    source: `${parse}, REL_15_STABLE`,
  },
  { key: "comment", type: "string", since: 9, inVersionFile: true, source: `${parse}, REL_15_STABLE` },
  { key: "schema", type: "string", since: 9, inVersionFile: true, source: `${parse}, REL_15_STABLE` },
  { key: "relocatable", type: "boolean", since: 9, inVersionFile: true, source: `${parse}, REL_15_STABLE` },
  { key: "superuser", type: "boolean", since: 9, inVersionFile: true, source: `${parse}, REL_15_STABLE` },
  { key: "trusted", type: "boolean", since: 13, inVersionFile: true, source: `${parse}, REL_13_STABLE` },
  { key: "encoding", type: "string", since: 9, inVersionFile: true, source: `${parse}, REL_15_STABLE` },
  { key: "requires", type: "list", since: 9, inVersionFile: true, source: `${parse}, REL_15_STABLE` },
  { key: "no_relocate", type: "list", since: 16, inVersionFile: true, source: `${parse}, REL_16_STABLE` },
];

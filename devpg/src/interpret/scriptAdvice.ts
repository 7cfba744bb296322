import type { AdviceEntry } from "./adviceEntry";

/** Messages about control files, scripts and what they make. Source: src/backend/commands/extension.c, REL_15_STABLE. */
export const scriptAdvice: readonly AdviceEntry[] = [
  {
    codes: ["0A000", "58P01", "22023"],
    pattern: /extension "(.*)" is not available|could not open extension control file ".*\/(.*)\.control"/,
    advice: {
      explanation: "No control file `$1$2.control` is installed in this PostgreSQL.",
      action:
        "Name the extension in EXTENSION of the Makefile (without `.control`); one that yours requires has to be installed first",
    },
  },
  {
    pattern: /required extension "(.*)" is not installed/,
    advice: {
      explanation: "`requires` of the control file names `$1`.",
      action: "Create it first, or use CREATE EXTENSION … CASCADE",
    },
  },
  {
    pattern: /extension "(.*)" has no installation script nor update path for version "(.*)"/,
    advice: {
      explanation: "There is no installed `$1--$2.sql`, and no chain of update scripts that ends at $2.",
      action: "Name the script `$1--$2.sql` and list it in DATA, or correct `default_version`",
    },
  },
  {
    pattern: /extension "(.*)" has no update path from version "(.*)" to version "(.*)"/,
    advice: {
      explanation: "Nothing installed leads from $2 to $3.",
      action: "Write `$1--$2--$3.sql` with the changes and list it in DATA, or recreate the extension",
    },
  },
  {
    pattern: /version to install must be specified/,
    advice: {
      explanation: "The control file has no `default_version`.",
      action: "Add `default_version = '1.0'` to it",
      rule: "dynpgext-control",
    },
  },
  {
    pattern: /syntax error in file ".*\.control" line (\d+)/,
    advice: {
      explanation: "Line $1 of the control file is not of the form `name = 'value'`.",
      action: "Correct the line: values with anything but letters and digits need single quotes",
    },
  },
  {
    pattern: /unrecognized parameter "(.*)" in file "(.*\.control)"/,
    advice: {
      explanation: "PostgreSQL knows no parameter `$1` of control files.",
      action: "Correct or remove it",
    },
  },
  {
    pattern:
      /parameter "(.*)" (?:cannot be set in a secondary extension control file|requires a Boolean value|must be a list of extension names)|parameter "(schema)" cannot be specified when "relocatable" is true/,
    advice: {
      explanation: "The value of `$1$2` in the control file is not allowed there.",
      action: "Correct the line of the control file",
    },
  },
  {
    pattern: /transaction control statements are not allowed within an extension script/,
    advice: {
      explanation: "The whole script is one transaction already.",
      action: "Remove BEGIN, COMMIT and ROLLBACK from it",
    },
  },
  {
    pattern: /extension "(.*)" must be installed in schema "(.*)"/,
    advice: {
      explanation: "The control file says `schema = $2`.",
      action: "Leave the schema out, or take that line out of the control file",
    },
  },
  {
    codes: ["42710"],
    pattern: /extension "(.*)" already exists/,
    advice: {
      explanation: "This database has `$1` already.",
      action: "Use ALTER EXTENSION $1 UPDATE, or `dynpgext load`, which finds out what to do",
    },
  },
  {
    codes: ["42P06", "42P07", "42710", "42723"],
    pattern: /(?:schema|relation|type|function|operator|cast|language|role) "?(.*?)"? already exists/,
    advice: {
      explanation:
        "The database has something of that name that does not belong to the extension, maybe left by an earlier experiment.",
      action:
        "Drop it, or give the extension a schema of its own; `dynpgext reset` makes the dev database anew",
    },
  },
  {
    codes: ["2BP01"],
    pattern: /cannot drop .*because other objects depend on it/,
    advice: {
      explanation: "Objects of yours use the extension and would be lost with it.",
      action:
        "Keep the extension as it is, drop those objects, or make the dev database anew with `dynpgext reset`",
    },
  },
  {
    codes: ["0A000"],
    pattern: /nested (CREATE|ALTER) EXTENSION is not supported/,
    advice: {
      explanation: "An extension's script creates another extension.",
      action: "Name that one in `requires` of the control file",
    },
  },
  {
    codes: ["55000", "0A000"],
    pattern: /MODULE_PATHNAME/,
    advice: {
      explanation: "`MODULE_PATHNAME` is replaced only when the control file has `module_pathname`.",
      action: "Add `module_pathname = '$libdir/<library>'` to the control file",
      rule: "dynpgext-control",
    },
  },
  {
    codes: ["XX000"],
    pattern: /cache lookup failed for (\w+) (\d+)/,
    advice: {
      explanation:
        "The code holds on to an object that is gone, or takes a number for an OID that is none. After CREATE OR REPLACE or DROP a cached OID is stale.",
      action: "Look OIDs up again, or register an invalidation callback",
    },
  },
  {
    pattern: /unrecognized function API version|invalid memory alloc request size (\d+)/,
    advice: {
      explanation:
        "The C function reads an argument in another way than SQL hands it over, or a length is garbage.",
      action:
        "Compare the arguments of the SQL declaration with the PG_GETARG macros, and STRICT with NULL checks",
    },
  },
];

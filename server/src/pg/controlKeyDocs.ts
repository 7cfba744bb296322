/** What the keys of a control file mean. Source: doc/src/sgml/extend.sgml, section "Extension Files", REL_15_STABLE; no_relocate: REL_16_STABLE. */
export const controlKeyDocs: ReadonlyMap<string, string> = new Map([
  ["directory", "Folder of the scripts, below the server's `share` folder."],
  [
    "default_version",
    "Version that `CREATE EXTENSION` installs when none is named: the script `name--version.sql`. A Dynpgext loader needs it.",
  ],
  [
    "module_pathname",
    "What `MODULE_PATHNAME` in the scripts stands for, usually `'$libdir/name'`. A Dynpgext loader finds the library by it.",
  ],
  ["comment", "Comment on the extension, set when it is created."],
  ["schema", "The schema that the extension is always installed in."],
  [
    "relocatable",
    "Whether its objects can be moved to another schema afterwards. Not together with `schema`.",
  ],
  ["superuser", "Whether only a superuser may install it; true unless set."],
  [
    "trusted",
    "Whether somebody with the CREATE privilege on the database may install it although `superuser` is true.",
  ],
  ["encoding", "Encoding of the scripts; that of the database unless set."],
  ["requires", "Extensions that must be there first, with commas between."],
  ["no_relocate", "Required extensions whose schema must not be changed while this one is there."],
]);

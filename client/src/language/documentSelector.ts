import type { DocumentSelector } from "vscode-languageclient/node";

/**
 * The documents that the server is told about: by name, because VS Code takes headers for C++ and knows no
 * language for control files.
 */
export const documentSelector: DocumentSelector = [
  { scheme: "file", language: "c" },
  { scheme: "file", pattern: "**/*.{c,h,control,sql,mk,cmake}" },
  {
    scheme: "file",
    pattern: "**/{Makefile*,makefile,GNUmakefile,meson.build,CMakeLists.txt,.dynpgext.json}",
  },
];

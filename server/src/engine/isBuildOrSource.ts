const pattern =
  /(?:\.[ch]|\.control|\.mk|\/(?:GNUm|M|m)akefile[^/]*|\/meson\.build|\/CMakeLists\.txt|\.cmake)$/u;

/** Whether the path is that of a C file, or of a file that says what is built of C files. */
export function isBuildOrSource(path: string): boolean {
  return pattern.test(path);
}

import type { NewExtension, TemplateBuildSystem } from "./newExtension";

const byHand: Readonly<Record<TemplateBuildSystem, string>> = {
  pgxs: "make\nsudo make install\nmake installcheck",
  meson: "meson setup build\nninja -C build\nsudo meson install -C build\nmeson test -C build",
  cmake: "cmake -S . -B build\ncmake --build build\nsudo cmake --install build\nctest --test-dir build",
};

/** The README of a new extension. */
export function readme({ name, kind, system }: NewExtension, summary: string): string {
  const loader =
    kind === "dynpgext"
      ? "\nIt needs a Dynpgext loader in `shared_preload_libraries`; `dynpgext run` brings one.\n"
      : "";
  return `# ${name}

${summary}.
${loader}
## Try it

\`\`\`sh
dynpgext run --file sql/${name}.sql
\`\`\`

builds it, loads it into a development server of its own and runs the test script. With a PostgreSQL of yours:

\`\`\`sh
${byHand[system]}
\`\`\`

## Files

| file | what it is |
| ---- | ---------- |
| \`${name}.c\` | the C source |
| \`${name}.control\` | what \`CREATE EXTENSION\` reads first |
| \`${name}--0.1.sql\` | the objects of version 0.1 |
| \`sql/\`, \`expected/\` | the regression test and what it prints |
`;
}

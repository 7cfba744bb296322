/** Random requests of the editor over the corpora. */
import path from "node:path";
import { require as requireTypeScript } from "tsx/cjs/api";

const fileCount = 200;
const count = 5000;
const seed = 20261121;

/** Prints what came of it and returns the number of requests that threw. */
export async function checkRequests(corpora) {
  const { tryRequests } = requireTypeScript("./randomRequests.ts", import.meta.url);
  const folders = corpora.flatMap(({ root, workspaces }) => workspaces.map((one) => path.join(root, one)));
  const { files, made, failures } = await tryRequests(folders, { fileCount, count, seed });
  console.log(`\nrequests of the editor: ${made} in ${files} files, ${failures.length} failed`);
  for (const { request, path: file, offset, stack } of failures.slice(0, 10))
    console.log(`  FAULT ${request} at ${file}:${offset}\n${stack}`);
  return failures.length;
}

import type { AdviceEntry } from "./adviceEntry";
import { libraryAdvice } from "./libraryAdvice";
import { scriptAdvice } from "./scriptAdvice";
import { serverAdvice } from "./serverAdvice";
import { workerAdvice } from "./workerAdvice";

/** Messages that authors of extensions meet; of two entries that fit, the first counts. The words are the server's, untranslated. */
export const adviceTable: readonly AdviceEntry[] = [
  ...libraryAdvice,
  ...workerAdvice,
  ...scriptAdvice,
  ...serverAdvice,
];

import type { Problem } from "../../../server/src/base/result";
import type { FailureDetails } from "./serverMessage";

/** A failed build, script or start, with what it leaves to show. */
export interface DevFailure extends Problem, FailureDetails {}

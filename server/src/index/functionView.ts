/** One function as the function rules see it: where it stands and what the region analysis found out about it. */
import type { CFacts } from "../facts/cFacts";
import type { FunctionRef } from "../flow/program";
import type { RegionTrace } from "../flow/regions/regionEvent";
import type { LibraryProgram } from "./libraryProgram";
import type { AnalysisOptions } from "./options";

export interface FunctionView {
  readonly fn: FunctionRef;
  readonly file: CFacts;
  readonly program: LibraryProgram;
  readonly regions: RegionTrace;
  readonly options: AnalysisOptions;
}

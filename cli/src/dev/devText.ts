import type { Paint } from "../terminal/paint";
import type { PlaceReader } from "./placeReader";
import type { SourceFinder } from "./sourceFinder";

/** What texts about a dev Postgres are made with. */
export interface DevText {
  readonly paint: Paint;
  readonly columns: number;
  readonly cwd: string;
  readonly place: PlaceReader;
  readonly sources: SourceFinder;
  /** Also where in PostgreSQL's own C a message comes from. The output of programs has been shown already. */
  readonly isVerbose: boolean;
}

import { listIn, memberOf, textIn, type DapRequest } from "../../interpret/debug/dap";
import type { StopOnError } from "../../plan/debugTarget";
import { errorFilterId, readErrorCondition } from "../../plan/debug/errorFilter";

/** What a request `setExceptionBreakpoints` wants of us, and what is left of it for the debugger. */
export interface ErrorStops {
  readonly wanted: StopOnError | false;
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Takes our filter out of a request. Source: Debug Adapter Protocol, "SetExceptionBreakpoints Request". */
export function takeErrorStops({ arguments: args }: DapRequest): ErrorStops {
  const filters = listIn(args, "filters");
  const options = listIn(args, "filterOptions");
  const isOurs = (option: unknown): boolean => textIn(option, "filterId") === errorFilterId;
  const option = options.find(isOurs);
  const isWanted = option !== undefined || filters.includes(errorFilterId);
  return {
    wanted: isWanted ? readErrorCondition(textIn(option, "condition") ?? "") : false,
    rest: {
      ...(typeof args === "object" ? args : {}),
      filters: filters.filter((filter) => filter !== errorFilterId),
      ...(memberOf(args, "filterOptions") === undefined
        ? {}
        : { filterOptions: options.filter((each) => !isOurs(each)) }),
    },
  };
}

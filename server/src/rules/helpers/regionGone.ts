/** How messages speak of memory that is gone. */
import type { EndStory, UseAfterEnd, ValueStory } from "../../flow/regions/regionEvent";
import { isContext } from "./regionStory";

/** "`name` is passed to strlen": the beginning of a sentence. */
export function useText({ use, passedTo, value }: UseAfterEnd): string {
  const name = `\`${value.text}\``;
  switch (use) {
    case "dereferenced":
      return `${name} is read or written`;
    case "passed":
      return passedTo === undefined ? `${name} is passed on` : `${name} is passed to ${passedTo}`;
    case "returned":
      return `${name} is returned`;
    case "handedOut":
      return `${name} is handed to the caller`;
    case "freed":
      return `${name} is freed`;
  }
}

/** "SPI_finish closed SPI region #1, which it is allocated in": what follows "after". */
export function goneText({ region }: ValueStory, end: EndStory): string {
  const verb = end.how === "contextReset" ? "emptied" : "closed";
  return region && isContext(region)
    ? `${end.callee} ${verb} ${region.name}, which it is allocated in`
    : `${end.callee} ended its memory`;
}

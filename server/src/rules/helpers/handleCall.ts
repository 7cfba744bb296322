import type { Site } from "../../base/span";
import type { CallEvent } from "../../flow/evaluate/event";
import { siteIn } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { textAt } from "./workers";

/** The member's name in a call through the handle; the use of the macro where a macro makes the call. */
export function handleMember(view: LibraryView, event: CallEvent): Site {
  const { callee } = event.call;
  if (callee.kind !== "member") return event.site;
  const site = siteIn(event.fn, callee.memberSpan);
  return textAt(view, site) === event.callee ? site : event.site;
}

/** What is called, as written: `handle->allocate_shmem`. */
export function handleCallee(view: LibraryView, event: CallEvent): Site {
  const member = handleMember(view, event);
  return member === event.site ? member : siteIn(event.fn, event.call.callee);
}

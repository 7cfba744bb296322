import { waitUntil } from "./harness";
import { click } from "./page";

const lookMs = 5_000;

/**
 * Clicks until the click has had its effect. A list that is drawn anew between pressing and releasing the button does not
 * notice it, and a person clicks again. What is clicked may be gone by then.
 */
export async function clickUntil(
  what: string,
  selector: string,
  isDone: () => boolean | Promise<boolean>,
): Promise<void> {
  await waitUntil(what, async () => {
    if (await isDone()) return true;
    const clicked = click(selector, lookMs).then(() => waitUntil(what, isDone, { timeoutMs: lookMs }));
    return clicked.then(
      () => true,
      () => false,
    );
  });
}

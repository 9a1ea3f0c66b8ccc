// What do keys do, wherever nothing is being typed?
import { byId } from "./dom.js";

/** Hear keys; `keys` holds what each does. */
export function hearKeys(keys) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    const { target } = event;
    if (!(target instanceof Element)) return;
    const typing = target.matches("input:not([type=checkbox]), select, textarea");
    if (typing && event.key === "Escape" && target instanceof HTMLElement) target.blur();
    if (typing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
}

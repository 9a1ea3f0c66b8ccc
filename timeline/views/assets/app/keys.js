// What do keys do, wherever nothing is being typed?

/**
 * Listen to keys.
 * @param {() => Record<string, () => void>} keysNow what each key does at present
 */
export function listenToKeys(keysNow) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (event.key === " " && target instanceof SVGElement && target.matches("[role=button]")) {
      event.preventDefault(); // a mark is a button, and the space bar presses buttons
      target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      return;
    }
    const typing = target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");
    if (typing && event.key === "Escape" && target instanceof HTMLElement) target.blur();
    const keys = keysNow();
    if (typing || !Object.hasOwn(keys, event.key)) return;
    const pressing = target.matches("button, summary, a, [role=button], input") && [" ", "Enter"].includes(event.key);
    if (pressing) return;
    event.preventDefault();
    keys[event.key]();
  });
}

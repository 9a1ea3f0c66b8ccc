// What comes on paper when very much is in view? Said before, so that nobody prints hundreds of pages unasked.
import { byId, fill, h } from "../lib/dom.js";

/**
 * Ask whether to print a part.
 * @param {number} incidents in view
 * @param {number} rows that are printed
 */
export function askPrint(incidents, rows) {
  const dialog = byId("say");
  const go = () => {
    dialog.close();
    window.print();
  };
  fill(
    dialog,
    h("h2", { id: "say-title" }, "Print"),
    h("p", {}, `${incidents.toLocaleString("en-GB")} incidents are in view. On paper come the charts as they are now and the first ${rows} of the list.`),
    h("p", { class: "buttons" }, h("button", { type: "button", class: "primary", id: "print-anyway", onclick: go }, "Print"), h("button", { type: "button", onclick: () => dialog.close() }, "Cancel")),
  );
  dialog.showModal();
}

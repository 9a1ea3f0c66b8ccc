// How is an incident named where it can be chosen?
import { h } from "./dom.js";
import { symbolView } from "./symbols.js";

const FEW = 8; // rows of a list before the rest is folded away

/** Make a list of which only the first rows are unfolded. */
export function foldedList(items) {
  if (items.length <= FEW + 1) return h("ul", { class: "links" }, items);
  return [
    h("ul", { class: "links" }, items.slice(0, FEW)),
    h("details", {}, h("summary", {}, `${items.length - FEW} more`), h("ul", { class: "links" }, items.slice(FEW))),
  ];
}

/** Make a button that chooses an incident. */
export function link({ data, on }, incident) {
  return h(
    "button",
    { type: "button", class: "link", onclick: () => on.select(incident) },
    symbolView(data, incident),
    h("span", {}, incident.headline, isGuess(incident.when) ? h("span", { class: "guess" }, "date is a guess") : null),
  );
}

/** Say whether a date is only assumed. */
export function isGuess(when) {
  return when !== null && when.basis === "assumed";
}

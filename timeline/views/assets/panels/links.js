// How is an incident named where it can be chosen?
import { killedShort, shortName } from "../data/names.js";
import { markIcon } from "../charts/marks.js";
import { h } from "../lib/dom.js";
import { shortWhen } from "../lib/days.js";

/**
 * Make a button that chooses an incident.
 * @param {{on: {select: (incident: Incident) => void}}} context
 * @param {Incident} incident
 */
export function link({ on }, incident) {
  return h(
    "button",
    { type: "button", class: "link-row", onclick: () => on.select(incident) },
    markIcon(incident, { layout: "archive", most: 5 }),
    headlineView(incident),
    isGuess(incident.when) ? h("span", { class: "s" }, "date assumed") : null,
  );
}

/**
 * Show the headline: serif and quoted where it is their words, sans where it is ours.
 * @param {Incident} incident
 * @param {string} tag
 */
export function headlineView(incident, tag = "span") {
  if (incident.quoted >= 0) return h(tag, { class: "q", dir: "auto" }, `“${incident.headline}”`, sideWords(incident));
  return h(tag, { class: "ours", dir: "auto" }, incident.headline, sideWords(incident));
}

/**
 * Say who alone is cited for it, where that is one side: our words behind theirs.
 * @param {Incident} incident
 */
function sideWords({ oneSided }) {
  return oneSided ? h("span", { class: "by-side" }, `, ${oneSided} says`) : null;
}

/**
 * Return whether a date is only assumed.
 * @param {When | null} when
 */
export function isGuess(when) {
  return when !== null && when.basis === "assumed";
}

/**
 * Name an incident in a line of a list that has no room for a quotation.
 * @param {Data} data
 * @param {Incident} incident
 */
export function lineWords(data, incident) {
  const killed = killedShort(incident);
  return `${shortName(data, incident)}, ${shortWhen(incident.when)}${killed ? `: ${killed}` : ""}`;
}

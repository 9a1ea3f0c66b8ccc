// How does one incident look? Area is the number of killed, colour is who acted, a ring is what is not agreed on.
import { markedKilled } from "../data/data.js";
import { s } from "../lib/dom.js";

const SIZES = { archive: { factor: 1.3, least: 3 }, case: { factor: 4, least: 5 } };
export const CAP = 320; // killed; what is deadlier looks alike

/**
 * Return the radius of a number of killed, in pixels.
 * @param {"archive" | "case"} layout
 * @param {number} killed
 */
export function radius(layout, killed) {
  const { factor, least } = SIZES[layout];
  return Math.max(least, factor * Math.sqrt(Math.min(killed, CAP)));
}

/**
 * Return the radius of the mark of an incident.
 * @param {"archive" | "case"} layout
 * @param {Incident} incident
 */
export function radiusOf(layout, incident) {
  return radius(layout, markedKilled(incident));
}

/**
 * Return how a mark is drawn: "full", "ring" (a disc in a ring), "open", "dashed" or "pale".
 * @param {Incident} incident
 */
export function lookOf(incident) {
  if (!incident.happened) return "dashed";
  const { low, high, disputes } = incident;
  if (disputes.includes("whether") || disputes.includes("initiator")) return "open";
  if (low === 0 && high !== null && high > 0) return "open";
  if (!incident.strong) return "pale";
  return low !== null && high !== null && low < high ? "ring" : "full";
}

/**
 * Draw the mark of an incident.
 * @param {Incident} incident
 * @param {{layout: "archive" | "case", cx: number, cy: number, r?: number}} place
 */
export function markView(incident, { layout, cx, cy, r }) {
  const outer = r ?? radiusOf(layout, incident);
  const look = lookOf(incident);
  const inner = look === "ring" ? Math.max(1.2, (outer * radius(layout, incident.low ?? 0)) / radiusOf(layout, incident)) : 0;
  return s(
    "g",
    { class: `mark c${incident.colour} ${look}` },
    s("circle", { class: "outer", cx, cy, r: round(outer) }),
    inner ? s("circle", { class: "inner", cx, cy, r: round(inner) }) : null,
  );
}

/**
 * Draw the mark as a small picture beside words.
 * @param {Incident} incident
 * @param {{layout: "archive" | "case", most: number}} options `most` radius in pixels
 */
export function markIcon(incident, { layout, most }) {
  const size = 2 * most + 4;
  const r = Math.min(most, radiusOf(layout, incident));
  return s(
    "svg",
    { class: "icon", width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" },
    markView(incident, { layout, cx: size / 2, cy: size / 2, r }),
  );
}

/**
 * Draw a sample of the legend.
 * @param {string} look
 * @param {number} r
 * @param {number} inner
 */
export function sample(look, r, inner = 0) {
  const size = 2 * r + 3;
  return s(
    "svg",
    { class: "icon", width: size, height: size, "aria-hidden": "true" },
    s(
      "g",
      { class: `mark cN sample ${look}` },
      s("circle", { class: "outer", cx: size / 2, cy: size / 2, r }),
      inner ? s("circle", { class: "inner", cx: size / 2, cy: size / 2, r: inner }) : null,
    ),
  );
}

/** @param {number} value */
export function round(value) {
  return Math.round(value * 10) / 10;
}

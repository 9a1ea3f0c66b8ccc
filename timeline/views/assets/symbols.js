// How does an incident look outside the chart: in lists, legends and tables?
import { s } from "./dom.js";

/** Say how a mark is filled: open is not known to have happened, pale is not dated surely, full is both. */
export function fillOf({ happened, when, fine }) {
  if (!happened) return "open";
  return when !== null && (!fine || when.basis === "assumed") ? "pale" : "full";
}

/** Draw the same symbol as the chart does: a dot or diamond, a bar when the date is coarser. */
export function symbolView(data, incident) {
  const ink = `var(--family-${data.families[incident.family].id})`;
  const { when, fine } = incident;
  const single = when === null || (fine && when.start === when.end);
  const shape = single ? (incident.disputed ? "diamond" : "dot") : fine ? "short-bar" : "bar";
  return drawn(shape, ink, fillOf(incident), incident.disputed && !single);
}

/** Draw a symbol of a legend: "full", "pale" or "open"; a strong edge marks a bar as disputed. */
export function drawn(shape, ink, filling, edged = false) {
  const look = {
    full: { fill: ink, stroke: ink, "stroke-width": 1 },
    pale: { fill: ink, stroke: ink, "stroke-width": 1.2, "fill-opacity": 0.35, "stroke-opacity": 0.8 },
    open: { fill: "none", stroke: ink, "stroke-width": shape.endsWith("bar") ? 1.2 : 1.8 },
  }[filling];
  if (edged) Object.assign(look, { stroke: "var(--ink)", "stroke-width": 1.6, "stroke-opacity": 1 });
  const body = {
    dot: () => s("circle", { cx: 8, cy: 8, r: 4.6, ...look }),
    diamond: () => s("path", { d: "M8 2 L14 8 L8 14 L2 8 Z", ...look }),
    bar: () => s("rect", { x: 0.5, y: 5.5, width: 21, height: 5, ...look }),
    "short-bar": () => s("rect", { x: 2, y: 5, width: 14, height: 6, ...look }),
  }[shape]();
  const width = shape === "bar" ? 22 : shape === "short-bar" ? 18 : 16;
  return s("svg", { class: "symbol", viewBox: `0 0 ${width} 16`, width, height: 16, "aria-hidden": "true" }, body);
}

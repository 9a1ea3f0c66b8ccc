// What does a page inside another show? The strip, the list, and one incident with its sentences; nothing else.
import { byId } from "../lib/dom.js";
import { islandText } from "../lib/island.js";
import { readData } from "../data/data.js";
import { facetsOf, sideLabel } from "../filters/facets.js";
import { inView } from "../filters/filter.js";
import { COLOURS, drawStrip, ranked } from "../charts/strip.js";
import { drawHead } from "../panels/head.js";
import { drawList, listed, markItem } from "../panels/list.js";
import { drawPanel } from "../panels/panel.js";
import { listenToKeys } from "./keys.js";
import { readHash, viewWords } from "./state.js";

const SMALL = 640; // pixels of width, up to which the strip has fewer names

const data = readData(await islandText(byId("data")));
const facets = facetsOf(data);
const labels = COLOURS.map((colour) => sideLabel(data, colour));
let state = readHash(location.hash, data, facets);
let found = inView(data, facets, state);
/** @type {Incident[]} */
let rows = [];

/** @param {Partial<State>} fields */
function change(fields) {
  state = { ...state, ...fields };
  render();
}

/** @param {Incident | null} incident */
function select(incident) {
  state = { ...state, incident: incident ? incident.index : null };
  drawChosen();
  if (incident) byId("panel").focus({ preventScroll: true });
}

function render() {
  found = inView(data, facets, state);
  rows = listed(found, state, null, data.domain);
  document.documentElement.dataset.theme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const width = byId("strip").clientWidth - 32;
  const zoom = (/** @type {number | null} */ from, /** @type {number | null} */ to) => change({ from, to });
  drawStrip(byId("strip"), { data, state, found, labels, width: Math.max(260, width), small: width <= SMALL }, { zoom, select });
  drawList(byId("list"), { data, state, found, rows, listing: null }, { select, point: () => {}, all: () => change({ all: !state.all }), sort: (sort) => change({ sort }), back: () => {} });
  drawChosen();
}

function drawChosen() {
  const incident = state.incident === null ? null : data.incidents[state.incident];
  const panel = byId("panel");
  panel.hidden = incident === null;
  markItem(incident, rows);
  if (!incident) return;
  const context = { data, incident, width: Math.max(240, panel.clientWidth - 56), hidden: !found.view.includes(incident), drafts: [], narrowed: viewWords(state, data, facets) };
  drawPanel(panel, context, { select, reset: () => change({ from: null, to: null }), actions: () => null, first: () => ranked(found.view)[0] ?? null });
}

/** @param {number} by */
function step(by) {
  const place = state.incident === null ? -1 : rows.indexOf(data.incidents[state.incident]);
  const next = rows[Math.max(0, Math.min(rows.length - 1, place + by))];
  if (next) select(next);
}

listenToKeys(() => ({ j: () => step(1), k: () => step(-1), 0: () => change({ from: null, to: null }), Escape: () => select(null) }));
window.addEventListener("resize", render);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
drawHead(data);
render();
document.documentElement.dataset.ready = "yes";

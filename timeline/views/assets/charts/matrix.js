// Who acts on whom, in view? Rows act, columns are acted on: a number and a small curve over time in each cell, on one scale.
import { actorsIn, capital, groupBy } from "../data/data.js";
import { fill, h, plural, s } from "../lib/dom.js";
import { box } from "./strip.js";
import { rangeOf } from "./lanes.js";

const MOST = 7; // groups
const BINS = 30;
const [WIDE, TALL] = [60, 26]; // pixels of a curve

/**
 * Draw the matrix as a table, whose cells list their incidents.
 * @param {Element} host
 * @param {{data: Data, state: State, found: Found}} context
 * @param {{list: (listing: Listing) => void}} on
 */
export function drawMatrix(host, { data, state, found }, on) {
  const acts = actsIn(data, found.view.filter(({ happened }) => happened));
  const range = rangeOf(data, state);
  if (!acts.length || !range) {
    fill(host, h("p", { class: "empty" }, "Nothing in view names who acted on whom."));
    return;
  }
  const groups = groupsOf(acts);
  const cells = groupBy(acts, ({ from, to }) => `${from}|${to}`);
  const most = Math.max(1, ...[...cells.values()].map((cell) => Math.max(...curveOf(cell, range))));
  const rows = groups.filter((group) => acts.some(({ from }) => from === group));
  const columns = groups.filter((group) => acts.some(({ to }) => to === group) && group !== NOBODY);
  fill(
    host,
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": "Who acts on whom" },
      h(
        "table",
        { class: "matrix" },
        h("thead", {}, h("tr", {}, h("td", {}), columns.map((group) => h("th", { scope: "col" }, group)))),
        h(
          "tbody",
          {},
          rows.map((from) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, from),
              columns.map((to) => cellView(cells.get(`${from}|${to}`) ?? [], { from, to, most, range, colour: groupColour(data, from) }, on)),
            ),
          ),
        ),
      ),
    ),
  );
}

const NOBODY = "Not named";

/**
 * Return each act of a group on a group.
 * @param {Data} data
 * @param {Incident[]} incidents
 */
function actsIn(data, incidents) {
  const names = namesOf(data, incidents);
  const acts = [];
  for (const incident of incidents) {
    const from = new Set(actorsIn(incident, "initiator").map((actor) => names(actor)));
    const to = new Set(actorsIn(incident, "target").map((actor) => names(actor)));
    for (const first of from.size ? from : [NOBODY]) for (const second of to) acts.push({ from: first, to: second, incident });
  }
  return acts;
}

/**
 * Group actors by side, people, and otherwise by name; the rest of the names are "others".
 * @param {Data} data
 * @param {Incident[]} incidents
 * @returns {(actor: number) => string}
 */
function namesOf(data, incidents) {
  /** @param {number} actor */
  const group = (actor) => {
    const { side, kind, country, name } = data.actors[actor];
    if (kind === "civilians") return "People";
    if (side >= 0) return capital(data.sides[side].name);
    return country ? (data.countries[country] ?? country) : name;
  };
  const counts = new Map();
  for (const incident of incidents)
    for (const { actor } of incident.actors) counts.set(group(actor), (counts.get(group(actor)) ?? 0) + 1);
  const shown = new Set([...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST - 1).map(([name]) => name));
  return (actor) => (shown.has(group(actor)) ? group(actor) : "Others");
}

/**
 * Return the colour of who acts in a row of the table.
 * @param {Data} data
 * @param {string} group
 */
function groupColour(data, group) {
  if (group === NOBODY) return "N";
  return data.sides.find(({ name }) => capital(name) === group)?.colour ?? "C";
}

/** @param {{from: string, to: string, incident: Incident}[]} acts */
function groupsOf(acts) {
  const counts = new Map();
  for (const { from, to } of acts) for (const name of [from, to]) counts.set(name, (counts.get(name) ?? 0) + 1);
  const last = ["Others", NOBODY];
  const rank = (/** @type {string} */ name) => (last.includes(name) ? -1 - last.indexOf(name) : counts.get(name));
  return [...counts.keys()].sort((a, b) => rank(b) - rank(a));
}

/**
 * @param {{incident: Incident}[]} cell
 * @param {DayRange} range
 */
function curveOf(cell, { from, to }) {
  const bins = new Array(BINS).fill(0);
  for (const { incident } of cell) {
    if (!incident.when || !incident.fine) continue;
    const place = Math.floor(((incident.when.start - from) / Math.max(1, to - from + 1)) * BINS);
    if (place >= 0 && place < BINS) bins[place] += 1;
  }
  return bins;
}

/**
 * @param {{from: string, to: string, incident: Incident}[]} cell
 * @param {{from: string, to: string, most: number, range: DayRange, colour: string}} place
 * @param {{list: (listing: Listing) => void}} on
 */
function cellView(cell, { from, to, most, range, colour }, on) {
  if (!cell.length) return h("td", { class: from === to ? "self" : null });
  const incidents = [...new Set(cell.map(({ incident }) => incident))];
  const path = curveOf(cell, range)
    .map((count, bin) => (count ? box((bin * WIDE) / BINS, TALL - (count / most) * TALL, WIDE / BINS - 0.4, (count / most) * TALL) : ""))
    .join("");
  return h(
    "td",
    {},
    h(
      "button",
      {
        ...{ type: "button", class: incidents.length >= 100 ? "large" : null },
        "aria-label": `${from} on ${to}: ${plural(incidents.length, "incident")}`,
        onclick: () => on.list({ title: `${from} on ${to}`, incidents }),
      },
      h("b", {}, incidents.length.toLocaleString("en-GB")),
      s(
        "svg",
        { width: WIDE, height: TALL + 1, "aria-hidden": "true" },
        s("path", { class: `bar ${colour}`, d: path }),
        s("line", { class: `base ${colour}`, x1: 0, x2: WIDE, y1: TALL + 0.5, y2: TALL + 0.5 }),
      ),
    ),
  );
}


// How do two selections differ? Bars on one axis and one scale, with counts and shares; nothing is added up over incidents.
import { initialState, readHash, viewWords, writeHash } from "../app/state.js";
import { capital } from "../data/data.js";
import { inView } from "../filters/filter.js";
import { fill, h, plural, s } from "../lib/dom.js";
import { axisView, binsOf, scaleOf } from "./axis.js";
import { rangeOf } from "./lanes.js";
import { COLOURS, box, countBins } from "./strip.js";

const KINDS = 8; // rows of the table of kinds
const FOOT = 22; // pixels of the axis
const LEAST = 56; // pixels of the bars of a selection

/** @typedef {"first" | "second"} Which */
/** @typedef {{which: Which, words: string, incidents: Incident[], share: number}} Selection */

/**
 * Return what of a state makes a selection, as text: its filters and words, not its days.
 * @param {State} state
 * @param {Data} data
 * @param {Facet[]} facets
 */
export function selectionText({ q, include }, data, facets) {
  return writeHash({ ...initialState(data, facets), q, include }, data, facets);
}

/**
 * Draw two selections over the days of the window.
 * @param {Element} host
 * @param {{data: Data, facets: Facet[], state: State, width: number, height: number}} context
 * @param {{choose: (which: Which, text: string | null) => void, list: (listing: Listing) => void}} on
 */
export function drawCompare(host, context, on) {
  const { data, facets, state, width, height } = context;
  const range = rangeOf(data, state);
  if (!range) {
    fill(host, h("p", { class: "empty" }, "Nothing here is dated."));
    return;
  }
  const selections = [selectionOf(context, "first"), selectionOf(context, "second")];
  const { starts, unit } = binsOf(range, width);
  const counts = selections.map(({ incidents }) => countBins(incidents, starts));
  const most = Math.max(1, ...counts.flat().map(({ total, weak }) => total + weak));
  const tall = Math.max(LEAST, Math.min(120, (height - 260) / 2));
  const scale = scaleOf(range, 0, width);
  fill(
    host,
    selections.map((selection, place) => [
      headView(selection, { data, facets, state }, on),
      s(
        "svg",
        { class: "compared", width, height: tall + (place ? FOOT : 6), role: "img", "aria-label": `${selection.words}: ${plural(selection.incidents.length, "incident")}, by ${unit}` },
        s("line", { class: "edge", x1: 0, x2: width, y1: tall - 0.5, y2: tall - 0.5 }),
        barsView(counts[place], starts, { scale, most, tall, width }),
        place ? axisView(range, scale, tall, width) : null,
      ),
    ]),
    h("p", { class: "s" }, `Both on one scale: the highest bar is ${plural(most, "incident")} a ${unit}. ${overlapWords(selections)}`),
    kindsView(data, selections),
  );
}

/**
 * Return a selection: the chosen one, or at first those in which one side acted.
 * @param {{data: Data, facets: Facet[], state: State}} context
 * @param {Which} which
 * @returns {Selection}
 */
function selectionOf({ data, facets, state }, which) {
  const { from, to, weak } = state;
  const asked = { ...askedFor(data, facets, state[which], which), from, to, weak };
  const { view } = inView(data, facets, asked);
  const all = inView(data, facets, { ...initialState(data, facets), from, to, weak }).view.length;
  const words = viewWords({ ...asked, from: null, weak: true }, { ...data, whole: null }, facets);
  return { which, words, incidents: view, share: all ? view.length / all : 0 };
}

/**
 * @param {Data} data
 * @param {Facet[]} facets
 * @param {string | null} text
 * @param {Which} which
 */
function askedFor(data, facets, text, which) {
  if (text !== null) return readHash(text, data, facets);
  const first = initialState(data, facets);
  const colour = COLOURS[which === "first" ? 0 : 1];
  if (!data.sides.some((side) => side.colour === colour)) return first;
  return { ...first, include: { ...first.include, side: new Set([COLOURS.indexOf(colour)]) } };
}

/**
 * @param {Selection} selection
 * @param {{data: Data, facets: Facet[], state: State}} context
 * @param {{choose: (which: Which, text: string | null) => void, list: (listing: Listing) => void}} on
 */
function headView({ which, words, incidents, share }, { data, facets, state }, on) {
  return h(
    "div",
    { class: "row compare-head", "data-which": which },
    h("h3", { dir: "auto" }, capitalOf(words)),
    h(
      "button",
      { type: "button", class: "link", "aria-label": `List ${plural(incidents.length, "incident")}: ${words}`, onclick: () => on.list({ title: capitalOf(words), incidents }) },
      plural(incidents.length, "incident"),
    ),
    h("span", { class: "s" }, `${percent(share)} of all`),
    h(
      "span",
      { class: "right s" },
      h("button", { type: "button", class: "link", id: `compare-${which}`, onclick: () => on.choose(which, selectionText(state, data, facets)) }, "Take from the chips"),
      state[which] === null ? null : [" ", h("button", { type: "button", class: "link", id: `compare-${which}-back`, onclick: () => on.choose(which, null) }, "undo")],
    ),
  );
}

/** @param {string} words */
function capitalOf(words) {
  return words === "everything" ? "All incidents" : capital(words);
}

/** @param {number} share */
function percent(share) {
  if (share > 0 && share < 0.01) return "under 1 %";
  return `${Math.round(share * 100)} %`;
}

/**
 * @param {ReturnType<typeof countBins>} counts
 * @param {number[]} starts
 * @param {{scale: {x: (day: number) => number}, most: number, tall: number, width: number}} place
 */
function barsView(counts, starts, { scale, most, tall, width }) {
  /** @type {Record<string, string>} */
  const paths = {};
  counts.forEach((bin, number) => {
    const [left, right] = [Math.max(0, scale.x(starts[number])), Math.min(width, scale.x(starts[number + 1]))];
    let under = 0;
    for (const name of [...COLOURS, /** @type {const} */ ("weak")]) {
      const high = (bin[name] / most) * (tall - 4);
      if (high) paths[name] = (paths[name] ?? "") + box(left + 0.5, tall - 1 - under - high, Math.max(0.8, right - left - 1), high);
      under += high;
    }
  });
  return Object.entries(paths).map(([name, d]) => s("path", { class: `bar ${name}`, d }));
}

/** @param {Selection[]} selections */
function overlapWords([first, second]) {
  const held = new Set(first.incidents);
  const both = second.incidents.filter((incident) => held.has(incident)).length;
  return both ? `${plural(both, "incident")} ${both === 1 ? "appears" : "appear"} in both.` : "No incident appears in both.";
}

/**
 * Compare what happened: of each kind the number, and its share of the selection.
 * @param {Data} data
 * @param {Selection[]} selections
 */
function kindsView(data, selections) {
  const counts = selections.map(({ incidents }) => countKinds(incidents));
  /** @param {number} type */
  const total = (type) => counts.reduce((sum, each) => sum + (each.get(type) ?? 0), 0);
  const types = [...data.types.keys()].filter((type) => total(type) > 0).sort((a, b) => total(b) - total(a));
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": "Kinds of incident compared" },
    h(
      "table",
      { class: "kinds" },
      h("thead", {}, h("tr", {}, h("td", {}), selections.map(({ words }) => h("th", { scope: "col", dir: "auto" }, capitalOf(words))))),
      h(
        "tbody",
        {},
        types.slice(0, KINDS).map((type) =>
          h("tr", {}, h("th", { scope: "row" }, data.types[type].label), selections.map(({ incidents }, place) => kindView(counts[place].get(type) ?? 0, incidents.length))),
        ),
      ),
    ),
    types.length > KINDS ? h("p", { class: "s" }, `and ${types.length - KINDS} rarer kinds`) : null,
  );
}

/** @param {Incident[]} incidents */
function countKinds(incidents) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { type } of incidents) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/**
 * @param {number} count
 * @param {number} all
 */
function kindView(count, all) {
  const share = all ? count / all : 0;
  return h("td", {}, h("b", {}, count.toLocaleString("en-GB")), h("span", { class: "s" }, ` ${percent(share)}`), h("i", { style: { width: `${Math.round(share * 100)}px` } }));
}

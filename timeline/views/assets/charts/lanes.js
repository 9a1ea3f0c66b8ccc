// What happened between whom, over time? One lane a pair: bars far out, single marks near in, and nearer still the sentences.
import { killedShort, shortName } from "../data/names.js";
import { fill, h, plural, s, shorten, shortenWords, textWidth } from "../lib/dom.js";
import { shortWhen } from "../lib/days.js";
import { isInRange } from "../filters/filter.js";
import { lanesOf } from "../data/lanes.js";
import { axisView, binsOf, gridDays, scaleOf } from "./axis.js";
import { markView, radius, radiusOf, round, sample } from "./marks.js";
import { meetsDisc, packDiscs } from "./packing.js";
import { COLOURS, box, countBins, ranked } from "./strip.js";

const NEAR = 130; // days; nearer than that every incident has its own mark
const FEW = 80; // incidents that are single marks over any time
const LARGE = 20; // killed; from there on an incident has a mark among bars
const FEW_LARGE = 12; // where fewer are as large, the deadliest have one
const MOST_MARKS = 40; // among bars, in all lanes together
const FEWER_MARKS = [28, 20]; // where the lanes would not fit on the screen with more
const MOST_SINGLE = 900; // single marks
const BARS = { least: 24, most: 140, each: 16 }; // pixels of the tallest bar, and at most of one incident
const TITLE = 20;
const AXIS = 22;
const FOOT = 8; // pixels under a lane
const LOW = 560; // pixels of all lanes; where there are fewer, marks are smaller
const SMALLER = 0.8;
const QUOTE = 18; // pixels of a sentence over single marks
const MOST_QUOTES = 12; // in a lane
const BESIDE = 6; // pixels between a mark and its name: a ring round the chosen one has room
const ASIDE = 28; // pixels that a mark may stand beside its day
const LEAST = 40; // pixels of a lane
const TALLEST = 132; // pixels of marks in a lane; a lane that would need more shows bars

/**
 * Draw the lanes of what is in view.
 * @param {Element} host
 * @param {{data: Data, state: State, found: Found, width: number, height: number}} context
 * @param {{select: (incident: Incident) => void, list: (listing: Listing) => void}} on
 */
export function drawLanes(host, context, on) {
  const { data, state, found, width, height } = context;
  const dated = found.view.filter(({ fine }) => fine);
  const range = rangeOf(data, state);
  if (!range || !dated.length) {
    fill(host, h("p", { class: "empty" }, "Nothing in view is dated to a day or a week."));
    return;
  }
  const scale = scaleOf(range, 0, width);
  const lanes = lanesOf(data, dated.filter((incident) => isInRange(incident, range)));
  const near = dated.length <= (range.to - range.from < NEAR ? MOST_SINGLE : FEW);
  const { plans, heights } = fitting(lanes, dated, { near, scale, range, width, height: height - AXIS, size: sizeOf(height) });
  const tall = heights.reduce((sum, { tall: one }) => sum + one, 0) + AXIS;
  let top = 0;
  const views = plans.map((plan, place) => {
    const view = laneView({ ...context, range, scale, ...plan, ...heights[place], top }, on);
    top += heights[place].tall;
    return view;
  });
  const svg = s(
    "svg",
    { class: "lanes", width, height: tall, viewBox: `0 0 ${width} ${tall}`, role: "group", "aria-label": "Incidents by who acted on whom; the list holds the same" },
    gridDays(range, scale, width).map((day) => s("line", { class: "rule", x1: scale.x(day), x2: scale.x(day), y1: 0, y2: tall - AXIS })),
    views,
    axisView(range, scale, tall - AXIS, width),
  );
  fill(host, svg);
}

/**
 * Return the days that lanes show: the window, or all that the strip shows.
 * @param {Data} data
 * @param {State} state
 * @returns {DayRange | null}
 */
export function rangeOf(data, { from, to }) {
  return from === null || to === null ? data.domain : { from, to };
}

/**
 * Plan the lanes with as many large marks as fit into the height; with the fewest, they may be taller.
 * @param {any[]} lanes
 * @param {Incident[]} dated
 * @param {{near: boolean, scale: any, range: DayRange, width: number, height: number, size: number}} chart
 */
function fitting(lanes, dated, { height, ...chart }) {
  /** @param {number} marks */
  const planned = (marks) => {
    const large = largest(dated, marks);
    const plans = lanes.map((lane) => planOf(lane, { ...chart, large }));
    return { plans, heights: heightsOf(plans, height) };
  };
  let best = planned(MOST_MARKS);
  for (const marks of FEWER_MARKS) {
    const tall = best.heights.reduce((sum, each) => sum + each.tall, 0);
    if (tall <= height + 1 || best.plans.every(({ isSingle }) => isSingle)) break;
    best = planned(marks);
  }
  return best;
}

/**
 * Return the incidents that have a mark among bars: of many dead, or where none is, the deadliest.
 * @param {Incident[]} incidents
 * @param {number} [marks] at most
 */
export function largest(incidents, marks = MOST_MARKS) {
  const fit = incidents.filter(({ low, high, happened, strong, isToll }) => happened && strong && !isToll && (high ?? low ?? 0) > 0);
  fit.sort((a, b) => (b.high ?? 0) - (a.high ?? 0));
  const many = fit.filter(({ low, high }) => (high ?? low ?? 0) >= LARGE).length;
  const most = Math.min(marks, Math.max(FEW_LARGE, many));
  // Of equals, all or none have a mark: which come first in the file says nothing.
  const next = fit[most]?.high ?? 0;
  return new Set(fit.slice(0, most).filter(({ high }) => (high ?? 0) > next));
}

/** @typedef {{x: number, y: number, r: number, incident: Incident}} Placed */
/** @typedef {{lane: any, isSingle: boolean, placed: Placed[], left: number, tall: number, most: number, counts: ReturnType<typeof countBins>, starts: number[]}} Plan */

/**
 * Plan a lane: near in, every incident is a mark of its own where all find room; else bars, and marks for the largest.
 * @param {any} lane
 * @param {{near: boolean, large: Set<any>, scale: any, range: DayRange, width: number, size?: number}} chart
 * @returns {Plan}
 */
export function planOf(lane, { near, large, scale, range, width, size = 1 }) {
  const { starts } = binsOf(range, width);
  const counts = countBins(lane.incidents, starts);
  const most = Math.max(1, ...counts.map(({ total, weak }) => total + weak));
  /** @param {Incident[]} incidents @param {number} aside */
  const pack = (incidents, aside) => packDiscs(discsOf(incidents, scale, width, size), { ceiling: TALLEST, aside, width });
  const single = near ? pack(lane.incidents, Math.max(0, scale.width / 2 - 4)) : null;
  const isSingle = single !== null && single.left.length === 0;
  const { placed, left, tall } = isSingle ? single : pack(lane.incidents.filter((/** @type {Incident} */ incident) => large.has(incident)), ASIDE);
  return { lane, isSingle, placed, left: left.length, tall, most, counts, starts };
}

/**
 * Return the discs of incidents where they belong, the largest first.
 * @param {Incident[]} incidents
 * @param {any} scale
 * @param {number} width
 * @param {number} size of marks, 1 for that of the list
 */
function discsOf(incidents, scale, width, size) {
  const discs = incidents.map((incident) => {
    const r = Math.max(radius("archive", 0), radiusOf("archive", incident) * size);
    const day = scale.x(/** @type {When} */ (incident.when).start) + scale.width / 2;
    return { x: Math.max(r, Math.min(width - r, day)), r, incident };
  });
  return discs.sort((a, b) => b.r - a.r || a.x - b.x);
}

/**
 * Share the height among lanes: what their marks take, and bars on one scale for all, so that they can be compared.
 * @param {Plan[]} plans
 * @param {number} height
 * @returns {{tall: number, perIncident: number}[]} pixels of each lane, and of an incident in bars
 */
export function heightsOf(plans, height) {
  const fixed = plans.map(({ isSingle, tall }) => TITLE + FOOT + tall + (isSingle ? QUOTE : 4));
  const counts = plans.map(({ isSingle, most }) => (isSingle ? 0 : most));
  const most = Math.max(1, ...counts);
  const spare = height - fixed.reduce((sum, one) => sum + one, 0);
  const fitting = spare / Math.max(1, counts.reduce((sum, count) => sum + count, 0));
  const perIncident = Math.min(BARS.each, Math.max(BARS.least / most, Math.min(BARS.most / most, fitting)));
  const needed = fixed.map((one, place) => Math.max(LEAST, one + counts[place] * perIncident));
  const weights = plans.map(({ lane }) => Math.sqrt(lane.incidents.length));
  const free = Math.max(0, height - needed.reduce((sum, one) => sum + one, 0));
  const weight = weights.reduce((sum, one) => sum + one, 0);
  return needed.map((one, place) => ({ tall: one + (free * weights[place]) / weight, perIncident }));
}

/**
 * @param {any} context
 * @param {{select: (incident: Incident) => void, list: (listing: Listing) => void}} on
 */
function laneView(context, on) {
  const { data, state, lane, top, tall, width, isSingle, left } = context;
  const base = top + tall - 4;
  const title = [lane.title, lane.note].filter(Boolean).join(lane.note.startsWith("on ") ? " " : ", ");
  const floor = isSingle ? base - 3 : base - 3 - context.most * context.perIncident;
  const placed = context.placed.map((/** @type {Placed} */ disc) => ({ ...disc, y: floor + disc.y }));
  const words = isSingle ? quotations(data, placed, { top: top + TITLE, width, spare: tall - TITLE - 10 }) : namesOf(data, placed, width);
  const count = `${plural(lane.incidents.length, "incident")}${left ? `, ${left} large only listed` : ""}`;
  return s(
    "g",
    { class: "lane" },
    isSingle ? null : barsOf(context, base),
    s("line", { class: "edge", x1: 0, x2: width, y1: base, y2: base }),
    placed.map((/** @type {Placed} */ disc) => clickable(data, state, disc.incident, disc, on)),
    words,
    s("text", { class: "b i halo", x: 0, y: top + 15 }, shorten(title, Math.floor(width / 9))),
    s(
      "text",
      {
        ...{ class: "halo link", x: width, y: top + 15, "text-anchor": "end", tabindex: 0, role: "button" },
        "aria-label": `List ${plural(lane.incidents.length, "incident")}: ${title}`,
        onclick: () => on.list({ title, incidents: lane.incidents }),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === "Enter") on.list({ title, incidents: lane.incidents });
        },
      },
      count,
    ),
  );
}

/**
 * @param {any} context
 * @param {number} base
 */
function barsOf({ starts, counts, perIncident, scale, width }, base) {
  return [...COLOURS, "weak"].map((name) => {
    let path = "";
    counts.forEach((/** @type {any} */ bin, /** @type {number} */ place) => {
      const colour = /** @type {Colour} */ (name);
      const under = name === "weak" ? bin.total : COLOURS.slice(0, COLOURS.indexOf(colour)).reduce((sum, each) => sum + bin[each], 0);
      const count = name === "weak" ? bin.weak : bin[colour];
      if (!count) return;
      const [left, right] = [Math.max(0, scale.x(starts[place])), Math.min(width, scale.x(starts[place + 1]))];
      path += box(left + 0.5, base - (under + count) * perIncident, Math.max(0.8, right - left - 1), count * perIncident);
    });
    return path ? s("path", { class: `bar ${name}`, d: path }) : null;
  });
}

/**
 * Name the marks that have room for it at their side.
 * @param {Data} data
 * @param {Placed[]} placed
 * @param {number} width
 */
function namesOf(data, placed, width) {
  /** @type {{left: number, right: number, y: number}[]} */
  const taken = [];
  const names = [];
  const used = new Set();
  for (const { x, y, r, incident } of placed.slice(0, 12)) {
    const place = incident.places.length ? data.places[incident.places[0]].name : "";
    // A place that is named already says nothing: the number does.
    const words = shorten(place && !used.has(place) ? place : killedShort(incident) || place, 22);
    const wide = textWidth(words, 15);
    for (const anchor of ["start", "end"]) {
      const left = anchor === "start" ? x + r + BESIDE : x - r - BESIDE - wide;
      const spot = { left, right: left + wide, y };
      const fits = left >= 0 && left + wide <= width;
      const meets = taken.some((each) => Math.abs(each.y - y) < 14 && left < each.right + 2 && left + wide > each.left - 2);
      if (!fits || meets || placed.some((disc) => disc.incident !== incident && meetsDisc(spot, disc))) continue;
      taken.push(spot);
      used.add(place);
      names.push(s("text", { class: "i halo quiet", x: round(anchor === "start" ? left : x - r - BESIDE), y: round(y + 4), "text-anchor": anchor }, words));
      break;
    }
  }
  return names;
}

/**
 * Put sentences of the weightiest incidents over their marks, in as many lines as there is room for.
 * @param {Data} data
 * @param {Placed[]} placed
 * @param {{top: number, width: number, spare: number}} lane
 */
function quotations(data, placed, { top, width, spare }) {
  const tall = Math.max(...placed.map(({ y, r }) => top + spare - y + r));
  const rows = Math.floor((spare - tall) / QUOTE);
  const weighty = ranked(placed.map(({ incident }) => incident)).slice(0, MOST_QUOTES);
  const wanted = weighty.map((incident) => ({ incident, ...wordsOver(data, incident) }));
  const spots = wanted.map(({ incident, wide }) => ({ x: placed.find((each) => each.incident === incident)?.x ?? 0, wide }));
  return placeWords(spots, { rows, width }).map(({ row, left, place }) => {
    const { incident, words, wide } = wanted[place];
    const { x, y, r } = /** @type {Placed} */ (placed.find((each) => each.incident === incident));
    const base = top + 12 + row * QUOTE;
    return [
      s("path", { class: "thin pale", d: `M${round(x)} ${round(y - r)}V${base + 4}` }),
      s("text", { class: incident.quoted >= 0 ? "q halo quiet" : "i halo quiet", ...anchored(x, left, wide), y: base }, words),
    ];
  });
}

/**
 * Return where words begin, or end if they hang to the left of their leader: how wide they are is only estimated.
 * @param {number} x of the leader
 * @param {number} left
 * @param {number} wide
 */
function anchored(x, left, wide) {
  const right = left + wide;
  return right - x < x - left ? { x: round(right), "text-anchor": "end" } : { x: round(left) };
}

/**
 * @param {Data} data
 * @param {Incident} incident
 */
function wordsOver(data, incident) {
  const isQuoted = incident.quoted >= 0;
  const words = isQuoted ? `“${shortenWords(incident.headline, 46)}”` : shorten(shortName(data, incident), 40);
  return { words, wide: textWidth(words, isQuoted ? 14 : 12) * 0.94 };
}

/**
 * Find lines for words that hang on leaders, the first wanted first: none runs into others, and no leader crosses words.
 * @param {{x: number, wide: number}[]} wanted
 * @param {{rows: number, width: number}} room
 * @returns {{row: number, left: number, place: number}[]} row 0 is the highest; `place` in what is wanted
 */
export function placeWords(wanted, { rows, width }) {
  /** @type {{row: number, left: number, right: number, x: number, place: number}[]} */
  const taken = [];
  wanted.forEach(({ x, wide }, place) => {
    for (let row = 0; row < rows; row += 1) {
      const left = [x - 4, x + 4 - wide, Math.max(0, Math.min(width - wide, x - wide / 2))].find((from) => {
        const right = from + wide;
        if (from < -4 || right > width + 4 || x < from || x > right) return false;
        return taken.every((each) => {
          if (each.row === row) return right + 12 < each.left || from - 12 > each.right;
          const [upper, lower] = each.row < row ? [each, { left: from, right }] : [{ x }, each];
          return upper.x < lower.left - 3 || upper.x > lower.right + 3;
        });
      });
      if (left === undefined) continue;
      taken.push({ row, left, right: left + wide, x, place });
      return;
    }
  });
  return taken;
}

/**
 * Draw a mark that can be chosen.
 * @param {Data} data
 * @param {State} state
 * @param {Incident} incident
 * @param {{x: number, y: number, r: number}} place
 * @param {{select: (incident: Incident) => void}} on
 */
export function clickable(data, state, incident, { x, y, r }, on) {
  const mark = markView(incident, { layout: "archive", cx: round(x), cy: round(y), r });
  mark.classList.add("choose");
  mark.dataset.id = incident.id;
  if (state.incident === incident.index) mark.append(s("circle", { class: "chosen", cx: round(x), cy: round(y), r: r + 4 }));
  mark.append(s("title", {}, `${shortName(data, incident)}, ${shortWhen(incident.when)}${incident.high === null ? "" : `: ${killedShort(incident)}`}`));
  mark.addEventListener("click", () => on.select(incident));
  return mark;
}

const KEY = [20, 50, 100]; // killed

/**
 * Return how large marks are drawn in lanes of some height, 1 for the size that they have in the list.
 * @param {number} height
 */
function sizeOf(height) {
  return height < LOW ? SMALLER : 1;
}

/**
 * Draw the key of areas, one in the other, and of rings.
 * @param {number} height of the lanes
 */
export function areaKey(height) {
  const radii = KEY.map((killed) => round(radius("archive", killed) * sizeOf(height)));
  const size = 2 * radii[radii.length - 1] + 2;
  const rings = radii.map((r) => s("circle", { class: "outer", cx: size / 2, cy: size - 1 - r, r }));
  return h(
    "span",
    { class: "key area" },
    h("span", {}, s("svg", { class: "icon", width: size, height: size, "aria-hidden": "true" }, s("g", { class: "mark cN sample open thin" }, rings)), `${KEY.join(", ")} killed`),
    h("span", { class: "ring" }, sample("ring", 6, 3), "low, high"),
  );
}

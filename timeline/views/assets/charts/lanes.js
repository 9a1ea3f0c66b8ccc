// What happened between whom, over time? One lane a pair: bars far out, single marks near in, and nearer still the sentences.
import { killedShort, shortName } from "../data/names.js";
import { fill, h, plural, s, shorten, textWidth } from "../lib/dom.js";
import { shortWhen } from "../lib/days.js";
import { isInRange } from "../filters/filter.js";
import { lanesOf } from "../data/lanes.js";
import { axisView, binsOf, scaleOf } from "./axis.js";
import { markView, radiusOf, round, sample } from "./marks.js";
import { COLOURS, box, countBins, ranked } from "./strip.js";

const NEAR = 130; // days; nearer than that every incident has its own mark
const LARGE = 20; // killed; from there on an incident has a mark among bars
const MOST_MARKS = 40; // among bars, in all lanes together
const MOST_SINGLE = 900; // single marks
const BASE = 24; // pixels of the bars
const TITLE = 20;
const AXIS = 22;
const FARTHEST = 28; // pixels that a mark may stand beside its day
const LEAST = 46; // pixels of a lane

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
  const lanes = lanesOf(data, dated.filter((incident) => isInRange(incident, range)));
  const near = range.to - range.from < NEAR && dated.length <= MOST_SINGLE;
  const room = Math.max(LEAST, (height - AXIS) / lanes.length);
  const scale = scaleOf(range, 0, width);
  const large = near ? new Set() : largest(dated);
  const heights = sharesOf(lanes, large, near, room * lanes.length);
  const tall = heights.reduce((sum, one) => sum + one, 0) + AXIS;
  let top = 0;
  const views = lanes.map((lane, place) => {
    const view = laneView({ ...context, range, scale, lane, large, near, top, tall: heights[place] }, on);
    top += heights[place];
    return view;
  });
  const svg = s(
    "svg",
    { class: "lanes", width, height: tall, viewBox: `0 0 ${width} ${tall}`, role: "group", "aria-label": "Incidents by who acted on whom; the list holds the same" },
    verticals(range, scale, tall - AXIS),
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

/** @param {Incident[]} incidents */
function largest(incidents) {
  const fit = incidents.filter(({ low, high, happened, strong, isToll }) => happened && strong && !isToll && (high ?? low ?? 0) >= LARGE);
  fit.sort((a, b) => (b.high ?? 0) - (a.high ?? 0));
  return new Set(fit.slice(0, MOST_MARKS));
}

/**
 * Share the height among lanes: those with large incidents get more.
 * @param {{incidents: Incident[]}[]} lanes
 * @param {Set<any>} large
 * @param {boolean} near
 * @param {number} height
 */
function sharesOf(lanes, large, near, height) {
  const weights = lanes.map(({ incidents }) => {
    const marks = incidents.filter((incident) => large.has(incident)).length;
    return near ? 0.5 + Math.sqrt(incidents.length) : 0.5 + Math.sqrt(marks);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const spare = height - LEAST * lanes.length;
  return weights.map((weight) => LEAST + (spare * weight) / sum);
}

/**
 * @param {DayRange} range
 * @param {{x: (day: number) => number}} scale
 * @param {number} bottom
 */
function verticals(range, scale, bottom) {
  const { starts } = binsOf({ from: range.from, to: range.from + Math.max(6 * 366, range.to - range.from) }, 1);
  const lines = starts.filter((day) => day > range.from && day < range.to).slice(0, 60);
  const every = Math.ceil(lines.length / 8);
  return lines
    .filter((_, place) => place % every === 0)
    .map((day) => s("line", { class: "rule", x1: scale.x(day), x2: scale.x(day), y1: 0, y2: bottom }));
}

/**
 * @param {any} context
 * @param {{select: (incident: Incident) => void, list: (listing: Listing) => void}} on
 */
function laneView(context, on) {
  const { lane, top, tall, width, near } = context;
  const base = top + tall - 4;
  const title = lane.note ? `${lane.title} ${lane.note}` : lane.title;
  return s(
    "g",
    { class: "lane" },
    near ? null : barsOf(context, base),
    s("line", { class: "edge", x1: 0, x2: width, y1: base, y2: base }),
    near ? single(context, base, on) : big(context, base, on),
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
      plural(lane.incidents.length, "incident"),
    ),
  );
}

/**
 * @param {any} context
 * @param {number} base
 */
function barsOf({ lane, range, scale, width }, base) {
  const { starts } = binsOf(range, width);
  const counts = countBins(lane.incidents, starts);
  const most = Math.max(4, ...counts.map(({ total, weak }) => total + weak));
  return [...COLOURS, "weak"].map((name) => {
    let path = "";
    counts.forEach((bin, place) => {
      const colour = /** @type {Colour} */ (name);
      const under = name === "weak" ? bin.total : COLOURS.slice(0, COLOURS.indexOf(colour)).reduce((sum, each) => sum + bin[each], 0);
      const count = name === "weak" ? bin.weak : bin[colour];
      if (!count) return;
      const [left, right] = [Math.max(0, scale.x(starts[place])), Math.min(width, scale.x(starts[place + 1]))];
      path += box(left + 0.5, base - ((under + count) / most) * BASE, Math.max(0.8, right - left - 1), (count / most) * BASE);
    });
    return path ? s("path", { class: `bar ${name}`, d: path }) : null;
  });
}

/**
 * Place the large incidents above the bars, without overlap, and name those that have room.
 * @param {any} context
 * @param {number} base
 * @param {{select: (incident: Incident) => void}} on
 */
function big(context, base, on) {
  const { data, state, lane, scale, large, top, tall, width } = context;
  /** @type {{x: number, y: number, r: number, incident: Incident}[]} */
  const placed = [];
  const floor = base - BASE - 3;
  const marks = lane.incidents.filter((/** @type {Incident} */ incident) => large.has(incident));
  marks.sort((/** @type {Incident} */ a, /** @type {Incident} */ b) => (b.high ?? 0) - (a.high ?? 0));
  for (const incident of marks) {
    const r = Math.min(radiusOf("archive", incident), Math.max(5, (tall - TITLE - BASE) / 2));
    const x = Math.max(r, Math.min(width - r, scale.x(incident.when.start) + scale.width / 2));
    const spot = freeSpot(placed, x, r, top + TITLE + r, floor - r);
    placed.push({ ...spot, r, incident });
  }
  const names = namesOf(data, placed, width);
  return [
    ...placed.map(({ x, y, r, incident }) => clickable(data, state, incident, { x, y, r }, on)),
    ...names.map(({ x, y, words, anchor }) => s("text", { class: "i halo quiet", x: round(x), y: round(y), "text-anchor": anchor }, words)),
  ];
}

/**
 * Find the place nearest to the floor and to its day where a disc overlaps no other.
 * @param {{x: number, y: number, r: number}[]} placed
 * @param {number} x
 * @param {number} r
 * @param {number} ceiling
 * @param {number} floor
 */
function freeSpot(placed, x, r, ceiling, floor) {
  for (let away = 0; away <= FARTHEST; away += 3.5)
    for (const side of away ? [-away, away] : [0])
      for (let y = floor; y >= ceiling; y -= 3) {
        const meets = placed.some((disc) => (disc.x - x - side) ** 2 + (disc.y - y) ** 2 < (disc.r + r + 1) ** 2);
        if (!meets) return { x: x + side, y };
      }
  return { x, y: (ceiling + floor) / 2 };
}

/**
 * @param {Data} data
 * @param {{x: number, y: number, r: number, incident: Incident}[]} placed
 * @param {number} width
 */
function namesOf(data, placed, width) {
  /** @type {{left: number, right: number, y: number}[]} */
  const taken = placed.map(({ x, y, r }) => ({ left: x - r, right: x + r, y }));
  const names = [];
  for (const { x, y, r, incident } of placed.slice(0, 12)) {
    const place = incident.places.length ? data.places[incident.places[0]].name : killedShort(incident);
    const words = shorten(place, 22);
    const wide = textWidth(words);
    for (const [left, anchor] of /** @type {[number, string | null][]} */ ([
      [x + r + 4, null],
      [x - r - 4 - wide, "end"],
    ])) {
      const fits = left >= 0 && left + wide <= width;
      const meets = taken.some((each) => Math.abs(each.y - y) < 13 && left < each.right + 2 && left + wide > each.left - 2);
      if (!fits || meets) continue;
      taken.push({ left, right: left + wide, y });
      names.push({ x: anchor ? x - r - 4 : left, y: y + 4, words, anchor });
      break;
    }
  }
  return names;
}

/**
 * Stack single marks on their day, with quotations on leaders where there is room.
 * @param {any} context
 * @param {number} base
 * @param {{select: (incident: Incident) => void}} on
 */
function single(context, base, on) {
  const { data, state, lane, scale, top, tall, width } = context;
  const stacks = new Map();
  /** @type {{x: number, y: number, r: number, incident: Incident}[]} */
  const placed = [];
  const room = tall - TITLE - 10;
  for (const incident of lane.incidents) {
    const r = Math.min(radiusOf("archive", incident), Math.max(5, room / 3), Math.max(4, scale.width * 2));
    const x = Math.max(r, Math.min(width - r, scale.x(incident.when.start) + scale.width / 2));
    const key = Math.round(x / Math.max(7, scale.width));
    const below = stacks.get(key) ?? 0;
    const shrink = below + 2 * r > room ? 3 : r;
    const y = base - 4 - Math.min(room - shrink, below) - shrink;
    stacks.set(key, below + 2 * shrink + 1.5);
    placed.push({ x, y, r: shrink, incident });
  }
  return [...quotations(data, placed, { top: top + TITLE, width, spare: room }), ...placed.map((place) => clickable(data, state, place.incident, place, on))];
}

/**
 * @param {Data} data
 * @param {{x: number, y: number, r: number, incident: Incident}[]} placed
 * @param {{top: number, width: number, spare: number}} lane
 */
function quotations(data, placed, { top, width, spare }) {
  if (spare < 44) return [];
  const shown = ranked(placed.map(({ incident }) => incident)).slice(0, 3);
  /** @type {DayRange[]} */
  const taken = [];
  return shown.flatMap((incident) => {
    const spot = placed.find((each) => each.incident === incident);
    if (!spot) return [];
    const words = incident.quoted >= 0 ? `“${shorten(incident.headline, 46)}”` : shorten(shortName(data, incident), 40);
    const wide = textWidth(words, incident.quoted >= 0 ? 14 : 12) * 0.94;
    const left = Math.max(0, Math.min(width - wide, spot.x - 4));
    const meets = taken.some(({ from, to }) => left < to + 10 && left + wide > from - 10);
    const crosses = placed.some(({ x, y, r }) => y - r < top + 16 && x + r > left - 2 && x - r < left + wide + 2);
    if (meets || crosses) return [];
    taken.push({ from: left, to: left + wide });
    return [
      s("path", { class: "thin pale", d: `M${round(spot.x)} ${round(spot.y - spot.r)}V${top + 16}` }),
      s("text", { class: incident.quoted >= 0 ? "q halo quiet" : "i halo quiet", x: round(left), y: top + 12 }, words),
    ];
  });
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

/** Draw the key of areas and rings. */
export function areaKey() {
  return h(
    "span",
    { class: "key area" },
    [20, 50, 100].map((killed, place) =>
      h("span", { class: place < 2 ? "size" : null }, sample("open", 1.3 * Math.sqrt(killed)), `${killed}${place === 2 ? " killed" : ""}`),
    ),
    h("span", { class: "ring" }, sample("ring", 6, 3), "lowest, highest"),
  );
}

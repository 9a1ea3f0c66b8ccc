// How does a small case look day by day? Every incident with its name, in lanes by pair; a week is a bar.
import { killedShort, nameWithWho, nameWithWhom } from "../data/names.js";
import { civil, MONTHS, shortWhen } from "../lib/days.js";
import { fill, inkWidth, s, shorten, textLines } from "../lib/dom.js";
import { lanesOf } from "../data/lanes.js";
import { isInRange } from "../filters/filter.js";
import { axisView, scaleOf } from "./axis.js";
import { markView, radiusOf, round } from "./marks.js";

const SIDE = 152; // pixels of the names of lanes
const HEAD = 26;
const GAP = 10;
const TITLE = 16; // characters of a line of a lane's name, in the widest typeface
const NOTE = 22; // characters of a line of what stands below the name
const TITLE_LINE = 18; // pixels of such lines
const NOTE_LINE = 15;
const LINES = 3; // of a name, at most
const LONGEST = 56; // characters of a name
const MIXED = new Set(["force C", "force others"]); // lanes whose title does not say who acts
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/**
 * Draw the chart of a case; return the incidents that have no day on it.
 * @param {Element} host
 * @param {{data: Data, state: State, incidents: Incident[], width: number}} context
 * @param {{select: (incident: Incident) => void, point: (incident: Incident | null, element: Element | null) => void}} on
 * @returns {Incident[]}
 */
export function drawCaseChart(host, { data, state, incidents, width }, on) {
  const range = state.from !== null && state.to !== null ? { from: state.from, to: state.to } : data.domain;
  if (!range) {
    fill(host);
    return incidents;
  }
  const shown = incidents.filter(
    (incident) => incident.when && isInRange(incident, range) && incident.when.end - incident.when.start <= 13,
  );
  const scale = scaleOf(range, SIDE, width);
  let top = HEAD;
  const lanes = lanesOf(data, shown, true).map((lane) => {
    const rows = placeRows(data, lane, scale, range, width);
    const label = labelOf(lane);
    const tall = Math.max(46, label.tall, rows.reduce((sum, row) => sum + row.tall, 0) + GAP);
    const placed = { ...lane, label, rows, top, tall };
    top += tall;
    return placed;
  });
  const height = top + 4;
  fill(
    host,
    s(
      "svg",
      { class: "casechart", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Incidents by day; the words below hold the same" },
      days(range, scale, height, width),
      lanes.map((lane, place) => laneView(state, lane, place, width, on)),
    ),
  );
  return incidents.filter((incident) => !shown.includes(incident));
}

/**
 * @param {DayRange} range
 * @param {{x: (day: number) => number, width: number}} scale
 * @param {number} height
 * @param {number} width
 */
function days(range, scale, height, width) {
  if (scale.width < 44) return axisView(range, scale, 4, width);
  const views = [];
  for (let day = range.from; day <= range.to; day += 1) {
    const { day: number, month, year } = civil(day);
    const weekday = WEEKDAYS[(((day + 4) % 7) + 7) % 7];
    if (day === range.from) views.push(s("text", { x: 0, y: 16 }, `${MONTHS[month - 1]} ${year}`));
    const newMonth = day > range.from && number === 1 ? ` ${MONTHS[month - 1].slice(0, 3)}` : "";
    views.push(
      s("line", { class: "rule", x1: scale.x(day), x2: scale.x(day), y1: 4, y2: height - 4 }),
      s("text", { class: "b", x: scale.x(day) + 5, y: 16 }, `${number}${newMonth}`, s("tspan", { class: "plain" }, scale.width < 66 ? "" : ` ${weekday}`)),
    );
  }
  return views;
}

/**
 * Put the incidents of a lane into rows in which names do not overlap.
 * @param {Data} data
 * @param {{key: string, incidents: Incident[]}} lane
 * @param {{x: (day: number) => number, width: number}} scale
 * @param {DayRange} range
 * @param {number} width
 */
function placeRows(data, { key, incidents }, scale, range, width) {
  /** @type {{items: any[], tall: number}[]} */
  const rows = [];
  const ordered = [...incidents].sort((a, b) => Number(a.when?.start) - Number(b.when?.start) || (b.high ?? 0) - (a.high ?? 0));
  for (const incident of ordered) {
    const item = itemOf(data, incident, { scale, range, width, isMixed: MIXED.has(key) });
    const row = rows.find(({ items }) => items.every(({ left, right }) => item.left > right + 12 || item.right < left - 12));
    if (row) {
      row.items.push(item);
      row.tall = Math.max(row.tall, item.tall);
    } else rows.push({ items: [item], tall: item.tall });
  }
  return rows;
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {{scale: {x: (day: number) => number, width: number}, range: DayRange, width: number, isMixed: boolean}} place
 */
function itemOf(data, incident, { scale, range, width, isMixed }) {
  const when = /** @type {When} */ (incident.when);
  const name = shorten(isMixed ? nameWithWho(data, incident) : nameWithWhom(data, incident), LONGEST);
  const note = killedShort(incident);
  const strong = incident.high !== null && incident.strong;
  const wide = Math.max(inkWidth(name, { isStrong: strong }), inkWidth(note));
  const isBar = when.end > when.start;
  if (isBar) {
    const from = Math.max(scale.x(when.start), SIDE) + 4;
    const to = Math.min(scale.x(when.end + 1), width) - 4;
    const starts = when.start < range.from;
    const x = Math.min(from, width - wide);
    return { incident, name, note, strong, isBar, starts, from, to, x, left: Math.min(from, x), right: Math.max(to, x + wide), tall: note ? 44 : 32, r: 0 };
  }
  const r = radiusOf("case", incident);
  const x = Math.min(width - r - 1, scale.x(when.start) + Math.min(Math.max(12, r + 4), Math.max(r + 2, scale.width / 2)));
  const turned = x + r + 6 + wide > width;
  const [left, right] = turned ? [x - r - 6 - wide, x + r] : [x - r, x + r + 6 + wide];
  return { incident, name, note, strong, isBar, starts: false, from: x, to: x, x, r, turned, left, right, tall: Math.max(note ? 34 : 25, 2 * r + 6) };
}

/**
 * Break the name of a lane, and what stands below it, into lines that end before the first day.
 * @param {{title: string, note: string}} lane
 */
function labelOf({ title, note }) {
  const names = textLines(title, TITLE, LINES);
  const notes = note ? textLines(note, NOTE, LINES) : [];
  return { names, notes, tall: 12 + names.length * TITLE_LINE + notes.length * NOTE_LINE };
}

/** @param {{label: {names: string[], notes: string[]}, top: number}} lane */
function labelView({ label: { names, notes }, top }) {
  const below = top + 19 + names.length * TITLE_LINE - 2;
  return [
    ...names.map((line, place) => s("text", { class: "b i t2", x: 0, y: top + 19 + place * TITLE_LINE }, line)),
    ...notes.map((line, place) => s("text", { x: 0, y: below + place * NOTE_LINE }, line)),
  ];
}

/**
 * @param {State} state
 * @param {any} lane
 * @param {number} place
 * @param {number} width
 * @param {{select: (incident: Incident) => void, point: (incident: Incident | null, element: Element | null) => void}} on
 */
function laneView(state, lane, place, width, on) {
  let y = lane.top + GAP / 2;
  const rows = lane.rows.map((/** @type {any} */ row) => {
    const middle = y + row.tall / 2;
    y += row.tall;
    return row.items.map((/** @type {any} */ item) => itemView(state, item, middle, on));
  });
  return s(
    "g",
    { class: "lane" },
    s("line", { class: place ? "rule" : "ink", x1: 0, x2: width, y1: lane.top, y2: lane.top }),
    labelView(lane),
    rows,
  );
}

/**
 * @param {State} state
 * @param {any} item
 * @param {number} y
 * @param {{select: (incident: Incident) => void, point: (incident: Incident | null, element: Element | null) => void}} on
 */
function itemView(state, item, y, on) {
  const { incident, name, note, strong } = item;
  const words = [name, note, shortWhen(incident.when)].filter(Boolean).join(", "); // first what is to be seen
  const group = s(
    "g",
    {
      ...{ class: `entry${state.incident === incident.index ? " on" : ""}`, "data-id": incident.id, tabindex: 0, role: "button" },
      "aria-label": words,
      onclick: () => on.select(incident),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter") on.select(incident);
      },
      onmouseenter: (/** @type {MouseEvent} */ event) => on.point(incident, /** @type {Element} */ (event.currentTarget)),
      onmouseleave: () => on.point(null, null),
    },
  );
  group.append(...(item.isBar ? barView(item, y) : discView(item, y)));
  const anchor = item.turned ? "end" : null;
  const x = item.isBar ? item.x : item.turned ? item.x - item.r - 6 : item.x + item.r + 6;
  const line = item.isBar ? y + (note ? 5 : 9) : note ? y - 2 : y + 4.5;
  group.append(s("text", { class: `${strong ? "b i t2" : "i"} halo`, x: round(x), y: line, "text-anchor": anchor }, name));
  if (note) group.append(" ", s("text", { class: "halo", x: round(x), y: line + 15, "text-anchor": anchor }, note));
  return group;
}

/**
 * @param {any} item
 * @param {number} y
 */
function barView({ incident, from, to, starts, note }, y) {
  const line = y - (note ? 13 : 7);
  const style = incident.happened ? "week" : "week dashed";
  return [
    s("line", { class: `${style} c${incident.colour}`, x1: round(from), x2: round(Math.max(from + 4, to)), y1: line, y2: line }),
    starts ? s("path", { class: `tip c${incident.colour}`, d: `M${round(from + 6)} ${line - 5}l-7 5l7 5` }) : null,
  ].filter((view) => view !== null);
}

/**
 * @param {any} item
 * @param {number} y
 */
function discView({ incident, x, r }, y) {
  return [markView(incident, { layout: "case", cx: round(x), cy: round(y), r })];
}

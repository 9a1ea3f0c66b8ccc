// How much was reported when, by who acted? Bars, the five that stand out by name, the deadliest of each week, a window to drag.
import { isDisputed, killedShort, shortName } from "../data/names.js";
import { byId, fill, h, plural, s, shorten, textWidth } from "../lib/dom.js";
import { dayWords, shortDay } from "../lib/days.js";
import { axisView, binsOf, scaleOf } from "./axis.js";
import { CAP, round } from "./marks.js";

export const COLOURS = /** @type {Colour[]} */ (["A", "B", "C", "N"]);
const SIZES = { top: 52, bars: 78, gap: 24, line: 24, foot: 20 };
const NAMED = 5;
const APART = 8; // pixels between two names
const MOST_KILLED = 100; // beyond that, more dead in one account do not outweigh more accounts
const WINDOW = 56; // days that the play button shows at a time
let playing = 0;

/**
 * Draw the strip.
 * @param {Element} host
 * @param {{data: Data, state: State, found: Found, labels: string[], width: number, small: boolean}} context
 * @param {{zoom: (from: number | null, to: number | null) => void, select: (incident: Incident) => void}} on
 */
export function drawStrip(host, context, on) {
  const { data, found, width, small } = context;
  const domain = data.domain;
  if (!domain || !found.anyDate.some(({ when }) => when)) {
    fill(host);
    return;
  }
  const bins = binsOf(domain, width);
  const counts = countBins(found.anyDate, bins.starts);
  const hasDead = counts.some(({ killed }) => killed > 0);
  const sizes = sizesOf(small, hasDead);
  const chart = { ...context, domain, sizes, bins, scale: scaleOf(domain, 0, width) };
  const most = Math.max(1, ...counts.map(({ total, weak }) => total + weak));
  const height = sizes.top + sizes.bars + sizes.gap + sizes.line + sizes.foot;
  /** @param {number} count */
  const y = (count) => sizes.top + sizes.bars - (count / most) * sizes.bars;
  const names = named(chart, counts, y, on);
  const svg = s(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Incidents ${perUnit(bins.unit)}` },
    gridLines(most, y, width),
    bars(chart, counts, y),
    gridWords(chart, most, y, names),
    s("line", { class: "ink", x1: 0, x2: width, y1: y(0) + 0.5, y2: y(0) + 0.5 }),
    sizes.line && hasDead ? deadliest(chart, counts) : null,
    axisView(domain, chart.scale, sizes.top + sizes.bars + sizes.gap + sizes.line, width),
  );
  // Names lie above the window, or they could not be clicked.
  svg.append(...brush(chart, on), ...names);
  fill(host, head(context, bins.unit, on), svg);
}

/**
 * Return the heights of the parts: on a phone, and where no dead are told, without the thin line.
 * @param {boolean} small
 * @param {boolean} hasDead
 */
function sizesOf(small, hasDead) {
  if (small) return { top: 38, bars: 84, gap: 0, line: 0, foot: 20 };
  return hasDead ? SIZES : { ...SIZES, bars: SIZES.bars + SIZES.gap + SIZES.line - 8, gap: 8, line: 0 };
}

/**
 * @param {{data: Data, state: State, found: Found, labels: string[]}} context
 * @param {string} unit
 * @param {{zoom: (from: number | null, to: number | null) => void}} on
 */
function head({ data, state, found, labels }, unit, on) {
  const used = new Set(found.anyDate.map(({ colour }) => colour));
  return h(
    "div",
    { class: "row" },
    h("h2", { id: "strip-title" }, `Incidents ${perUnit(unit)}`, h("span", { class: "wide-only" }, ", by who acted")),
    keyView(labels, used),
    h(
      "button",
      { type: "button", id: "play", class: "s right", onclick: () => play(data, state, on), title: "Move a window of eight weeks through the time" },
      playing ? "■ Stop" : "▶ Play",
    ),
  );
}

/**
 * Say of which time a bar counts the incidents.
 * @param {string} unit
 */
function perUnit(unit) {
  return unit.startsWith("two") ? `in ${unit}` : `a ${unit}`;
}

/**
 * Name the colours that occur.
 * @param {string[]} labels in the order of `COLOURS`
 * @param {Set<Colour>} used
 */
export function keyView(labels, used) {
  const shown = COLOURS.filter((colour) => used.has(colour));
  // A single colour tells nobody apart.
  if (shown.length === 1 && shown[0] === "C") return null;
  return h(
    "span",
    { class: "key" },
    shown.map((colour) =>
      h("span", {}, h("i", { class: `swatch ${colour}` }), shorten(labels[COLOURS.indexOf(colour)], 34)),
    ),
  );
}

/**
 * Count incidents by bin and colour, weaker readings apart, with the deadliest of each (its lowest figure).
 * @param {Incident[]} incidents
 * @param {number[]} starts
 */
export function countBins(incidents, starts) {
  const bins = starts.slice(0, -1).map(() => ({ A: 0, B: 0, C: 0, N: 0, total: 0, weak: 0, killed: 0 }));
  for (const { when, fine, strong, colour, low, happened, isToll } of incidents) {
    if (!when || !fine) continue;
    const bin = bins[binAt(starts, Math.floor((when.start + when.end) / 2))];
    if (!bin) continue;
    if (!strong) {
      bin.weak += 1;
      continue;
    }
    bin[colour] += 1;
    bin.total += 1;
    if (happened && !isToll) bin.killed = Math.max(bin.killed, low ?? 0);
  }
  return bins;
}

/**
 * Return the number of the bin that holds a day, -1 outside of all.
 * @param {number[]} starts
 * @param {number} day
 */
function binAt(starts, day) {
  if (day < starts[0] || day >= starts[starts.length - 1]) return -1;
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= day) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {number} most
 * @param {(count: number) => number} y
 * @param {number} width
 */
function gridLines(most, y, width) {
  return levelsOf(most).map((level) => s("line", { class: "rule", x1: 0, x2: width, y1: y(level), y2: y(level) }));
}

/**
 * Name the lines of the grid; drawn over the bars, or these would cross the words, at the edge where no leader does.
 * @param {any} chart `small` without a title that says what is counted
 * @param {number} most
 * @param {(count: number) => number} y
 * @param {any[]} names
 */
function gridWords({ small, width }, most, y, names) {
  const leaders = names.map((name) => Number(name.dataset.x)).sort((a, b) => a - b);
  return levelsOf(most).map((level, place, levels) => {
    const words = `${level.toLocaleString("en-GB")}${small && place === levels.length - 1 ? " incidents" : ""}`;
    const wide = textWidth(words, 14);
    const free = [0, ...leaders.map((leader) => leader + 6)].find((left) => left + wide < width && !leaders.some((x) => x > left - 2 && x < left + wide));
    return s("text", { class: "halo", x: free ?? 0, y: y(level) - 3 }, words);
  });
}

/** @param {number} most */
function levelsOf(most) {
  const by = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000].find((step) => most / step <= 2.6) ?? 20000;
  return [by, 2 * by].filter((level) => level <= most);
}

/**
 * @param {any} chart
 * @param {ReturnType<typeof countBins>} counts
 * @param {(count: number) => number} y
 */
function bars({ scale, bins, width }, counts, y) {
  const paths = { A: "", B: "", C: "", N: "", weak: "" };
  counts.forEach((bin, place) => {
    const left = Math.max(0, scale.x(bins.starts[place])) + 0.5;
    const wide = Math.max(0.8, Math.min(width, scale.x(bins.starts[place + 1])) - left - 1.1);
    let stacked = 0;
    for (const colour of COLOURS) {
      if (!bin[colour]) continue;
      paths[colour] += box(left, y(stacked + bin[colour]), wide, y(stacked) - y(stacked + bin[colour]));
      stacked += bin[colour];
    }
    if (bin.weak) paths.weak += box(left + 0.5, y(stacked + bin.weak), wide - 1, y(stacked) - y(stacked + bin.weak));
  });
  return [...COLOURS, "weak"].map((name) =>
    s("path", { class: `bar ${name}`, d: paths[/** @type {Colour} */ (name)] }),
  );
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
export function box(x, y, width, height) {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/**
 * Draw the number killed in the deadliest incident of each bin, on a scale of its own.
 * @param {any} chart
 * @param {ReturnType<typeof countBins>} counts
 */
function deadliest({ scale, bins, sizes, width }, counts) {
  const base = sizes.top + sizes.bars + sizes.gap + sizes.line;
  const deadliestOfAll = Math.max(...counts.map(({ killed }) => killed));
  const most = Math.min(CAP, deadliestOfAll);
  /** @param {number} killed */
  const y = (killed) => round(base - (Math.min(killed, most) / most) * sizes.line);
  const line = counts
    .map(({ killed }, place) => `${place ? "L" : "M"}${round(Math.max(0, scale.x(bins.starts[place])))} ${y(killed)}H${round(Math.min(width, scale.x(bins.starts[place + 1])))}`)
    .join("");
  const cut = deadliestOfAll > CAP ? `, cut at ${CAP}` : "";
  const top = counts.findIndex(({ killed }) => killed === deadliestOfAll);
  const right = Math.min(width - 30, scale.x(bins.starts[top + 1]) + 4);
  return [
    s("path", { class: "thin", d: line }),
    s("line", { class: "rule", x1: 0, x2: width, y1: base + 0.5, y2: base + 0.5 }),
    s("text", { class: "halo", x: 0, y: base - sizes.line - 6 }, `Killed in the deadliest incident of ${bins.unit.startsWith("two") ? "every" : "each"} ${bins.unit}, lowest figure${cut}`),
    s("text", { class: "b halo", x: right, y: y(most) + 8 }, deadliestOfAll.toLocaleString("en-GB")),
  ];
}

/**
 * Order the incidents that stand out: told often first, and of many dead; a toll of a country or of months is none.
 * @param {Incident[]} incidents
 */
export function ranked(incidents) {
  /** @param {Incident} incident */
  const weight = ({ articles, low }) => 2 * articles + Math.sqrt(Math.min(low ?? 0, MOST_KILLED));
  const fit = incidents.filter(({ fine, happened, strong, isToll }) => fine && happened && strong && !isToll);
  return fit.sort((a, b) => weight(b) - weight(a) || b.salience - a.salience || a.index - b.index);
}

/**
 * Choose the incidents to name, in order: the deadliest first, since its number stands on the thin line, then those that stand out;
 * one article that counts no dead is named only where there is nothing else.
 * @param {Incident[]} incidents
 */
export function nameable(incidents) {
  const rows = ranked(incidents);
  const weighty = rows.filter(({ articles, low, high }) => articles > 1 || (low ?? 0) > 0 || (high ?? 0) > 0);
  const shown = weighty.length ? weighty : rows;
  const [deadliest] = [...shown].sort((a, b) => (b.low ?? 0) - (a.low ?? 0));
  return deadliest?.low ? [deadliest, ...shown.filter((incident) => incident !== deadliest)] : shown;
}

/**
 * Name the incidents that stand out, on leaders above their bars, without overlap.
 * @param {any} chart
 * @param {ReturnType<typeof countBins>} counts
 * @param {(count: number) => number} y
 * @param {{select: (incident: Incident) => void}} on
 */
function named(chart, counts, y, on) {
  const { data, state, found, scale, bins, width, sizes, small } = chart;
  if (sizes.top < 30) return [];
  const wanted = nameable(found.view).slice(0, 40).flatMap((incident) => {
    const place = binAt(bins.starts, incident.when?.start ?? 0);
    if (place < 0) return [];
    const middle = (scale.x(bins.starts[place]) + Math.min(width, scale.x(bins.starts[place + 1]))) / 2;
    const title = shorten(incident.places.length ? data.places[incident.places[0]].name : shortName(data, incident), 24);
    const number = small ? "" : numberWords(incident);
    return [{ incident, place, middle, title, number, wide: Math.max(textWidth(title, 14), textWidth(number)) + 12 }];
  });
  const views = [];
  for (const { incident, place, middle, title, number, wide, left: side } of placeNames(wanted, width, small ? 3 : NAMED)) {
    const end = side < middle - 5;
    const edge = end ? side + wide - 8 : side;
    const top = y(counts[place].total + counts[place].weak) - 3;
    const chosen = state.incident === incident.index;
    views.push(
      s(
        "g",
        {
          ...{ class: "label", tabindex: 0, role: "button", "data-id": incident.id, "data-x": round(middle) },
          "aria-label": [title, number, shortDay(incident.when?.start ?? 0)].filter(Boolean).join(", "),
          onclick: () => on.select(incident),
          onkeydown: (/** @type {KeyboardEvent} */ event) => {
            if (event.key === "Enter") on.select(incident);
          },
        },
        s("rect", { class: "clickable", x: side, y: 4, width: wide, height: small ? 16 : 34 }),
        s("rect", { class: "clickable", x: round(middle - 6), y: 4, width: 12, height: round(Math.max(0, top + 2)) }),
        s("path", { class: "thin", d: `M${round(middle)} ${round(top)}V${small ? 20 : 38}` }),
        s("text", { class: "b halo", x: round(edge), y: small ? 15 : 18, "text-anchor": end ? "end" : null }, title),
        number ? " " : null,
        number ? s("text", { class: "halo", x: round(edge), y: 33, "text-anchor": end ? "end" : null }, number) : null,
        s("circle", { class: chosen ? "knob open" : "knob", cx: middle, cy: top, r: chosen ? 4 : 2.6 }),
      ),
    );
  }
  return views;
}

/**
 * Place names side by side without overlap, in the order of their weight; the first one stands where most others have room.
 * @template {{middle: number, wide: number}} Name
 * @param {Name[]} names
 * @param {number} width
 * @param {number} most
 * @returns {(Name & {left: number})[]} each with its left edge
 */
export function placeNames(names, width, most) {
  const [first] = names;
  if (!first) return [];
  /** @type {(Name & {left: number})[]} */
  let best = [];
  if (!sidesOf(first, width).length) return placeNames(names.slice(1), width, most);
  for (const start of sidesOf(first, width)) {
    const placed = [{ ...first, left: start }];
    for (const name of names.slice(1)) {
      if (placed.length === most) break;
      const left = sidesOf(name, width).find((edge) => placed.every((each) => edge > each.left + each.wide + APART || edge + name.wide < each.left - APART));
      if (left !== undefined) placed.push({ ...name, left });
    }
    if (placed.length > best.length) best = placed;
  }
  return best;
}

/**
 * Return where a name may begin: right of its leader, left of it, or over it.
 * @param {{middle: number, wide: number}} name
 * @param {number} width
 */
function sidesOf({ middle, wide }, width) {
  return [middle - 4, middle + 4 - wide, middle - wide / 2].filter((left) => left >= 0 && left + wide <= width);
}

/** @param {Incident} incident */
function numberWords(incident) {
  const killed = killedShort(incident);
  if (!killed) return plural(incident.articles, "article");
  return isDisputed(incident) ? `${killed}, disputed` : killed;
}

/**
 * Draw the window: what lies outside is dimmed; drag to choose, two handles for the keyboard.
 * @param {any} chart
 * @param {{zoom: (from: number | null, to: number | null) => void}} on
 */
function brush(chart, on) {
  const { domain, scale, sizes, state, width } = chart;
  const [top, bottom] = [sizes.top - 4, sizes.top + sizes.bars + sizes.gap + sizes.line];
  const shades = [0, 1].map(() => s("rect", { class: "shade", y: top, height: bottom - top }));
  const handles = ["from", "to"].map((end) =>
    s(
      "g",
      { class: "handle", tabindex: 0, role: "slider", "data-end": end, "aria-label": end === "from" ? "First day shown" : "Last day shown" },
      s("path", { d: `M0 ${top}V${bottom}` }),
      s("rect", { class: "grip", x: -4, y: (top + bottom) / 2 - 10, width: 8, height: 20, rx: 3 }),
    ),
  );
  const hit = s("rect", { class: "hit", x: 0, y: top, width, height: bottom - top + sizes.foot });
  /** @param {{from: number, to: number}} shown */
  const paint = ({ from, to }) => {
    const [left, right] = [Math.max(0, scale.x(from)), Math.min(width, scale.x(to + 1))];
    shades[0].setAttribute("width", String(Math.max(0, left)));
    shades[1].setAttribute("x", String(right));
    shades[1].setAttribute("width", String(Math.max(0, width - right)));
    for (const [place, x] of [left, right].entries()) {
      handles[place].setAttribute("transform", `translate(${round(x)} 0)`);
      handles[place].setAttribute("aria-valuenow", String(place ? to : from));
      handles[place].setAttribute("aria-valuemin", String(domain.from));
      handles[place].setAttribute("aria-valuemax", String(domain.to));
      handles[place].setAttribute("aria-valuetext", dayWords(place ? to : from));
    }
  };
  const shown = { from: state.from ?? domain.from, to: state.to ?? domain.to };
  paint(shown);
  listen({ hit, handles, paint, shown, domain, scale }, on);
  return [...shades, ...outsideWords(chart, shown, bottom), hit, ...handles];
}

/**
 * Count what lies before and after the window, where there is room beside it.
 * @param {any} chart
 * @param {DayRange} shown
 * @param {number} bottom
 */
function outsideWords({ found, scale, state, width }, shown, bottom) {
  if (state.from === null) return [];
  const [left, right] = [scale.x(shown.from), scale.x(shown.to + 1)];
  const [earlier, later] = [`${found.earlier.toLocaleString("en-GB")} earlier`, `${found.later.toLocaleString("en-GB")} later`];
  const y = bottom - 10;
  return [
    found.earlier && left > textWidth(earlier) + 12 ? s("text", { class: "i halo quiet", id: "earlier", x: round(left - 8), y, "text-anchor": "end" }, earlier) : null,
    found.later && width - right > textWidth(later) + 12 ? s("text", { class: "i halo quiet", id: "later", x: round(right + 8), y }, later) : null,
  ].filter((view) => view !== null);
}

/**
 * @param {any} brush
 * @param {{zoom: (from: number | null, to: number | null) => void}} on
 */
function listen({ hit, handles, paint, shown, domain, scale }, on) {
  /** @param {PointerEvent} event */
  const dayAt = (event) =>
    Math.max(domain.from, Math.min(domain.to, scale.day(event.clientX - hit.getBoundingClientRect().left)));
  /** @type {number | null} */
  let start = null;
  /** @type {DayRange | null} */
  let drawn = null;
  hit.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    start = dayAt(event);
    hit.setPointerCapture(event.pointerId);
  });
  hit.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (start === null) return;
    const day = dayAt(event);
    if (drawn === null && Math.abs(scale.x(day) - scale.x(start)) < 5) return;
    drawn = { from: Math.min(start, day), to: Math.max(start, day) };
    paint(drawn);
  });
  hit.addEventListener("pointerup", () => {
    start = null;
    if (drawn) on.zoom(drawn.from, drawn.to);
    drawn = null;
  });
  hit.addEventListener("dblclick", () => on.zoom(null, null));
  for (const handle of handles)
    handle.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1, PageUp: 7, PageDown: -7 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      const { end } = handle.dataset;
      const next = { ...shown, [end]: shown[/** @type {"from" | "to"} */ (end)] + by };
      if (next.from > next.to || next.from < domain.from || next.to > domain.to) return;
      on.zoom(next.from, next.to);
      /** @type {any} */ (document.querySelector(`.handle[data-end=${end}]`))?.focus();
    });
}

/**
 * Move a window through the time; pressed again, stop.
 * @param {Data} data
 * @param {State} state
 * @param {{zoom: (from: number | null, to: number | null) => void}} on
 */
function play(data, state, on) {
  if (playing) {
    window.clearInterval(playing);
    playing = 0;
    on.zoom(state.from, state.to);
    return;
  }
  const domain = /** @type {DayRange} */ (data.domain);
  const wide = Math.min(WINDOW, Math.max(1, Math.ceil((domain.to - domain.from) / 4)));
  let from = domain.from;
  const step = () => {
    if (from > domain.to) {
      window.clearInterval(playing);
      playing = 0;
      on.zoom(null, null);
    } else on.zoom(from, Math.min(domain.to, from + wide - 1));
    from += Math.max(1, Math.round(wide / 4));
  };
  playing = window.setInterval(step, 450);
  step();
  byId("play")?.focus();
}

// How many incidents are there week by week, and which stretch is shown? A histogram with a brush over it.
import { byId, colour, h, plotly } from "./dom.js";
import { DAY_MS, civil, dayNumber, shortDay } from "./days.js";
import { QUIET } from "./chart.js";

const HEIGHT = 104;
const MARGIN = { l: 48, r: 12, t: 8, b: 22 };

/** Make the overview; `on.zoom(from, to)` is told what has been brushed. */
export function makeOverview(data, opening, on) {
  const overview = {
    data,
    opening,
    on,
    host: byId("overview-plot"),
    brush: byId("brush"),
    bins: null,
    shade: null,
    range: null,
    extent: null,
  };
  overview.handles = ["from", "to"].map((side) => handle(overview, side));
  overview.shade = h("div", { class: "shade" });
  overview.brush.append(overview.shade, ...overview.handles);
  overview.brush.addEventListener("pointerdown", (event) => begin(overview, event));
  overview.brush.addEventListener("dblclick", () => on.zoom(null, null));
  return overview;
}

/** Draw the bars for these incidents (whatever their days) and the brush for the range. */
export function drawOverview(overview, incidents, range, paper) {
  byId("overview").hidden = overview.data.extent === null;
  if (overview.data.extent === null) return;
  const extent = shownExtent(overview, range);
  const bins = binsOf(extent);
  const width = paper ?? Math.max(260, overview.host.clientWidth);
  const inner = width - MARGIN.l - MARGIN.r;
  overview.extent = { from: bins.edges[0] - 0.5, to: bins.edges[bins.edges.length - 1] - 0.5, inner };
  overview.bins = bins;
  overview.step = bins.unit === "day" ? 1 : bins.unit === "week" ? 7 : 30;
  const { traces, coarse, outside, most } = barsOf(overview.data, incidents, bins);
  plotly().react(overview.host, traces, overviewLayout(overview, width, most), QUIET);
  const left = [
    coarse ? `${coarse.toLocaleString("en-GB")} dated more coarsely` : "",
    outside ? `${outside.toLocaleString("en-GB")} outside these days` : "",
  ]
    .filter(Boolean)
    .join(", ");
  byId("overview-note").textContent =
    `Incidents per ${bins.unit}. Click a bar to ${bins.unit === "day" ? "read its day" : "zoom in"}, drag to choose days, double-click for all.${left ? ` Not counted: ${left}.` : ""}`;
  placeBrush(overview, range);
}

/**
 * Choose the days of the overview: all of them, unless background from long before would leave the rest no room and
 * what is looked at lies in the rest.
 */
function shownExtent({ data, opening }, range) {
  if (!opening || range.from === null) return data.extent;
  const length = opening.to - opening.from + 1;
  const near = {
    from: Math.max(data.extent.from, opening.from - length),
    to: Math.min(data.extent.to, opening.to + length),
  };
  return range.from >= near.from && range.to <= near.to ? near : data.extent;
}

/** Cut the extent into days, weeks (from Monday), months or years, whichever gives bars that can be seen. */
export function binsOf({ from, to }) {
  const days = to - from + 1;
  const unit = days <= 92 ? "day" : days <= 900 ? "week" : days <= 9000 ? "month" : "year";
  const edges = [];
  let edge = startOf(unit, from);
  while (edge <= to) {
    edges.push(edge);
    edge = next(unit, edge);
  }
  edges.push(edge);
  return { unit, edges };
}

function startOf(unit, day) {
  const { year, month } = civil(day);
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7);
  return dayNumber(year, unit === "month" ? month : 1, 1);
}

function next(unit, edge) {
  if (unit === "day") return edge + 1;
  if (unit === "week") return edge + 7;
  const { year, month } = civil(edge);
  return unit === "year" ? dayNumber(year + 1, 1, 1) : dayNumber(month === 12 ? year + 1 : year, (month % 12) + 1, 1);
}

function barsOf(data, incidents, { unit, edges }) {
  const stacks = data.families.map(() => new Array(edges.length - 1).fill(0));
  const pale = data.families.map(() => new Array(edges.length - 1).fill(0));
  const open = new Array(edges.length - 1).fill(0);
  const longest = { day: 1, week: 7, month: 31, year: 366 }[unit];
  let [coarse, outside] = [0, 0];
  for (const { when, family, happened } of incidents) {
    if (!when) continue;
    const middle = Math.floor((when.start + when.end) / 2);
    if (middle < edges[0] || middle >= edges[edges.length - 1]) outside += 1;
    else if (when.end - when.start + 1 > longest) coarse += 1;
    else (!happened ? open : when.basis === "assumed" ? pale[family] : stacks[family])[binAt(edges, middle)] += 1;
  }
  const x = edges.slice(0, -1).map((edge, index) => ((edge + edges[index + 1]) / 2 - 0.5) * DAY_MS);
  const width = edges.slice(0, -1).map((edge, index) => (edges[index + 1] - edge) * DAY_MS * 0.86);
  const bars = (counts, opacity) =>
    data.families
      .map((family, index) => ({
        type: "bar",
        x,
        width,
        y: counts[index],
        hoverinfo: "skip",
        marker: { color: colour(`family-${family.id}`), opacity },
      }))
      .filter((trace) => trace.y.some((value) => value > 0));
  // Guesses stand pale upon what is dated by words, as they do in the lanes.
  const traces = [...bars(stacks, 1), ...bars(pale, 0.4)];
  if (open.some((value) => value > 0)) {
    traces.push({
      type: "bar",
      x,
      width,
      y: open,
      hoverinfo: "skip",
      marker: {
        color: "rgba(0,0,0,0)",
        line: { color: open.map((n) => (n ? colour("ink-soft") : "rgba(0,0,0,0)")), width: 1 },
      },
    });
  }
  const all = [...stacks, ...pale];
  const most = Math.max(...open.map((count, bin) => all.reduce((sum, stack) => sum + stack[bin], count)));
  const line = data.whole && unit !== "day" ? wholeLine(data.whole, edges) : null;
  if (line) traces.push(line.trace);
  return { traces, coarse, outside, most: Math.max(most, line ? line.most : 0) };
}

/** Count the whole timeline in the same bins, as a line over the bars of the part that the page holds. */
function wholeLine(whole, edges) {
  const counts = new Array(edges.length - 1).fill(0);
  for (const { monday, count } of whole.weeks) {
    const middle = monday + 3;
    if (middle >= edges[0] && middle < edges[edges.length - 1]) counts[binAt(edges, middle)] += count;
  }
  const trace = {
    type: "scatter",
    mode: "lines",
    x: edges.map((edge) => (edge - 0.5) * DAY_MS),
    y: [...counts, counts[counts.length - 1]],
    line: { shape: "hv", width: 1.2, color: colour("ink-soft") },
    hoverinfo: "skip",
  };
  return { trace, most: Math.max(...counts) };
}

function binAt(edges, day) {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

function overviewLayout(overview, width, most) {
  const { from, to } = overview.extent;
  const days = to - from;
  const ink = colour("ink-soft");
  return {
    width,
    height: HEIGHT,
    margin: { ...MARGIN, pad: 0 },
    barmode: "stack",
    showlegend: false,
    hovermode: false,
    spikedistance: 0,
    dragmode: false,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: getComputedStyle(document.body).fontFamily, size: 11, color: ink },
    xaxis: {
      type: "date",
      range: [from * DAY_MS, to * DAY_MS],
      fixedrange: true,
      showgrid: false,
      zeroline: false,
      automargin: false,
      nticks: Math.max(3, Math.floor(width / 110)),
      ...(days < 20 ? { dtick: 2 * DAY_MS } : {}),
      tickformat: days < 120 ? "%-d %b %Y" : days < 2200 ? "%b %Y" : "%Y",
    },
    yaxis: {
      fixedrange: true,
      gridcolor: colour("grid"),
      zeroline: true,
      zerolinecolor: colour("line"),
      automargin: false,
      range: [0, Math.max(1, most) * 1.08],
      tickvals: [Math.max(1, most)],
      tickformat: ",d",
      ticklabelstandoff: 7, // the handle of the first day stands beside it
    },
  };
}

function placeBrush(overview, range) {
  overview.range = range;
  const { from, to, inner } = overview.extent;
  const place = (day) => Math.max(0, Math.min(inner, ((day - from) / (to - from)) * inner));
  Object.assign(overview.brush.style, {
    left: `${MARGIN.l}px`,
    width: `${inner}px`,
    top: `${MARGIN.t}px`,
    height: `${HEIGHT - MARGIN.t - MARGIN.b}px`,
  });
  const [left, right] = range.from === null ? [0, inner] : [place(range.from - 0.5), place(range.to + 0.5)];
  overview.brush.classList.toggle("whole", range.from === null);
  Object.assign(overview.shade.style, { left: `${left}px`, width: `${Math.max(2, right - left)}px` });
  overview.handles.forEach((one, index) => {
    one.style.left = `${(index ? right : left) - 5}px`;
    const day = edgeDay(overview, index ? "to" : "from");
    one.setAttribute("aria-valuenow", String(day));
    one.setAttribute("aria-valuemin", String(overview.data.extent.from));
    one.setAttribute("aria-valuemax", String(overview.data.extent.to));
    one.setAttribute("aria-valuetext", shortDay(day));
  });
}

function edgeDay(overview, side) {
  return overview.range.from === null ? overview.data.extent[side] : overview.range[side];
}

function handle(overview, side) {
  return h("div", {
    class: "handle",
    tabindex: 0,
    role: "slider",
    "aria-label": side === "from" ? "First day shown" : "Last day shown",
    onkeydown: (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageDown: -4, PageUp: 4 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const edges = { from: edgeDay(overview, "from"), to: edgeDay(overview, "to") };
      edges[side] += step * overview.step;
      if (edges.from <= edges.to) settle(overview, edges.from, edges.to);
    },
  });
}

/** Start a drag: on a handle it moves that edge, inside the shade it moves both, elsewhere it draws anew. */
function begin(overview, event) {
  if (event.button !== 0) return;
  event.preventDefault();
  const box = overview.brush.getBoundingClientRect();
  const dayAt = (clientX) => {
    const { from, to } = overview.extent;
    return Math.round(from + ((clientX - box.left) / box.width) * (to - from));
  };
  const start = dayAt(event.clientX);
  const held = overview.handles.indexOf(event.target);
  const edges = { from: edgeDay(overview, "from"), to: edgeDay(overview, "to") };
  const inside = event.target === overview.shade && overview.range.from !== null;
  if (held >= 0) event.target.focus();
  let chosen = null;
  const move = (moved) => {
    const day = dayAt(moved.clientX);
    if (held === 0) chosen = [Math.min(day, edges.to), edges.to];
    else if (held === 1) chosen = [edges.from, Math.max(day, edges.from)];
    else if (inside) chosen = [edges.from + day - start, edges.to + day - start];
    else chosen = [Math.min(start, day), Math.max(start, day)];
    if (Math.abs(moved.clientX - event.clientX) < 3) chosen = null;
    else placeBrush(overview, { from: chosen[0], to: chosen[1] });
  };
  const end = () => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    if (chosen) settle(overview, ...chosen);
    else if (held < 0) pick(overview, start);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", end);
}

/** A click on a bar: its day in the panel, or its week, month or year on the whole width. */
function pick(overview, day) {
  const { bins } = overview;
  if (day < bins.edges[0] || day >= bins.edges[bins.edges.length - 1]) return;
  if (bins.unit === "day") overview.on.day(day);
  else {
    const at = binAt(bins.edges, day);
    overview.on.zoom(bins.edges[at], bins.edges[at + 1] - 1);
  }
}

function settle(overview, from, to) {
  const { extent } = overview.data;
  const length = to - from;
  const first = Math.max(extent.from, Math.min(from, extent.to));
  overview.on.zoom(first, Math.max(first, Math.min(first + length, extent.to)));
}

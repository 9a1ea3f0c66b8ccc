// How are a curve of answers, a matrix of what follows what, and the days around drawn, each beside its shuffles?
import { h, s, shorten } from "../lib/dom.js";
import { kindWords, percent, short } from "./rows.js";

const [LEFT, RIGHT, TOP, FOOT] = [44, 14, 10, 34]; // pixels around a plot
/** @typedef {{least: number[], most: number[], expected: number[] | null, low: number[] | null, high: number[] | null, label: string}} Curve */

const MOST_KINDS = 10; // of a matrix

/**
 * Draw the share answered by each day, least and most, beside the shuffles where `expected` knows them.
 * @param {Curve} curve
 * @param {number} wide
 */
export function curveChart({ least, most, expected, low, high, label }, wide) {
  const days = least.length - 1;
  const plot = frame(wide, 210, [0, days], [0, Math.max(0.1, ...most, ...(high ?? [0]))]);
  /** @param {number[]} values */
  const step = (values) =>
    values.map((value, day) => `${day ? `H${plot.x(day)}V` : `M${plot.x(0)} `}${plot.y(value)}`).join("");
  /** @param {number[]} lower @param {number[]} upper */
  const band = (lower, upper) => {
    const back = [...lower.keys()].reverse().map((day) => `V${plot.y(lower[day])}H${plot.x(day)}`);
    return `${step(upper)}${back.join("")}Z`;
  };
  return figure(
    plot,
    label,
    [
      low && high ? s("path", { class: "chance-band", d: band(low, high) }) : null,
      s("path", { class: "told-band", d: band(least, most) }),
      expected ? s("path", { class: "chance-line", d: step(expected) }) : null,
      s("path", { class: "told-line", d: step(least) }),
      s("path", { class: "told-line", d: step(most) }),
    ],
    { x: dayTicks(0, days, 2), y: percent, foot: "days since the act" },
    [
      ["told", "answered by that day (least to most, as dates allow)"],
      ...(low ? [["chance", "if who acted when were shuffled"]] : []),
    ],
  );
}

/**
 * Draw the mean number of incidents on each day around, with its interval, beside the shuffles.
 * @param {RowOf[]} rows
 * @param {string} label
 * @param {number} wide
 */
export function aroundChart(rows, label, wide) {
  const last = rows[rows.length - 1].day;
  const top = Math.max(0.05, ...rows.map(({ mean, high, expected_high: chance }) => Math.max(mean, high, chance ?? 0)));
  const plot = frame(wide, 230, [-last - 0.5, last + 0.5], [0, top]);
  const half = (plot.x(1) - plot.x(0)) / 2;
  /** @param {string} name */
  const across = (name) =>
    rows.map((row, at) => `${at ? "L" : "M"}${plot.x(row.day) - half} ${plot.y(row[name])}h${2 * half}`).join("");
  const tested = rows[0].expected_low !== null;
  return figure(
    plot,
    label,
    [
      s("rect", { class: "middle-day", x: plot.x(0) - half, width: 2 * half, y: TOP, height: plot.y(0) - TOP }),
      tested
        ? rows.map((row) =>
            s("rect", {
              class: "chance-band",
              x: plot.x(row.day) - half,
              width: 2 * half,
              y: plot.y(row.expected_high),
              height: plot.y(row.expected_low) - plot.y(row.expected_high),
            }),
          )
        : null,
      s("path", { class: "chance-line", d: across("expected") }),
      rows.map((row) => [
        s("path", { class: "told-line thin", d: `M${plot.x(row.day)} ${plot.y(row.low)}V${plot.y(row.high)}` }),
        s("circle", {
          class: row.finding ? "told-dot found" : "told-dot",
          cx: plot.x(row.day),
          cy: plot.y(row.mean),
          r: row.finding ? 5 : 3.2,
        }),
      ]),
    ],
    { x: dayTicks(-last, last, 7), y: short, foot: "days before and after" },
    [
      ["told", "incidents a day, with an interval"],
      ["chance", tested ? "if kinds were shuffled among days" : "the usual number"],
    ],
  );
}

/**
 * @param {number} wide
 * @param {number} height
 * @param {number[]} days
 * @param {number[]} values
 */
function frame(wide, height, [x0, x1], [y0, y1]) {
  const width = Math.min(640, Math.max(270, wide));
  /** @param {number} value */
  const round = (value) => Math.round(value * 10) / 10;
  return {
    ...{ width, height, top: y1 },
    /** @param {number} value */
    x: (value) => round(LEFT + ((value - x0) / (x1 - x0 || 1)) * (width - LEFT - RIGHT)),
    /** @param {number} value */
    y: (value) => round(height - FOOT - ((value - y0) / (y1 - y0)) * (height - FOOT - TOP)),
  };
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} every
 */
function dayTicks(from, to, every) {
  const ticks = [];
  for (let day = Math.ceil(from / every) * every; day <= to; day += every) ticks.push(day);
  return ticks;
}

/**
 * @param {ReturnType<typeof frame>} plot
 * @param {string} label
 * @param {any[]} marks
 * @param {{x: number[], y: (value: number) => string, foot: string}} axes
 * @param {string[][]} legend
 */
function figure(plot, label, marks, axes, legend) {
  const levels = [0, plot.top / 2, plot.top];
  return h(
    "figure",
    { class: "sequence-chart" },
    s(
      "svg",
      {
        viewBox: `0 0 ${plot.width} ${plot.height}`,
        width: plot.width,
        height: plot.height,
        role: "img",
        "aria-label": label,
      },
      levels.map((level) => [
        s("path", { class: "rule", d: `M${LEFT} ${plot.y(level)}H${plot.width - RIGHT}` }),
        s("text", { x: LEFT - 6, y: plot.y(level) + 4, "text-anchor": "end" }, axes.y(Number(level.toPrecision(2)))),
      ]),
      marks,
      axes.x.map((day) => s("text", { x: plot.x(day), y: plot.height - FOOT + 15, "text-anchor": "middle" }, day)),
      s("text", { x: (LEFT + plot.width - RIGHT) / 2, y: plot.height - 3, "text-anchor": "middle" }, axes.foot),
    ),
    h(
      "figcaption",
      { class: "legend" },
      legend.map(([kind, words]) => h("span", {}, h("i", { class: `stroke ${kind}` }), words)),
    ),
  );
}

/**
 * Draw which kind follows which: counts in squares, darker for a greater share of the row; a blue frame for more, an orange one,
 * broken, for fewer than in the shuffles. `open` is told of the row that is clicked; the table below does the same by key.
 * @param {Data} data
 * @param {RowOf[]} rows
 * @param {(row: RowOf) => void} open
 * @param {number} wide
 */
export function matrixChart(data, rows, open, wide) {
  const totals = new Map();
  for (const { first, then, observed_most: count } of rows)
    for (const kind of [first, then]) totals.set(kind, (totals.get(kind) ?? 0) + count);
  const kinds = [...totals].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = kinds.slice(0, MOST_KINDS).map(([kind]) => kind);
  if (shown.length < 2) return null;
  const side = wide < 520 ? 104 : 170;
  const cell = Math.max(30, Math.min(54, (Math.min(wide, 720) - side - 8) / shown.length));
  const head = 96;
  const [width, height] = [side + cell * shown.length + 84, head + cell * shown.length + 8];
  const at = new Map(shown.map((kind, place) => [kind, place]));
  /** @param {string} kind */
  const name = (kind) => shorten(kindWords(data, kind), wide < 520 ? 15 : 26);
  return h(
    "figure",
    { class: "sequence-chart matrix" },
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": "Matrix of what follows what" },
      s(
        "svg",
        {
          viewBox: `0 0 ${width} ${height}`,
          width,
          height,
          role: "img",
          "aria-label": "What follows what: the table below has the same numbers",
        },
        shown.map((kind, place) => [
          s("text", { x: side - 8, y: head + (place + 0.5) * cell + 4, "text-anchor": "end" }, name(kind)),
          s(
            "text",
            { transform: `translate(${side + (place + 0.5) * cell} ${head - 8}) rotate(-38)` },
            shorten(kindWords(data, kind), 18),
          ),
        ]),
        shown.flatMap((one) =>
          shown.map((other) =>
            s("rect", {
              class: "rule",
              x: side + Number(at.get(other)) * cell + 1.5,
              y: head + Number(at.get(one)) * cell + 1.5,
              width: cell - 3,
              height: cell - 3,
            }),
          ),
        ),
        rows
          .filter(({ first, then, observed_most: count }) => at.has(first) && at.has(then) && count > 0)
          .map((row) =>
            square(data, row, { x: side + Number(at.get(row.then)) * cell, y: head + Number(at.get(row.first)) * cell, cell }, open),
          ),
      ),
    ),
    h(
      "figcaption",
      { class: "legend" },
      h(
        "span",
        {},
        "Read each line from left to right: after this kind, how often did each of the others come next? Stronger colour: a greater part of the line.",
      ),
      ["more", "fewer"]
        .filter((way) => rows.some(({ finding }) => finding === way))
        .map((way) => h("span", {}, h("i", { class: `frame ${way}` }), `${way} than chance`)),
      kinds.length > shown.length ? h("span", {}, `The ${shown.length} most common of ${kinds.length} kinds.`) : null,
    ),
  );
}

/**
 * @param {Data} data
 * @param {RowOf} row
 * @param {{x: number, y: number, cell: number}} place
 * @param {(row: RowOf) => void} open
 */
function square(data, row, { x, y, cell }, open) {
  const { first, then, observed_most: count, share, finding } = row;
  const words = `${kindWords(data, first)}, then ${kindWords(data, then)}: ${short(count)} of ${short(row.n)}`;
  return s(
    "g",
    { class: `square ${finding ?? ""}`, onclick: () => open(row) },
    s("title", {}, words),
    s("rect", {
      x: x + 1.5,
      y: y + 1.5,
      width: cell - 3,
      height: cell - 3,
      style: { "--part": `${Math.round(10 + 60 * (share ?? 0))}%` },
    }),
    s(
      "text",
      { x: x + cell / 2, y: y + cell / 2 + 4, "text-anchor": "middle" },
      short(Number(count.toFixed(count < 10 ? 1 : 0))),
    ),
  );
}

// How do rival figures stand side by side? One scale: a dot is exact, dots to the right mean or more, dots on both sides mean about, dots from 0 mean up to.
import { numberWords } from "../data/figures.js";
import { s, shorten, textWidth } from "../lib/dom.js";
import { showSentence } from "../panels/evidence.js";
import { round } from "./marks.js";

const ROW = 42;
const EDGE = 5; // pixels left of 0

/**
 * Draw figures on one scale that ends where its last label says.
 * @param {{figure: Claim, sayers: string[]}[]} rows
 * @param {{width: number, colour?: string, note?: (claim: Claim) => string}} options
 */
export function rivalsView(rows, { width, colour = "ink", note = () => "" }) {
  const most = Math.max(1, ...rows.map(({ figure }) => Math.max(figure.low ?? 0, figure.best ?? 0, figure.high ?? 0)));
  const ticks = ticksOf(most);
  // The last number must fit: its words, dots that mean "or more", and a note.
  const room = Math.min(width / 2, Math.max(60, ...rows.map(({ figure }) => numberRoom(figure, note(figure)))));
  /** @param {number} value */
  const x = (value) => round(EDGE + ((width - EDGE - room) * value) / ticks[ticks.length - 1]);
  const height = rows.length * ROW + 20;
  const words = rows.map(({ figure, sayers }) => `${numberWords(figure)}: ${sayers.join("; ")}`).join(". ");
  return s(
    "svg",
    { class: `rivals ${colour}`, width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": words },
    ticks.map((tick, place) => [
      s("line", { class: "rule", x1: x(tick), x2: x(tick), y1: 0, y2: rows.length * ROW + 3 }),
      s("text", { x: x(tick), y: height - 3, "text-anchor": place ? "middle" : "start" }, tick.toLocaleString("en-GB")),
    ]),
    rows.map((row, place) => s("g", leadTo(row, note(row.figure)), s("rect", { class: "clickable", x: 0, y: place * ROW + 2, width, height: ROW - 2 }), rowView(row, place, { x, width, note }))),
  );
}

/**
 * Return what makes a row a button that leads to its sentence; nothing where the figure comes from no document.
 * @param {{figure: Claim, sayers: string[]}} row
 * @param {string} extra what stands after the number
 */
function leadTo({ figure, sayers }, extra) {
  const { document } = figure;
  if (document === null) return {};
  const show = (/** @type {Event} */ event) => showSentence(/** @type {Element} */ (event.currentTarget), document);
  return {
    ...{ class: "sayer", role: "button", tabindex: 0, onclick: show },
    "aria-label": `${sayers.join("; ")}: ${[numberWords(figure), extra].filter(Boolean).join(" ")}; show the sentence`,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") show(event);
    },
  };
}

/**
 * @param {Claim} figure
 * @param {string} extra
 */
function numberRoom(figure, extra) {
  return textWidth(numberWords(figure), 17) + (figure.high === null ? 38 : 14) + (extra ? textWidth(extra) + 6 : 0);
}

/**
 * Return the labels of a scale: 0, the middle, and a round end that no figure goes beyond.
 * @param {number} most
 */
export function ticksOf(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const end = [1, 2, 4, 5, 6, 8, 10].map((factor) => factor * power).find((value) => value >= most) ?? 10 * power;
  return end === 1 ? [0, 1] : [0, end / 2, end];
}

/**
 * Write a number right of its dot, or left of it where the right has no room; its note is cut to what is left.
 * @param {string} number
 * @param {string} extra
 * @param {{x: number, y: number, width: number, isOpen: boolean}} place
 */
function numberView(number, extra, { x, y, width, isOpen }) {
  const after = x + (isOpen ? 36 : 11);
  const wide = textWidth(number, 17) + (extra ? textWidth(extra) + 6 : 0);
  const turned = after + wide > width && x - 11 - wide >= 0;
  const room = Math.floor((width - after - textWidth(number, 17) - 6) / 6.7);
  const note = turned ? extra : shorten(extra, Math.max(3, room));
  return s(
    "text",
    { class: "number halo", x: turned ? x - 11 : after, y, "text-anchor": turned ? "end" : null },
    number,
    extra ? s("tspan", { class: "extra" }, ` ${note}`) : null,
  );
}

/**
 * @param {{figure: Claim, sayers: string[]}} row
 * @param {number} place
 * @param {{x: (value: number) => number, width: number, note: (claim: Claim) => string}} scale
 */
function rowView({ figure, sayers }, place, { x, width, note }) {
  const y = place * ROW + 28;
  const { low, best, high } = figure;
  const number = numberWords(figure);
  const extra = note(figure);
  const who = shorten(sayers.length > 1 ? `${sayers[0]}, and ${sayers.length - 1} more` : sayers[0], Math.floor(width / 6.3));
  const name = s("text", { class: "i halo", x: EDGE, y: y - 13 }, who, sayers.length > 1 ? s("title", {}, sayers.join("; ")) : null);
  const value = best ?? low ?? high;
  if (value === null) return [name, s("text", { class: "halo", x: EDGE + 3, y: y + 5 }, number)];
  const isUpTo = high !== null && (low === null || low === 0) && high > 0;
  const isAbout = low === null && high === null;
  const dot = isUpTo ? Number(high) : low !== null && high !== null && low < high ? high : value;
  const words = numberView(number, extra, { x: x(dot), y: y + 5, width, isOpen: high === null });
  return [
    name,
    high === null ? s("line", { class: "dots", x1: isAbout ? x(dot) - 30 : x(dot), x2: x(dot) + 30, y1: y, y2: y }) : null,
    isUpTo ? s("line", { class: "dots", x1: x(0), x2: x(dot), y1: y, y2: y }) : null,
    !isUpTo && low !== null && high !== null && low < high ? s("line", { class: "thick", x1: x(low), x2: x(high), y1: y, y2: y }) : null,
    s("circle", { class: "dot", cx: x(dot), cy: y, r: 5.5 }),
    " ", // between who and how many, where a screen reader puts both together
    words,
  ];
}

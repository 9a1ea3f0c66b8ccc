// Where do days stand on a line of pixels, and which of them are named?
import { MONTHS, civil, dayNumber } from "../lib/days.js";
import { s, textWidth } from "../lib/dom.js";

const WEEK = 7;
const GAP = 6; // pixels between two names

/**
 * Make the scale from days to pixels; the last day ends at the right edge.
 * @param {DayRange} range
 * @param {number} left
 * @param {number} right
 */
export function scaleOf(range, left, right) {
  const days = Math.max(1, range.to - range.from + 1);
  return {
    /** @param {number} day */
    x: (day) => left + ((day - range.from) / days) * (right - left),
    /** @param {number} x */
    day: (x) => range.from + Math.floor(((x - left) / (right - left)) * days),
    width: (right - left) / days,
  };
}

/**
 * Cut a range into bins: days under 120 days, months above five years, else weeks (or two of them where it is narrow).
 * @param {DayRange} range
 * @param {number} width in pixels
 * @returns {{starts: number[], unit: string}} first days, and one day after the last bin
 */
export function binsOf(range, width) {
  const days = range.to - range.from + 1;
  if (days < 120) return { unit: "day", starts: steps(range.from, range.to + 1, 1) };
  if (days > 5 * 366) return { unit: "month", starts: months(range, 1) };
  const wide = width / (days / WEEK) < 5 ? 2 * WEEK : WEEK;
  const monday = range.from - ((((range.from + 3) % WEEK) + WEEK) % WEEK);
  return { unit: wide === WEEK ? "week" : "two weeks", starts: steps(monday, range.to + wide, wide) };
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} by
 */
function steps(from, to, by) {
  const days = [];
  for (let day = from; day <= to; day += by) days.push(day);
  return days;
}

/**
 * Return the first days of months that touch a range, and of one month after it.
 * @param {DayRange} range
 * @param {number} by
 */
export function months(range, by) {
  const days = [];
  let { year, month } = civil(range.from);
  for (;;) {
    const day = dayNumber(year, month, 1);
    days.push(day);
    if (day > range.to) return days;
    month += by;
    while (month > 12) [year, month] = [year + 1, month - 12];
  }
}

/**
 * Draw the names of months, or of days where there are few, under a chart.
 * @param {DayRange} range
 * @param {{x: (day: number) => number, width: number}} scale
 * @param {number} y top of the names
 * @param {number} width
 */
export function axisView(range, scale, y, width) {
  const days = range.to - range.from + 1;
  if (days < 70) return dayTicks(range, scale, y, width);
  const { inside, by } = monthDays(range, scale, width);
  const named = inside.map((day, place) => {
    const { year, month } = civil(day);
    const strong = month === 1 || place === 0;
    const words = by >= 12 ? String(year) : `${MONTHS[month - 1].slice(0, 3)}${strong ? ` ${year}` : ""}`;
    return { x: scale.x(day), words, strong };
  });
  return withRoom(named, width).map((each) => tick(each, y));
}

/**
 * Return the first days of the months that an axis names, and how many months lie between two of them.
 * @param {DayRange} range
 * @param {{x: (day: number) => number, width: number}} scale
 * @param {number} width
 */
function monthDays(range, scale, width) {
  const perMonth = 30 * scale.width;
  const by = [1, 2, 3, 6, 12, 24, 60].find((count) => perMonth * count > 62) ?? 120;
  const first = civil(range.from);
  const start = { year: first.year, month: by >= 12 ? 1 : first.month - ((first.month - 1) % by) };
  const ticks = months({ from: dayNumber(start.year, start.month, 1), to: range.to }, by);
  const inside = ticks.filter((day) => scale.x(day) >= -2 && scale.x(day) < width - 20);
  return { inside, by };
}

/**
 * Leave out the words that would run into others or over the edge; those of years stay first.
 * @param {{x: number, words: string, strong: boolean}[]} ticks
 * @param {number} width
 */
export function withRoom(ticks, width) {
  /** @type {{left: number, right: number}[]} */
  const taken = [];
  const written = new Set();
  for (const strong of [true, false])
    for (const each of ticks.filter((tick) => tick.strong === strong)) {
      const [left, right] = [each.x + 3, each.x + 3 + textWidth(each.words, strong ? 14 : 12.5)];
      if (right > width + 2 || taken.some((other) => left < other.right + GAP && right > other.left - GAP)) continue;
      taken.push({ left, right });
      written.add(each);
    }
  return ticks.map((each) => (written.has(each) ? each : { ...each, words: "" }));
}

/**
 * Return the days that an axis names, for the lines of a grid above it.
 * @param {DayRange} range
 * @param {{x: (day: number) => number, width: number}} scale
 * @param {number} width
 */
export function gridDays(range, scale, width) {
  const days = range.to - range.from + 1;
  const ticks = days < 70 ? steps(range.from, range.to, dayStep(scale)) : monthDays(range, scale, width).inside;
  return ticks.filter((day) => day > range.from);
}

/**
 * @param {DayRange} range
 * @param {{x: (day: number) => number, width: number}} scale
 * @param {number} y
 * @param {number} width
 */
function dayTicks(range, scale, y, width) {
  return dayNames(range, scale, width).map((each) => tick(each, y));
}

/**
 * Name days under a chart: by their number, at the edges of months with the month, the first of each year with the year.
 * @param {DayRange} range
 * @param {{x: (day: number) => number, width: number}} scale
 * @param {number} width
 */
export function dayNames(range, scale, width) {
  const by = dayStep(scale);
  const named = steps(range.from, range.to, by).map((day, place) => {
    const { day: number, month, year } = civil(day);
    const strong = place === 0 || number <= by;
    const isNewYear = place === 0 || year !== civil(day - by).year;
    return { x: scale.x(day), words: strong ? `${number} ${MONTHS[month - 1].slice(0, 3)}${isNewYear ? ` ${year}` : ""}` : String(number), strong };
  });
  return withRoom(firstOfYear(named), width);
}

/**
 * Leave the year out of a first name that would press out the next, which has a year too: "31 Dec", "2 Jan 2011".
 * @param {{x: number, words: string, strong: boolean}[]} ticks
 */
function firstOfYear(ticks) {
  const [first, second] = ticks;
  if (!first || !second?.strong) return ticks;
  const isWide = first.x + textWidth(first.words, 14) + 3 + GAP > second.x;
  return isWide ? [{ ...first, words: first.words.replace(/ -?\d+$/, "") }, ...ticks.slice(1)] : ticks;
}

/** @param {{width: number}} scale */
function dayStep(scale) {
  return [1, 2, 5, 10, 15].find((count) => scale.width * count > 46) ?? 30;
}

/**
 * @param {{x: number, words: string, strong: boolean}} tick
 * @param {number} y
 */
function tick({ x, words, strong }, y) {
  return [
    s("line", { class: "edge", x1: x, x2: x, y1: y, y2: y + (strong ? 6 : 3) }),
    words ? s("text", { class: strong ? "b" : null, x: x + 3, y: y + 15 }, words) : null,
  ];
}

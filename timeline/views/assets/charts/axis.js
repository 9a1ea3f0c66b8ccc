// Where do days stand on a line of pixels, and which of them are named?
import { MONTHS, civil, dayNumber } from "../lib/days.js";
import { s } from "../lib/dom.js";

const WEEK = 7;

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
 * @param {{x: (day: number) => number}} scale
 * @param {number} y top of the names
 * @param {number} width
 */
export function axisView(range, scale, y, width) {
  const days = range.to - range.from + 1;
  if (days < 70) return dayTicks(range, scale, y, width);
  const perMonth = (30 * width) / days;
  const by = [1, 2, 3, 6, 12, 24, 60].find((count) => perMonth * count > 62) ?? 120;
  const first = civil(range.from);
  const start = { year: first.year, month: by >= 12 ? 1 : first.month - ((first.month - 1) % by) };
  const ticks = months({ from: dayNumber(start.year, start.month, 1), to: range.to }, by);
  const inside = ticks.filter((day) => scale.x(day) >= -2 && scale.x(day) < width - 20);
  return inside.map((day, place) => {
    const { year, month } = civil(day);
    const named = month === 1 || place === 0;
    const words = by >= 12 ? String(year) : `${MONTHS[month - 1].slice(0, 3)}${named ? ` ${year}` : ""}`;
    return tick(scale.x(day), y, words, named);
  });
}

/**
 * @param {DayRange} range
 * @param {{x: (day: number) => number}} scale
 * @param {number} y
 * @param {number} width
 */
function dayTicks(range, scale, y, width) {
  const days = range.to - range.from + 1;
  const by = [1, 2, 5, 10, 15].find((count) => (width / days) * count > 46) ?? 30;
  return steps(range.from, range.to, by).map((day, place) => {
    const { day: number, month } = civil(day);
    const named = place === 0 || number <= by;
    return tick(scale.x(day), y, named ? `${number} ${MONTHS[month - 1].slice(0, 3)}` : String(number), named);
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {boolean} strong
 */
function tick(x, y, words, strong) {
  return [
    s("line", { class: "edge", x1: x, x2: x, y1: y, y2: y + (strong ? 6 : 3) }),
    s("text", { class: strong ? "b" : null, x: x + 3, y: y + 15 }, words),
  ];
}

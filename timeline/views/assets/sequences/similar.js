// Where has it gone like this before? The alignment of timeline/sequences/similar.py: same rules, same numbers.
import { BOTH, byText, merged, rowsBy } from "./history.js";

// Weights of what two aligned incidents have in common; they add up to 1. Incidents of two kinds are never aligned.
const [KIND, SIDE, ACTORS, LAG] = [0.5, 0.2, 0.15, 0.15];
const TOGETHER = 256; // stretches that are aligned before it is asked whether any of the rest can still be among the best
const LONGEST = 40; // incidents of a stretch that are compared, the nearest to its middle
/** @typedef {{score: number, other: Stretch}} Scored */

const NONE = -1; // in place of a position: a gap

/**
 * Find the stretches most alike to that around an incident. Gives null when the incident does not count here, else
 * {stretches: [{rank, score, asGood, key, rows: [{left, right, shared}]}], compared, counted, left}; left and right are
 * {day, step} or null for a gap.
 * @param {StepsOf} history
 * @param {string} id
 * @param {{window?: number, top?: number}} options
 */
export function similarTable({ steps, left }, id, { window = 14, top = 5 } = {}) {
  const { keys, groups, left: lost } = rowsBy(steps);
  const rows = groups.flat();
  const at = rows.findIndex(({ step }) => step.id === id);
  if (at < 0) return null;
  const mine = around(groups, rows[at], window);
  const others = rows.filter((row) => row.step.kind === rows[at].step.kind && apart(row, rows[at], 2 * window));
  const stretches = others.map((row) => around(groups, row, window));
  const { best, asGood } = ranked(mine, stretches, top, window);
  return {
    stretches: best.map(({ score, other }, place) => ({
      ...{ rank: place + 1, score, asGood: asGood[place], key: keys[other.group] },
      rows: align(mine.items, other.items, window).pairs.map(([one, two]) => {
        const [here, there] = [mine.items[one] ?? null, other.items[two] ?? null];
        return { left: here, right: there, shared: here && there ? sharedBy(here, there, window) : null };
      }),
    })),
    compared: stretches.length,
    counted: new Set(rows.map(({ step }) => step)).size,
    left: merged(left, lost),
  };
}

/**
 * @param {Member} one
 * @param {Member} other
 * @param {number} days
 */
function apart(one, other, days) {
  return one.group !== other.group || Math.abs(one.step.first - other.step.first) > days;
}

/**
 * Give the stretch of the days around a row of a group.
 * @param {Member[][]} groups
 * @param {Member} middle
 * @param {number} window
 * @returns {Stretch}
 */
function around(groups, middle, window) {
  const [rows, day] = [groups[middle.group], middle.step.first];
  const near = [];
  for (let at = from(rows, day - window); at < rows.length && rows[at].step.first <= day + window; at += 1)
    near.push({ at, row: rows[at], off: Math.abs(rows[at].step.first - day) });
  near.sort((a, b) => a.off - b.off || a.at - b.at);
  const items = near.slice(0, LONGEST).map(({ row: { step, side } }) => ({
    day: step.first - day,
    side: side === BOTH || middle.side === BOTH ? BOTH : Number(side !== middle.side),
    step,
  }));
  items.sort(
    (a, b) => a.day - b.day || byText(a.step.kind, b.step.kind) || a.side - b.side || byText(a.step.id, b.step.id),
  );
  const kinds = new Map();
  for (const { step } of items) kinds.set(step.kind, (kinds.get(step.kind) ?? 0) + 1);
  return { group: middle.group, start: items[0].day + day, end: items[items.length - 1].day + day, items, kinds };
}

/**
 * @param {Member[]} rows
 * @param {number} day
 */
function from(rows, day) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].step.first < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Give what two incidents share; 0 for two kinds.
 * @param {Item} one
 * @param {Item} other
 * @param {number} scale
 */
function sharedBy(one, other, scale) {
  if (one.step.kind !== other.step.kind) return 0;
  const lag = 1 - Math.min(1, Math.abs(one.day - other.day) / scale);
  const [sameSide, sameActors] = [one.side === other.side, one.step.kindsOfActors === other.step.kindsOfActors];
  return KIND + SIDE * Number(sameSide) + ACTORS * Number(sameActors) + LAG * lag;
}

/**
 * Align two stretches in order so that they share the most (Needleman and Wunsch's dynamic programme, free gaps).
 * @param {Item[]} one
 * @param {Item[]} other
 * @param {number} scale
 */
function align(one, other, scale) {
  const best = Array.from({ length: one.length + 1 }, () => new Float64Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const both = sharedBy(one[i], other[j], scale);
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], both ? both + best[i + 1][j + 1] : 0);
    }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    const both = sharedBy(one[i], other[j], scale);
    if (both && best[i][j] === both + best[i + 1][j + 1]) pairs.push([i++, j++]);
    else if (best[i][j] === best[i + 1][j]) pairs.push([i++, NONE]);
    else pairs.push([NONE, j++]);
  }
  for (; i < one.length; i += 1) pairs.push([i, NONE]);
  for (; j < other.length; j += 1) pairs.push([NONE, j]);
  return { shared: best[0][0], pairs };
}

/**
 * Give the most alike, none overlapping a better one, and for each the share of stretches at least as good.
 * @param {Stretch} mine
 * @param {Stretch[]} others
 * @param {number} top
 * @param {number} scale
 */
function ranked(mine, others, top, scale) {
  const bounds = others.map((other, at) => ({ bound: boundOf(mine, other), at }));
  bounds.sort((a, b) => b.bound - a.bound || a.at - b.at);
  /** @type {Scored[]} */
  const scored = [];
  for (let begin = 0; begin < bounds.length; begin += TOGETHER) {
    const chosen = notOverlapping(scored, top);
    const part = bounds.slice(begin, begin + TOGETHER).filter(({ bound }) => bound > 0);
    if (!part.length || (chosen.length === top && part[0].bound < chosen[top - 1].score)) break;
    for (const { at } of part) scored.push({ score: scoreOf(mine, others[at], scale), other: others[at] });
    scored.sort((a, b) => b.score - a.score || a.other.start - b.other.start || a.other.group - b.other.group);
  }
  const best = notOverlapping(scored, top);
  const asGood = best.map(
    ({ score }) => scored.filter((one) => one.score >= score).length / Math.max(others.length, 1),
  );
  return { best, asGood };
}

/**
 * @param {Scored[]} scored
 * @param {number} top
 */
function notOverlapping(scored, top) {
  /** @type {Scored[]} */
  const best = [];
  for (const one of scored) {
    if (best.length === top) break;
    /** @param {Scored} chosen */
    const overlaps = ({ other }) =>
      other.group === one.other.group && one.other.start <= other.end && other.start <= one.other.end;
    if (!best.some(overlaps)) best.push(one);
  }
  return best;
}

/**
 * @param {Stretch} mine
 * @param {Stretch} other
 */
function boundOf(mine, other) {
  let common = 0;
  for (const [kind, count] of mine.kinds) common += Math.min(count, other.kinds.get(kind) ?? 0);
  return (2 * common) / (mine.items.length + other.items.length);
}

/**
 * @param {Stretch} mine
 * @param {Stretch} other
 * @param {number} scale
 */
function scoreOf(mine, other, scale) {
  return (2 * align(mine.items, other.items, scale).shared) / (mine.items.length + other.items.length);
}

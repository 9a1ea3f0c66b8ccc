// What follows what in some incidents? The counts of timeline/sequences, without its shuffles: same rules, same numbers.
import { BOTH, FIRST, SECOND, byText, merged, observedUntil, rowsBy } from "./history.js";

export const WINDOW = 14; // days in which one follows another, where nothing else is asked for
const Z95 = 1.959964; // two-sided 95 % point of the normal distribution

/**
 * Count answers as `timeline.sequences.lags` does: for each directed pair how many acts there are, how many are
 * answered within the window surely (least) and perhaps (most), how many are open, and the share answered by each day
 * (Kaplan-Meier) in the latest and in the earliest order that the dates allow.
 * @param {StepsOf} history
 * @param {{window?: number, mutual?: boolean}} options
 */
export function lagTable({ steps, left }, { window = WINDOW, mutual = false } = {}) {
  const until = observedUntil(steps);
  const { keys, groups, left: lost } = rowsBy(steps);
  const [all, sided, counted] = [new Set(), new Set(), new Set()];
  /** @type {(ReturnType<typeof answersOf> & {from: string, to: string})[]} */
  const rows = [];
  groups.forEach((group, number) => {
    /** @type {[Step[], Step[]]} */
    const moves = [[], []];
    for (const { step, side } of group) {
      all.add(step);
      if (side === BOTH && !mutual) continue;
      sided.add(step);
      if (!step.happened) continue;
      counted.add(step);
      if (side !== SECOND) moves[FIRST].push(step);
      if (side !== FIRST) moves[SECOND].push(step);
    }
    for (const direction of [0, 1]) {
      const [from, to] = direction === 0 ? keys[number] : [...keys[number]].reverse();
      if (moves[direction].length)
        rows.push({ from, to, ...answersOf(moves[direction], moves[1 - direction], until, window) });
    }
  });
  rows.sort((a, b) => b.n - a.n || byText(a.from, b.from) || byText(a.to, b.to));
  const gone = { mutual: all.size - sided.size, plans: sided.size - counted.size };
  return { rows, counted: counted.size, left: merged(left, lost, gone) };
}

/**
 * @param {Step[]} acts
 * @param {Step[]} back
 * @param {number} until
 * @param {number} window
 */
function answersOf(acts, back, until, window) {
  const search = searcher(back);
  const found = acts.map((act) => ({ act, ...search(act, window) }));
  const early = found.map(({ act, least }) => ({ lag: least, watched: Math.max(until - act.last, 0) }));
  const late = found.map(({ act, most }) => ({ lag: most, watched: Math.max(until - act.first, 0) }));
  /** @param {{lag: number | null}[]} list */
  const within = (list) => list.filter(({ lag }) => lag !== null && lag <= window).length;
  const [shareLeast, shareMost] = [curveOf(late, window), curveOf(early, window)];
  return {
    n: acts.length,
    answeredLeast: within(late),
    answeredMost: within(early),
    open: late.filter(({ lag, watched }) => !(lag !== null && lag <= window) && watched < window).length,
    medianLeast: medianOf(shareMost),
    medianMost: medianOf(shareLeast),
    shareLeast,
    shareMost,
    acts,
  };
}

/** @param {number[]} share */
function medianOf(share) {
  const day = share.findIndex((one) => one >= 0.5);
  return day < 0 ? null : day;
}

/**
 * Make the search for the bounds of the lag from an act to the next of some steps, which are in order of first day.
 * @param {Step[]} steps
 * @returns {(act: Step, window: number) => {least: number | null, most: number | null}}
 */
function searcher(steps) {
  const longest = longestOf(steps);
  return (act, window) => {
    /** @type {(number | null)[]} */
    let [least, most] = [null, null];
    for (let at = firstFrom(steps, act.first - longest); at < steps.length; at += 1) {
      const step = steps[at];
      if (step.first > act.last + window) break;
      if (step.last < act.first || step.id === act.id) continue;
      const soonest = Math.max(0, step.first - act.last);
      if (least === null || soonest < least) least = soonest;
      if (step.first > act.last && (most === null || step.last - act.first < most)) most = step.last - act.first;
    }
    return { least, most };
  };
}

/** @param {Step[]} steps */
function longestOf(steps) {
  return steps.reduce((most, step) => Math.max(most, step.last - step.first), 0);
}

/**
 * @param {Step[]} steps
 * @param {number} day
 */
function firstFrom(steps, day) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle].first < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Give the Kaplan-Meier share answered by each day.
 * @param {{lag: number | null, watched: number}[]} ends
 * @param {number} window
 */
function curveOf(ends, window) {
  const answered = new Array(window + 1).fill(0);
  const censored = new Array(window + 1).fill(0);
  for (const { lag, watched } of ends) {
    if (lag !== null && lag <= window) answered[lag] += 1;
    else censored[Math.min(watched, window)] += 1;
  }
  let [kept, watched] = [1, ends.length];
  return answered.map((count, day) => {
    if (watched > 0) kept *= 1 - count / watched;
    watched -= count + censored[day];
    return 1 - kept;
  });
}

/**
 * List, as `timeline.sequences.pairs` does, for each act of one actor on another the next act of the other on the one:
 * {from, to, step, state, next, lagLeast, nextSure, lagMost, said}, in order of the acts.
 * @param {StepsOf} history
 * @param {{window?: number, mutual?: boolean}} options
 * @returns {{rows: Move[], counted: number, left: Counts}}
 */
export function pairTable({ steps, left }, { window = WINDOW, mutual = false } = {}) {
  const until = observedUntil(steps);
  /** @type {Map<string, Step[]>} */
  const lines = new Map();
  const moves = [];
  /** @type {Counts} */
  const lost = {};
  const counted = new Set();
  for (const step of steps) {
    const mine = movesOf(step, mutual);
    const why = step.happened && mine.length ? null : reasonOf(step);
    if (why) lost[why] = (lost[why] ?? 0) + 1;
    if (why) continue;
    counted.add(step);
    for (const [from, to] of mine) {
      const key = JSON.stringify([from, to]);
      const line = lines.get(key) ?? [];
      lines.set(key, line);
      line.push(step);
      moves.push({ from, to, step });
    }
  }
  const longest = new Map([...lines].map(([key, line]) => [key, longestOf(line)]));
  const rows = moves.map(({ from, to, step }) => {
    const key = JSON.stringify([to, from]);
    const line = lines.get(key) ?? [];
    const [next, nextSure] = [earliest(line, longest.get(key) ?? 0, step, window), surely(line, step, window)];
    return {
      ...{ from, to, step, next, nextSure },
      state: /** @type {Move["state"]} */ (nextSure ? "answered" : next ? "perhaps" : until < step.first + window ? "open" : "none"),
      lagLeast: next ? Math.max(0, next.first - step.last) : null,
      lagMost: nextSure ? nextSure.last - step.first : null,
      said: [next, nextSure].some((one) => one !== null && one.answers.includes(step.id)),
    };
  });
  return { rows, counted: counted.size, left: merged(left, lost) };
}

/**
 * Give who acts on whom in a step as sorted [from, to]; parties act on each other where that is wanted.
 * @param {Step} step
 * @param {boolean} mutual
 * @returns {[string, string][]}
 */
function movesOf({ initiators, targets, parties }, mutual) {
  /** @type {Map<string, [string, string]>} */
  const seen = new Map();
  /** @param {string} from @param {string} to */
  const add = (from, to) => from !== to && seen.set(JSON.stringify([from, to]), [from, to]);
  for (const from of initiators) for (const to of targets) add(from, to);
  if (mutual) for (const from of parties) for (const to of parties) add(from, to);
  const found = [...seen.values()].filter(([from, to]) => mutual || !seen.has(JSON.stringify([to, from])));
  return found.sort((a, b) => byText(a[0], b[0]) || byText(a[1], b[1]));
}

/**
 * Say why a step is no act of one on another.
 * @param {Step} step
 */
function reasonOf(step) {
  if (movesOf(step, false).length) return step.happened ? "other" : "plans";
  return movesOf(step, true).length ? "mutual" : "sides";
}

/**
 * Find what may come next, at the least lag: it does not end before the step begins.
 * @param {Step[]} line
 * @param {number} longest
 * @param {Step} act
 * @param {number} window
 * @returns {Step | null}
 */
function earliest(line, longest, act, window) {
  /** @type {Step | null} */
  let best = null;
  let lag = 0;
  for (let at = firstFrom(line, act.first - longest); at < line.length; at += 1) {
    const step = line[at];
    if (step.first > act.last + window) break;
    if (step.last < act.first || step.id === act.id) continue;
    const soonest = Math.max(0, step.first - act.last);
    if (best === null || soonest < lag) [best, lag] = [step, soonest];
    if (step.first > act.last) break;
  }
  return best;
}

/**
 * Find what surely comes after, at the least of the greatest lags.
 * @param {Step[]} line
 * @param {Step} act
 * @param {number} window
 * @returns {Step | null}
 */
function surely(line, act, window) {
  /** @type {Step | null} */
  let best = null;
  for (let at = firstFrom(line, act.last + 1); at < line.length; at += 1) {
    const step = line[at];
    if (step.first - act.first > window || (best && step.first > best.last)) break;
    if (step.last - act.first <= window && (!best || step.last < best.last)) best = step;
  }
  return best;
}

/**
 * Count what follows what within each group as `timeline.sequences.transitions` does: from each day to the next day on
 * which the group has anything, at most `window` days on; several incidents of a day count in part. Gives rows {first, then,
 * n, least, most, share, low, high}: the counts in the order of dates that gives fewer and more, n that of the fewer.
 * @param {StepsOf} history
 * @param {{window?: number, by?: By}} options
 */
export function transitionTable({ steps, left }, { window = WINDOW, by = "pair" } = {}) {
  const { groups, left: lost } = rowsBy(steps, by);
  const orders = /** @type {const} */ (["first", "last"]).map((end) => countsOf(groups, end, window));
  const rows = [];
  for (const key of new Set(orders.flatMap(({ counts }) => [...counts.keys()]))) {
    const [first, then] = JSON.parse(key);
    const seen = orders.map(({ counts }) => rounded(counts.get(key) ?? 0, 9));
    const [fewer, more] = [seen[0] <= seen[1] ? 0 : 1, seen[0] >= seen[1] ? 0 : 1];
    const [n, others] = [fewer, more].map((order) => orders[order].totals.get(first) ?? 0);
    rows.push({
      ...{ first, then, n: rounded(n, 4), least: rounded(seen[fewer], 4), most: rounded(seen[more], 4) },
      share: n > 0 ? seen[fewer] / n : null,
      low: wilson(seen[fewer], n)[0],
      high: wilson(seen[more], others)[1],
    });
  }
  rows.sort((a, b) => b.least - a.least || byText(a.first, b.first) || byText(a.then, b.then));
  return { rows, counted: new Set(groups.flat().map(({ step }) => step)).size, left: merged(left, lost) };
}

/**
 * @param {number} number
 * @param {number} digits
 */
function rounded(number, digits) {
  return Math.round(number * 10 ** digits) / 10 ** digits;
}

/**
 * @param {Member[][]} groups
 * @param {"first" | "last"} end
 * @param {number} window
 */
function countsOf(groups, end, window) {
  /** @type {Map<string, number>[]} */
  const [counts, totals] = [new Map(), new Map()];
  /** @param {Map<string, number>} to @param {string} key @param {number} more */
  const add = (to, key, more) => to.set(key, (to.get(key) ?? 0) + more);
  eachLink(groups, end, window, (one, other) => {
    const [before, after] = [one, other].map(tally);
    for (const [first, times] of before) {
      add(totals, first, times / one.length);
      for (const [then, more] of after)
        add(counts, JSON.stringify([first, then]), (times * more) / (one.length * other.length));
    }
  });
  return { counts, totals };
}

/** @param {Step[]} steps */
function tally(steps) {
  const counts = new Map();
  for (const { kind } of steps) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/**
 * Visit each day of each group with the next day that is within the window.
 * @param {Member[][]} groups
 * @param {"first" | "last"} end
 * @param {number} window
 * @param {(one: Step[], other: Step[]) => void} visit
 */
function eachLink(groups, end, window, visit) {
  for (const rows of groups) {
    /** @type {Map<number, Step[]>} */
    const days = new Map();
    for (const { step } of rows) {
      const held = days.get(step[end]) ?? [];
      days.set(step[end], held);
      held.push(step);
    }
    const order = [...days.keys()].sort((a, b) => a - b);
    for (let at = 0; at + 1 < order.length; at += 1)
      if (order[at + 1] - order[at] <= window) visit(days.get(order[at]) ?? [], days.get(order[at + 1]) ?? []);
  }
}

/**
 * List the incidents of a transition, in either order.
 * @param {StepsOf} history
 * @param {string} first
 * @param {string} then
 * @param {{window?: number, by?: By}} options
 */
export function transitionIncidents({ steps }, first, then, { window = WINDOW, by = "pair" } = {}) {
  const found = new Set();
  const { groups } = rowsBy(steps, by);
  for (const end of /** @type {const} */ (["first", "last"]))
    eachLink(groups, end, window, (one, other) => {
      const pair = [one.filter(({ kind }) => kind === first), other.filter(({ kind }) => kind === then)];
      if (pair[0].length && pair[1].length) for (const step of pair.flat()) found.add(step.incident);
    });
  return [...found];
}

/**
 * Give Wilson's 95 % interval of a share.
 * @param {number} hits
 * @param {number} of
 * @returns {[number, number]}
 */
export function wilson(hits, of) {
  if (of <= 0) return [0, 1];
  const [share, square] = [hits / of, Z95 * Z95];
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half = (Z95 * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))) / (1 + square / of);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * Lay the days around each incident of a kind upon each other as `timeline.sequences.aligned` does: how many stand in
 * the middle, and for each day from -window to window the incidents of the same pairs on that day.
 * @param {StepsOf} history
 * @param {string} around
 * @param {{window?: number}} options
 */
export function alignedDays({ steps }, around, { window = WINDOW } = {}) {
  /** @type {Incident[][]} */
  const days = Array.from({ length: 2 * window + 1 }, () => []);
  const middles = [];
  for (const group of rowsBy(steps).groups) {
    const dated = group.map(({ step }) => step).filter(({ first, last }) => first === last);
    let before = -Infinity;
    for (const middle of dated.filter(({ kind }) => kind === around)) {
      const isFirst = middle.first - before > window;
      before = middle.first;
      if (!isFirst) continue;
      middles.push(middle.incident);
      for (let at = firstFrom(dated, middle.first - window); at < dated.length; at += 1) {
        const step = dated[at];
        if (step.first > middle.first + window) break;
        if (step.happened && step !== middle) days[step.first - middle.first + window].push(step.incident);
      }
    }
  }
  return { middles, days };
}

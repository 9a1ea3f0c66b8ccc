// In which order did things happen between the same two sides, as far as the dates tell?
import { actorsIn } from "./data.js";

export const HORIZON = 30; // days within which a return is counted; later ones are open, like none

/**
 * Choose what can be ordered: happened, named on both sides, dated to one day. `guesses` takes assumed dates too.
 * Gives steps {day, incident, from, to, mutual} and the numbers of incidents left out and why.
 */
export function stepsOf(incidents, { guesses }) {
  const steps = [];
  const left = { unreal: 0, undated: 0, coarse: 0, guessed: 0, oneSided: 0 };
  for (const incident of incidents) {
    const { when } = incident;
    const why = !incident.happened
      ? "unreal"
      : !when
        ? "undated"
        : when.start !== when.end
          ? "coarse"
          : when.basis === "assumed" && !guesses
            ? "guessed"
            : null;
    const between = why ? [] : sidesOf(incident);
    if (why) left[why] += 1;
    else if (!between.length) left.oneSided += 1;
    for (const one of between) steps.push({ day: when.start, incident, ...one });
  }
  steps.sort((a, b) => a.day - b.day || a.incident.index - b.incident.index);
  return { steps, left };
}

function sidesOf(incident) {
  const found = [];
  for (const from of actorsIn(incident, "initiator"))
    for (const to of actorsIn(incident, "target")) if (from !== to) found.push({ from, to, mutual: false });
  const parties = actorsIn(incident, "party").sort((a, b) => a - b);
  if (parties.length === 2) found.push({ from: parties[0], to: parties[1], mutual: true });
  return found;
}

/**
 * Find, for each act of A against B, the next act of B against A on a later day. One on the same day is counted apart,
 * for the order within a day is not known. `last` is the last day of the data: acts less than the horizon before it
 * may be answered after it, and count as open.
 */
export function answersOf(steps, last) {
  const acts = new Map();
  for (const step of steps) {
    if (step.mutual) continue;
    const key = `${step.from}>${step.to}`;
    if (!acts.has(key)) acts.set(key, []);
    acts.get(key).push(step);
  }
  const rows = [];
  for (const [key, list] of acts) {
    const { from, to } = list[0];
    const back = acts.get(`${to}>${from}`) ?? [];
    const row = { key, from, to, acts: list.length, answered: [], sameDay: [], open: 0 };
    for (const act of list) {
      if (back.some((one) => one.day === act.day)) row.sameDay.push(act.incident);
      const next = back[firstAfter(back, act.day)];
      if (next && next.day - act.day <= HORIZON) row.answered.push({ act, next, lag: next.day - act.day });
      else if (last - act.day < HORIZON) row.open += 1;
    }
    if (back.length) rows.push(row);
  }
  return rows.sort((a, b) => b.answered.length - a.answered.length || b.acts - a.acts || (a.key < b.key ? -1 : 1));
}

/** Find the first step on a later day; steps are in order of days. */
function firstAfter(steps, day) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle].day <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Count how many days passed, over all pairs: a list from 1 to the horizon. */
export function lagsOf(rows) {
  const lags = new Array(HORIZON).fill(0);
  for (const { answered } of rows) for (const { lag } of answered) lags[lag - 1] += 1;
  return lags;
}

/** Give the middle value of numbers; null of none. */
export function median(numbers) {
  if (!numbers.length) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Count what followed what between the same two sides, whoever acted: from every kind of a day to every kind of the
 * next day on which these two had to do with each other. An incident is counted once a day and pair.
 */
export function transitionsOf(steps) {
  const pairs = new Map();
  for (const step of steps) {
    const key = step.from < step.to ? `${step.from}=${step.to}` : `${step.to}=${step.from}`;
    const days = kept(pairs, key, () => new Map());
    const families = kept(days, step.day, () => new Map());
    kept(families, step.incident.family, () => new Set()).add(step.incident);
  }
  const cells = new Map();
  for (const days of pairs.values()) {
    const groups = [...days.values()];
    for (let at = 0; at + 1 < groups.length; at += 1) tally(cells, groups[at], groups[at + 1]);
  }
  return [...cells.values()];
}

function kept(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}

function tally(cells, one, two) {
  for (const [first, before] of one) {
    for (const [second, after] of two) {
      const cell = kept(cells, `${first}>${second}`, () => ({ first, second, count: 0, incidents: new Set() }));
      cell.count += before.size * after.size;
      for (const incident of [...before, ...after]) cell.incidents.add(incident);
    }
  }
}

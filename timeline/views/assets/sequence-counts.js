// What follows what in the incidents in view? The counts of timeline/sequences, without its shuffles: same rules, same numbers.

const WEEK = 7; // days; a date of more days is coarse

/**
 * Choose the incidents that count, as `timeline.sequences.history` does.
 * `facts` gives, of an incident, {id, kind, type, mode, status, happened, disputed, when: {start, end, basis} or null,
 * actors: [{id, role}], places: ids, documents: ids, publishers: names}; days are numbers. `choice` may hold disputed, denied, assumed,
 * coarse and doubles. Gives steps {incident, id, kind, happened, first, last, initiators, targets, parties} in order,
 * and the number left out by reason.
 * @param {any[]} incidents
 * @param {(incident: any) => any} facts
 * @param {{disputed?: boolean, denied?: boolean, assumed?: boolean, coarse?: boolean, doubles?: boolean}} choice
 */
export function historyOf(incidents, facts, choice = {}) {
  const left = {};
  const told = new Map();
  const steps = [];
  const known = incidents.map((incident) => ({ incident, fact: facts(incident) }));
  known.sort((a, b) => byText(a.fact.id, b.fact.id));
  for (const { incident, fact } of known) {
    const why = reasonOf(fact, choice) ?? (choice.doubles ? null : doubleOf(fact, told));
    if (why) left[why] = (left[why] ?? 0) + 1;
    else steps.push(stepOf(incident, fact));
  }
  steps.sort((a, b) => a.first - b.first || a.last - b.last || byText(a.id, b.id));
  return { steps, left };
}

function byText(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/**
 * @param {any} fact
 * @param {{disputed?: boolean, denied?: boolean, assumed?: boolean, coarse?: boolean}} choice
 */
function reasonOf(fact, choice) {
  const { mode, status, disputed, when } = fact;
  const { disputed: conflicting = true, denied, assumed, coarse } = choice;
  if (mode === "toll") return "toll";
  if (status === "denied" && !denied) return "denied";
  if (status === "possible" || status === "failed") return status;
  if (disputed && !conflicting) return "disputed";
  if (!when) return "undated";
  if (when.basis === "assumed" && !assumed) return "guessed";
  return when.end - when.start + 1 > WEEK && !coarse ? "coarse" : null;
}

/** Say "double" of what looks like another of its day that none of its own documents and publishers tells of. */
function doubleOf({ type, mode, status, when, actors, places, documents, publishers }, told) {
  if (when.start !== when.end || !actors.length || !documents.length) return null;
  const who = actors.map(({ id, role }) => `${id}\u0000${role}`).sort();
  const key = JSON.stringify([when.start, type, mode, status, who, places]);
  const before = told.get(key) ?? new Set();
  const tellers = [...documents.map((one) => `document ${one}`), ...publishers.map((one) => `publisher ${one}`)];
  const double = before.size > 0 && !tellers.some((one) => before.has(one));
  for (const one of tellers) before.add(one);
  told.set(key, before);
  return double ? "double" : null;
}

function stepOf(incident, { id, kind, status, happened, when, actors }) {
  const named = (role) => [...new Set(actors.filter((one) => one.role === role).map((one) => one.id))];
  const real = happened || status === "denied";
  return {
    incident,
    id,
    kind: real ? kind : `${kind} (${status})`,
    happened: real,
    first: when.start,
    last: when.end,
    initiators: named("initiator"),
    targets: named("target"),
    parties: named("party"),
  };
}

/** Give who acts on whom in a step as [from, to]; parties act on each other. */
function sidesOf({ initiators, targets, parties }) {
  const seen = new Map();
  const add = (from, to) => from !== to && seen.set(JSON.stringify([from, to]), [from, to]);
  for (const from of initiators) for (const to of targets) add(from, to);
  for (const from of parties) for (const to of parties) add(from, to);
  return seen;
}

/**
 * Count answers as `timeline.sequences.lags` does: for each directed pair how many acts there are, how many are
 * answered within the window surely (least) and perhaps (most), how many are open, and the share answered by each day
 * (Kaplan-Meier) in the latest and in the earliest order that the dates allow.
 */
export function lagTable(steps, { window = 14, mutual = false, again = false } = {}) {
  const happened = steps.filter((step) => step.happened);
  const until = Math.max(...happened.map((step) => step.first));
  const moves = new Map();
  for (const step of happened) {
    const sides = sidesOf(step);
    for (const [key, [from, to]] of sides) {
      if (!mutual && sides.has(JSON.stringify([to, from]))) continue;
      if (!moves.has(key)) moves.set(key, { from, to, steps: [] });
      moves.get(key).steps.push(step);
    }
  }
  return [...moves.values()].map(({ from, to, steps: acts }) => {
    const back = moves.get(JSON.stringify(again ? [from, to] : [to, from]))?.steps ?? [];
    const search = searcher(back);
    const found = acts.map((act) => ({ act, ...search(act, window) }));
    const early = found.map(({ act, least }) => ({ lag: least, watched: Math.max(until - act.last, 0) }));
    const late = found.map(({ act, most }) => ({ lag: most, watched: Math.max(until - act.first, 0) }));
    const within = (list) => list.filter(({ lag }) => lag !== null && lag <= window).length;
    return {
      from,
      to,
      n: acts.length,
      answeredLeast: within(late),
      answeredMost: within(early),
      open: late.filter(({ lag, watched }) => !(lag !== null && lag <= window) && watched < window).length,
      shareLeast: curveOf(late, window),
      shareMost: curveOf(early, window),
      found,
    };
  });
}

/** Make the search for the bounds of the lag from an act to the next of some steps, which are in order of first day. */
function searcher(steps) {
  const longest = Math.max(0, ...steps.map((step) => step.last - step.first));
  return (act, window) => {
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

function firstFrom(steps, day) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle].first < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Give the Kaplan-Meier share answered by each day. */
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
 * Count what follows what within each pair as `timeline.sequences.transitions` does: from each day to the next day on
 * which the two had to do with each other, at most `window` days on; several incidents of a day count in part.
 * Gives a map from first kind to next kind to {least, most}: the counts in the order of dates that gives fewer and more.
 */
export function transitionTable(steps, { window = 14 } = {}) {
  const pairs = new Map();
  for (const step of steps) {
    for (const key of new Set([...sidesOf(step).values()].map((pair) => JSON.stringify([...pair].sort())))) {
      if (!pairs.has(key)) pairs.set(key, []);
      pairs.get(key).push(step);
    }
  }
  const [early, late] = ["first", "last"].map((end) => followed(pairs, end, window));
  const cells = new Map();
  for (const key of new Set([...early.keys(), ...late.keys()])) {
    const counts = [early.get(key) ?? 0, late.get(key) ?? 0];
    cells.set(key, { kinds: JSON.parse(key), least: Math.min(...counts), most: Math.max(...counts) });
  }
  return [...cells.values()];
}

function followed(pairs, end, window) {
  const counts = new Map();
  for (const steps of pairs.values()) {
    const days = new Map();
    for (const step of steps) days.set(step[end], [...(days.get(step[end]) ?? []), step]);
    const order = [...days.keys()].sort((a, b) => a - b);
    for (let at = 0; at + 1 < order.length; at += 1) {
      if (order[at + 1] - order[at] > window) continue;
      const [one, other] = [days.get(order[at]), days.get(order[at + 1])];
      for (const first of one) {
        for (const then of other) {
          const key = JSON.stringify([first.kind, then.kind]);
          counts.set(key, (counts.get(key) ?? 0) + 1 / (one.length * other.length));
        }
      }
    }
  }
  return counts;
}

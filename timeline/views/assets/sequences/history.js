// Which incidents make up a history, in which days and groups? The rules of timeline/sequences/history.py and rows.py.

const WEEK = 7; // days; a date of more days is coarse
const FINE = ["site", "city", "district"]; // grains of places that incidents share, the finest first
export const FIRST = 0; // who acts: the first of the pair on the second
export const SECOND = 1; // the other way round
export const BOTH = 2;
/** @typedef {{key: string[], side: number}} Belonging */

/** @type {Record<By, string>} */
const MISSING = { pair: "sides", actor: "actors", place: "places" };

/**
 * Make the function that tells of an incident of the page what a history is made of: {id, kind, type, mode, status, happened,
 * disputed, when: {start, end, basis} or null, actors: [{id, role, kind}], places: ids, documents, publishers, answers: ids}.
 * @param {Data} data
 * @returns {(incident: Incident) => Fact}
 */
export function factsOf(data) {
  return (incident) => ({
    id: incident.id,
    kind: data.types[incident.type].id,
    type: data.types[incident.type].id,
    mode: incident.mode < 0 ? null : data.modes[incident.mode].id,
    status: data.statuses[incident.status].id,
    happened: incident.happened,
    disputed: incident.disputed,
    when: incident.when,
    actors: incident.actors.map(({ actor, role }) => ({
      id: data.actors[actor].id,
      role,
      kind: data.actors[actor].kind,
    })),
    places: finest(incident.places.map((place) => data.places[place])),
    documents: incident.documents,
    publishers: incident.publishers,
    answers: incident.relations.filter(([kind]) => kind === "response-to").map(([, to]) => data.incidents[to].id),
  });
}

/** @param {PlaceRow[]} places */
function finest(places) {
  const grain = FINE.find((one) => places.some(({ precision }) => precision === one));
  return [...new Set(places.filter(({ precision }) => precision === grain).map(({ id }) => id))];
}

/**
 * Choose the incidents that count, as `timeline.sequences.history` does, from what `facts` tells of each; days are
 * numbers. Gives steps in order, and the number left out by reason.
 * @param {any[]} incidents
 * @param {(incident: any) => any} facts
 * @param {{disputed?: boolean, denied?: boolean, assumed?: boolean, coarse?: boolean, doubles?: boolean}} choice
 * @returns {StepsOf}
 */
export function historyOf(incidents, facts, choice = {}) {
  /** @type {Counts} */
  const left = {};
  const told = new Map();
  /** @type {Step[]} */
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

/**
 * Order two texts as Python does, by what they are made of and not by a language.
 * @param {string} one
 * @param {string} other
 */
export function byText(one, other) {
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
  if (mode === "cumulative") return "cumulative";
  if (status === "denied" && !denied) return "denied";
  if (status === "possible" || status === "failed") return status;
  if (disputed && !conflicting) return "disputed";
  if (!when) return "undated";
  if (when.basis === "assumed" && !assumed) return "guessed";
  return when.end - when.start + 1 > WEEK && !coarse ? "coarse" : null;
}

/**
 * Say "double" of what looks like another of its day that none of its own documents and publishers tells of.
 * @param {Fact} fact
 * @param {Map<string, Set<string>>} told
 */
function doubleOf({ type, mode, status, when, actors, places, documents, publishers }, told) {
  if (when === null || when.start !== when.end || !actors.length || !documents.length) return null;
  const who = actors.map(({ id, role }) => `${id}\u0000${role}`).sort();
  const key = JSON.stringify([when.start, type, mode, status, who, places]);
  const before = told.get(key) ?? new Set();
  const tellers = [...documents.map((one) => `document ${one}`), ...publishers.map((one) => `publisher ${one}`)];
  const double = before.size > 0 && !tellers.some((one) => before.has(one));
  for (const one of tellers) before.add(one);
  told.set(key, before);
  return double ? "double" : null;
}

/**
 * @param {any} incident
 * @param {Fact} fact
 * @returns {Step}
 */
function stepOf(incident, { id, kind, status, happened, when, actors, places, answers = [] }) {
  /** @param {string} role */
  const named = (role) => [...new Set(actors.filter((one) => one.role === role).map((one) => one.id))];
  /** @param {boolean} targets */
  const kinds = (targets) =>
    [...new Set(actors.filter(({ role }) => (role === "target") === targets).map((one) => one.kind))].sort();
  const real = happened || status === "denied";
  return {
    incident,
    id,
    kind: real ? kind : `${kind} (${status})`,
    happened: real,
    first: Number(when?.start),
    last: Number(when?.end),
    initiators: named("initiator"),
    targets: named("target"),
    parties: named("party"),
    places,
    kindsOfActors: JSON.stringify([kinds(false), kinds(true)]),
    answers,
  };
}

/**
 * Give the last day that was surely observed: the latest first day of anything that happened.
 * @param {Step[]} steps
 */
export function observedUntil(steps) {
  return steps.reduce((until, step) => (step.happened && step.first > until ? step.first : until), -Infinity);
}

/**
 * Put steps into their groups: "pair" (two actors, whoever acts), "actor" or "place". Gives rows {step, side, group} in
 * order of group, first day and last day, the keys of the groups, and the number of steps that have none by reason.
 * @param {Step[]} steps
 * @param {By} by
 * @returns {Groups}
 */
export function rowsBy(steps, by = "pair") {
  /** @type {Map<string, {key: string[], rows: Member[]}>} */
  const groups = new Map();
  let lost = 0;
  for (const step of steps) {
    const belongs = { pair: pairsOf, actor: actorsOf, place: placesOf }[by](step);
    if (!belongs.size) lost += 1;
    for (const [name, { key, side }] of belongs) {
      const group = groups.get(name) ?? { key, rows: [] };
      groups.set(name, group);
      group.rows.push({ step, side, group: 0 });
    }
  }
  const sorted = [...groups.values()].sort((a, b) => byText(a.key[0], b.key[0]) || byText(a.key[1], b.key[1]));
  sorted.forEach(({ rows }, number) => {
    for (const row of rows) row.group = number;
  });
  return {
    keys: sorted.map(({ key }) => key),
    groups: sorted.map(({ rows }) => rows),
    left: lost ? { [MISSING[by]]: lost } : {},
  };
}

/**
 * @param {Step} step
 * @returns {Map<string, Belonging>}
 */
function pairsOf({ initiators, targets, parties }) {
  const seen = new Map();
  /** @param {string[]} key @param {number} side */
  const add = (key, side) => {
    const name = JSON.stringify(key);
    seen.set(name, { key, side: !seen.has(name) || seen.get(name).side === side ? side : BOTH });
  };
  for (const from of initiators)
    for (const to of targets) if (from !== to) add(from < to ? [from, to] : [to, from], from < to ? FIRST : SECOND);
  for (const one of parties) for (const other of parties) if (one < other) add([one, other], BOTH);
  return seen;
}

/**
 * @param {Step} step
 * @returns {Map<string, Belonging>}
 */
function actorsOf({ initiators, targets, parties }) {
  const seen = new Map();
  const sides = [initiators, targets, parties];
  sides.forEach((actors, side) => {
    for (const actor of actors) if (!seen.has(actor)) seen.set(actor, { key: [actor], side });
  });
  return seen;
}

/**
 * @param {Step} step
 * @returns {Map<string, Belonging>}
 */
function placesOf({ places }) {
  return new Map(places.map((place) => [place, { key: [place], side: BOTH }]));
}

/**
 * Add up what was left out at several steps of the work.
 * @param {...Counts} parts
 */
export function merged(...parts) {
  /** @type {Counts} */
  const whole = {};
  for (const part of parts)
    for (const [why, count] of Object.entries(part)) if (count) whole[why] = (whole[why] ?? 0) + count;
  return whole;
}

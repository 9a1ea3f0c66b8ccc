// In which lanes does an incident stand? Those that find no place go into one more lane, so that nothing vanishes.
import { actorsIn } from "./data.js";
import { inRange } from "./filter.js";

/**
 * Group incidents into lanes: the largest `limit` of those with anything in view, then the others. Size is counted over
 * all days, so that lanes do not change places while one zooms.
 */
export function lanesOf(data, incidents, kind, limit, shownDays) {
  const lanes = new Map();
  for (const incident of incidents) {
    for (const [key, make] of keysOf(data, incident, kind)) {
      if (!lanes.has(key)) lanes.set(key, { key, ...make(), incidents: [] });
      lanes.get(key).incidents.push(incident);
    }
  }
  const ranked = ranking([...lanes.values()]).filter((lane) => lane.incidents.some((one) => inRange(one, shownDays)));
  // One lane too many is shown rather than folded into "others": that would save no room.
  const shown = ranked.length <= limit + 1 ? ranked : ranked.slice(0, limit);
  const rest = ranked.slice(shown.length);
  if (rest.length) shown.push(others(shown, rest));
  return shown;
}

function others(shown, rest) {
  const drawn = new Set();
  for (const lane of shown) for (const one of lane.incidents) drawn.add(one);
  const left = [];
  for (const lane of rest) {
    for (const one of lane.incidents) {
      if (drawn.has(one)) continue;
      drawn.add(one);
      left.push(one);
    }
  }
  left.sort((a, b) => a.index - b.index);
  return { key: "others", label: `Others (${rest.length} lanes)`, group: "others", incidents: left };
}

/** Order lanes by size; the two directions of a pair stay together, and what names nobody comes last. */
function ranking(lanes) {
  const totals = new Map();
  for (const lane of lanes) totals.set(lane.group, (totals.get(lane.group) ?? 0) + lane.incidents.length);
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return lanes.sort(
    (a, b) =>
      Number(a.key === "none") - Number(b.key === "none") ||
      totals.get(b.group) - totals.get(a.group) ||
      order(a.group, b.group) ||
      b.incidents.length - a.incidents.length ||
      order(a.key, b.key),
  );
}

function keysOf(data, incident, kind) {
  if (kind === "pair") return pairKeys(data, incident);
  if (kind === "type") return [named(`t${incident.type}`, data.types[incident.type].label)];
  if (kind === "actor") {
    return orNobody(
      [...new Set(incident.actors.map((one) => one.actor))],
      (actor) => data.actors[actor].name,
      "Nobody named",
    );
  }
  if (kind === "place") return orNobody(incident.places, (place) => data.places[place].name, "No place named");
  return orNobody(incident.publishers, (publisher) => data.publishers[publisher], "Publisher not known");
}

function orNobody(values, label, none) {
  return values.length ? values.map((value) => named(String(value), label(value))) : [named("none", none)];
}

function named(key, label) {
  return [key, () => ({ label, group: key })];
}

function pairKeys(data, incident) {
  const name = (actor) => data.actors[actor].name;
  const [initiators, targets] = [actorsIn(incident, "initiator"), actorsIn(incident, "target")];
  const parties = actorsIn(incident, "party");
  const keys = [];
  for (const from of initiators.length ? initiators : [null]) {
    for (const to of targets.length ? targets : [null]) {
      if (from === null && to === null) continue;
      const sides = [from === null ? "Not named" : name(from), `→ ${to === null ? "not named" : name(to)}`];
      keys.push([`${from}>${to}`, () => ({ label: sides.join(" "), sides, group: group(from, to) })]);
    }
  }
  if (parties.length === 1) keys.push(...[named(`p${parties[0]}`, `${name(parties[0])} and others`)]);
  if (parties.length > 1) {
    // Three parties and more are one lane: a lane for every two of them would tell one meeting many times.
    const sides = [...parties].sort((a, b) => a - b);
    const names = sides.map(name);
    keys.push([
      sides.join("="),
      () => ({
        label: names.join(" – "),
        sides: [names[0], `– ${names.slice(1).join(" – ")}`],
        group: sides.length > 2 ? sides.join("=") : group(...sides),
      }),
    ]);
  }
  return keys.length ? keys : [named("none", "Nobody named")];
}

function group(a, b) {
  if (a === null || b === null) return `${a}:${b}`;
  return a < b ? `${a}:${b}` : `${b}:${a}`;
}

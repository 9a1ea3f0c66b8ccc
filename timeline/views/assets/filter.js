// Which incidents are in view, and how many would each value of a facet show?
import { matcher } from "./search.js";

/**
 * Filter by overlap: an interval is in view when it shares a day with the range; an unknown date could be any day and
 * is never filtered by range. A facet's counts ignore that facet's own exclusions.
 */
export function inView(data, facets, state) {
  const searched = matcher(data, state.q);
  const counts = new Map(facets.map((facet) => [facet.id, new Map()]));
  const found = { view: [], anyDate: [], before: 0, after: 0, counts };
  for (const incident of data.incidents) {
    if (state.focus !== null && !incident.actors.some((one) => one.actor === state.focus)) continue;
    if (searched !== null && !searched(incident)) continue;
    const failing = facets.filter((facet) => excluded(facet, incident, state));
    if (failing.length === 0) sortByDate(found, incident, state);
    if (!inRange(incident, state)) continue;
    if (failing.length === 0) for (const facet of facets) count(counts, facet, incident);
    else if (failing.length === 1) count(counts, failing[0], incident);
  }
  return found;
}

/** Say whether the incident may have happened within the range. */
export function inRange(incident, { from, to }) {
  if (from === null || incident.when === null) return true;
  return incident.when.start <= to && incident.when.end >= from;
}

function sortByDate(found, incident, state) {
  found.anyDate.push(incident);
  if (inRange(incident, state)) found.view.push(incident);
  else if (incident.when.end < state.from) found.before += 1;
  else found.after += 1;
}

function excluded(facet, incident, state) {
  const off = state.off[facet.id];
  return off.size > 0 && facet.values(incident).every((value) => off.has(value));
}

function count(counts, facet, incident) {
  const of = counts.get(facet.id);
  for (const value of facet.values(incident)) of.set(value, (of.get(value) ?? 0) + 1);
}

/**
 * Choose the days to open on: where most of the day-dated incidents lie, when background from years before would
 * otherwise press them into a few pixels; null for everything.
 */
export function openingRange(data) {
  const days = data.incidents
    .filter((one) => one.fine)
    .map((one) => one.when.start)
    .sort((a, b) => a - b);
  if (!data.extent || days.length < 4) return null;
  const low = days[Math.floor(days.length * 0.1)];
  const high = days[Math.ceil(days.length * 0.9) - 1];
  const margin = Math.max(3, Math.round((high - low) * 0.15));
  const whole = data.extent.to - data.extent.from;
  if (high - low + 2 * margin > whole * 0.4) return null;
  return { from: Math.max(data.extent.from, low - margin), to: Math.min(data.extent.to, high + margin) };
}

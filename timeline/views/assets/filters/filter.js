// Which incidents are in view, and how many would each value of a facet show?
import { matcher } from "./search.js";

/**
 * Filter by overlap: an interval is in view when it shares a day with the range; an unknown date could be any day and
 * is never filtered by range.
 * @param {Data} data
 * @param {Facet[]} facets
 * @param {State} state
 * @returns {Found}
 */
export function inView(data, facets, state) {
  const searched = matcher(data, state.q);
  const active = facets.filter((facet) => state.include[facet.id].size > 0);
  /** @type {Found} */
  const found = { view: [], anyDate: [], strong: 0, weaker: 0, earlier: 0, later: 0 };
  for (const incident of data.incidents) {
    if (searched !== null && !searched(incident)) continue;
    if (active.some((facet) => !isIncluded(facet, incident, state))) continue;
    sortIn(found, incident, state);
  }
  return found;
}

/**
 * @param {Found} found
 * @param {Incident} incident
 * @param {State} state
 */
function sortIn(found, incident, state) {
  const shown = incident.strong || state.weak;
  if (shown) found.anyDate.push(incident);
  if (!isInRange(incident, state)) {
    if (!shown || !incident.when) return;
    if (incident.when.end < Number(state.from)) found.earlier += 1;
    else found.later += 1;
    return;
  }
  if (incident.strong) found.strong += 1;
  else found.weaker += 1;
  if (shown) found.view.push(incident);
}

/**
 * Return whether the incident may have happened within the range.
 * @param {{when: When | null}} incident
 * @param {{from: number | null, to: number | null}} range
 */
export function isInRange(incident, { from, to }) {
  if (from === null || to === null || incident.when === null) return true;
  return incident.when.start <= to && incident.when.end >= from;
}

/**
 * @param {Facet} facet
 * @param {Incident} incident
 * @param {State} state
 */
function isIncluded(facet, incident, state) {
  const included = state.include[facet.id];
  return included.size === 0 || facet.values(incident).some((value) => included.has(value));
}

/**
 * Count the incidents of each value of a facet, as everything but the facet itself narrows them.
 * @param {Data} data
 * @param {Facet[]} facets
 * @param {State} state
 * @param {Facet} facet
 * @returns {Map<number, number>}
 */
export function countsOf(data, facets, state, facet) {
  const free = { ...state, include: { ...state.include, [facet.id]: new Set() } };
  const counts = new Map();
  for (const incident of inView(data, facets, free).view)
    for (const value of facet.values(incident)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

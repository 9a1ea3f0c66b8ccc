// In which lane does an incident stand? Pairs of sides for force, protests, and words; never more than six lanes.
import { actorsIn, capital, groupBy, sideColour } from "./data.js";

const MOST = 6;
const CASE_MOST = 9;

/**
 * Put incidents into lanes, those of force first.
 * @param {Data} data
 * @param {Incident[]} incidents
 * @param {boolean} detailed lanes for a small case
 * @returns {{key: string, title: string, note: string, incidents: Incident[]}[]}
 */
export function lanesOf(data, incidents, detailed = false) {
  const groups = groupBy(incidents, (incident) => (detailed ? laneKey(data, incident) : pairKey(laneKey(data, incident))));
  const lanes = [...groups].map(([key, group]) => ({ key, ...titleOf(data, key), incidents: group }));
  lanes.sort((a, b) => orderOf(a.key) - orderOf(b.key) || b.incidents.length - a.incidents.length);
  return merged(lanes, detailed ? CASE_MOST : MOST);
}

/**
 * @param {{key: string, title: string, note: string, incidents: Incident[]}[]} lanes
 * @param {number} most
 */
function merged(lanes, most) {
  if (lanes.length <= most) return lanes;
  const force = lanes.filter(({ key }) => key.startsWith("force"));
  const rest = lanes.filter(({ key }) => !key.startsWith("force"));
  const room = most - rest.length - 1;
  const kept = new Set([...force].sort((a, b) => rankOf(a.key) - rankOf(b.key) || b.incidents.length - a.incidents.length).slice(0, room));
  const others = force.filter((lane) => !kept.has(lane));
  const incidents = others.flatMap((lane) => lane.incidents).sort((a, b) => a.index - b.index);
  const last = { key: "force others", title: "Other force", note: "", incidents };
  return [...force.filter((lane) => kept.has(lane)), last, ...rest];
}

/**
 * Return which lanes of force stay when there are too many: who is against whom before who only moves.
 * @param {string} key
 */
function rankOf(key) {
  const order = ["force A people", "force A B", "force pair", "force nobody", "force B A", "force both"];
  const place = order.indexOf(key);
  return place < 0 ? order.length : place;
}

/** @param {string} key */
function orderOf(key) {
  const order = ["force A people", "force pair", "force A B", "force B A", "force both", "force A", "force B people", "force B", "force C", "force nobody"];
  const place = order.indexOf(key);
  if (place >= 0) return place;
  return key === "protest" ? 20 : 21;
}

/**
 * Put what two sides do to each other into one lane; colours say who acts.
 * @param {string} key
 */
function pairKey(key) {
  return ["force A B", "force B A", "force both"].includes(key) ? "force pair" : key;
}

/**
 * @param {Data} data
 * @param {Incident} incident
 */
function laneKey(data, incident) {
  if (incident.family !== "force") return incident.family;
  const { colour } = incident;
  if (colour === "N") return "force nobody";
  if (colour === "C") return hasBoth(data, incident) ? "force both" : "force C";
  const targets = [...actorsIn(incident, "target"), ...actorsIn(incident, "party")];
  const against = colour === "A" ? "B" : "A";
  const people = targets.length > 0 && targets.every((actor) => data.actors[actor].kind === "civilians");
  if (people) return `force ${colour} people`;
  return targets.some((actor) => sideColour(data, actor) === against) ? `force ${colour} ${against}` : `force ${colour}`;
}

/**
 * @param {Data} data
 * @param {Incident} incident
 */
function hasBoth(data, { actors }) {
  const colours = new Set(actors.map(({ actor }) => sideColour(data, actor)));
  return colours.has("A") && colours.has("B");
}

/**
 * @param {Data} data
 * @param {string} key
 */
function titleOf(data, key) {
  /** @param {string} colour */
  const name = (colour) => data.sides.find((side) => side.colour === colour)?.name ?? colour;
  const [, first, second] = key.split(" ");
  if (key === "protest") return { title: "Protests", note: "" };
  if (key === "words") return { title: "Words and talks", note: "" };
  if (key === "force nobody") return { title: "Force, nobody named", note: "" };
  if (key === "force C") return { title: data.sides.length ? "Others" : "Force", note: "" };
  if (key === "force pair") return { title: `${capital(name("A"))} against ${name("B")}`, note: "" };
  if (key === "force both") return { title: `${capital(name("A"))} and ${name("B")}`, note: "fighting" };
  const note = second === "people" ? "on people" : second ? `on ${name(second)}` : "other force";
  return { title: capital(name(first)), note };
}

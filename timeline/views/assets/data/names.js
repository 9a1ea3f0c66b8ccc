// How is an incident named, dated and counted in a few words of ours?
import { actorsIn, capital, groupBy, outlet } from "./data.js";
import { basisWords, shortDay } from "../lib/days.js";

const DONE_TO = new Set(["ASSAULT", "COERCE", "DISPLACE"]); // types of which a target is named: "Shelling of the village"
// The preposition of an act, by how its words end; of all others we say "of".
const PREPOSITIONS = /** @type {[RegExp, string][]} */ ([
  [/(attack|strike|raid)$/i, "on"],
  [/(bomb|violence|ban|blockade|boycott)$/i, "against"],
  [/(clash|fighting|war)$/i, "with"],
]);

/**
 * Name what happened and where: "Shelling, Saraqib".
 * @param {Data} data
 * @param {Incident} incident
 */
export function shortName(data, incident) {
  const act = actWords(data, incident);
  const place = incident.places.length ? `, ${data.places[incident.places[0]].name}` : "";
  return `${act}${place}`;
}

/**
 * Name what happened, with who where it is talk and not force.
 * @param {Data} data
 * @param {Incident} incident
 */
export function actWords(data, incident) {
  const act = plainWords(data, incident);
  return incident.family === "words" ? `${act}${whoWords(data, incident)}` : act;
}

/**
 * @param {Data} data
 * @param {Incident} incident
 */
function plainWords(data, incident) {
  return capital(incident.mode >= 0 ? data.modes[incident.mode].label : plainAct(data, incident));
}

/**
 * Say who acted (" by the army"), or who took part where nobody is said to have begun (": army and rebels").
 * @param {Data} data
 * @param {Incident} incident
 */
function whoWords(data, incident) {
  const acting = actorsIn(incident, "initiator");
  if (acting.length) return ` by ${firstNames(data, acting)}`;
  const parties = actorsIn(incident, "party");
  return parties.length ? `: ${firstNames(data, parties)}` : "";
}

/**
 * Name two actors, of two sides or countries where there are such: a state and its president are one.
 * @param {Data} data
 * @param {number[]} actors
 */
function firstNames(data, actors) {
  const ours = groupBy(actors, (actor) => {
    const { side, country } = data.actors[actor];
    if (side >= 0) return `side ${side}`;
    return country ? `country ${country}` : `actor ${actor}`;
  });
  return [...ours.values()].slice(0, 2).map(([actor]) => data.actors[actor].name).join(" and ");
}

/**
 * Name what happened, who did it and where, or to whom, where nothing near it says who: "Attack by Israeli military, Damascus".
 * @param {Data} data
 * @param {Incident} incident
 */
export function nameWithWho(data, incident) {
  const place = incident.places.length ? `, ${data.places[incident.places[0]].name}` : "";
  return `${plainWords(data, incident)}${whomWords(data, incident)}${whoWords(data, incident)}${place}`;
}

/**
 * Name what happened and where, or where no place is known, to whom: "Attack on air base".
 * @param {Data} data
 * @param {Incident} incident
 */
export function nameWithWhom(data, incident) {
  const whom = whomWords(data, incident);
  return whom ? `${plainWords(data, incident)}${whom}` : shortName(data, incident);
}

/**
 * Say to whom something was done, where no place says more: " on the air base"; empty where nothing was done to anybody.
 * @param {Data} data
 * @param {Incident} incident
 */
function whomWords(data, incident) {
  const [target] = actorsIn(incident, "target");
  if (incident.places.length || target === undefined || !DONE_TO.has(data.types[incident.type].id)) return "";
  const act = plainWords(data, incident);
  const preposition = PREPOSITIONS.find(([ending]) => ending.test(act))?.[1] ?? "of";
  return ` ${preposition} ${data.actors[target].name}`;
}

/**
 * Name an act that no passage names nearer: by what it did, where the type alone says little.
 * @param {Data} data
 * @param {Incident} incident
 */
function plainAct(data, incident) {
  const { id, label } = data.types[incident.type];
  if (id !== "ASSAULT") return label;
  if (incident.high) return "killing";
  return incident.actors.some(({ role }) => role === "party") ? "fighting" : "attack";
}

/**
 * Return the number of killed in words: "55 to 200 killed", "70 or more killed", "about 40 killed"; empty where no account gives one.
 * @param {Incident} incident
 */
export function killedShort({ low, high, open, isUpTo, isAbout }) {
  if (low === null || high === null) return "";
  const [least, most] = [low.toLocaleString("en-GB"), high.toLocaleString("en-GB")];
  if (isAbout) return low === high ? `about ${least} killed` : `about ${least} to ${most} killed`;
  if (open) return low === high ? `${least} or more killed` : `${least} to ${most} or more killed`;
  if (low === high) return low === 0 ? "nobody killed" : `${least} killed`;
  if (isUpTo) return `up to ${most} killed`;
  return low === 0 ? `${most} killed, or none` : `${least} to ${most} killed`;
}

/**
 * Return whether the accounts of an incident differ.
 * @param {Incident} incident
 */
export function isDisputed(incident) {
  return incident.disputed || incident.disputes.length > 0;
}

/**
 * Describe on what the accounts differ.
 * @param {Data} data
 * @param {Incident} incident
 */
export function disputeWords(data, incident) {
  if (!isDisputed(incident)) return "";
  const labels = data.words.disputes.filter(({ id }) => incident.disputes.includes(id)).map(({ label }) => label);
  return labels.length ? `accounts differ on ${labels.join(" and ")}` : "accounts differ";
}

/**
 * Describe how the date is known: the words it is derived from, and the day of the article.
 * @param {Data} data
 * @param {Incident} incident
 */
export function datedWords(data, incident) {
  const { when } = incident;
  if (!when || !when.text || when.basis !== "relative") return basisWords(when);
  const passage = incident.passages.find((each) => each.when?.text === when.text);
  const published = passage ? data.documents[passage.document].published : null;
  if (published === null) return basisWords(when);
  return `Derived from “${when.text}” in an article of ${shortDay(published)}.`;
}

/**
 * Describe the source of a passage: outlet, day, and who is cited.
 * @param {Data} data
 * @param {Passage} passage
 */
export function sourceWords(data, passage) {
  const { published } = data.documents[passage.document];
  const day = published === null ? "" : `, ${shortDay(published)}`;
  const cited = passage.attribution.map((speaker) => data.speakers[speaker]).join(", ");
  return `${outlet(data, passage.document)}${day}${cited ? ` · citing ${cited}` : ""}`;
}

const SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/**
 * Write a small number as a word.
 * @param {number} count
 */
export function countWord(count) {
  return SMALL[count] ?? count.toLocaleString("en-GB");
}

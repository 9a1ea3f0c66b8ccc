// Who gives which number of people killed or hurt, and do the figures exclude each other?
import { capital, groupBy, outlet } from "./data.js";

const ANYONE = new Set(["", "people", "persons", "person", "others", "victims"]);
const SINGULAR = new Map([
  ["people", "person"],
  ["children", "child"],
  ["women", "woman"],
  ["men", "man"],
  ["policemen", "policeman"],
  ["civilians", "civilian"],
  ["families", "family"],
]);

/**
 * Return the figures of an incident, each with those who give it; figures given twice by one document count once.
 * @param {Data} data
 * @param {Incident} incident
 * @returns {Claim[]}
 */
export function claimsOf(data, incident) {
  /** @type {Map<string, Claim>} */
  const claims = new Map();
  const isPart = partsIn(incident);
  /**
   * @param {Figure} figure
   * @param {number | null} document
   * @param {number[]} speakers
   */
  const add = (figure, document, speakers) => {
    const names = speakers.map((speaker) => data.speakers[speaker]);
    const key = JSON.stringify([bare(figure), figure.group, figure.part, document, names]);
    if (!claims.has(key)) claims.set(key, { ...figure, document, ...sourceOf(data, document), speakers: names });
  };
  for (const passage of incident.passages)
    for (const figure of passage.casualties) {
      const part = figure.part || isPart(figure, passage.document);
      add({ ...figure, part }, passage.document, figure.speakers.length ? figure.speakers : passage.attribution);
    }
  const given = new Set([...claims.values()].map(bare));
  for (const figure of incident.casualties) if (!given.has(bare(figure))) add(figure, null, figure.speakers);
  return [...claims.values()];
}

/**
 * Return who publishes a document, and whether it is a row that people coded.
 * @param {Data} data
 * @param {number | null} document
 */
function sourceOf(data, document) {
  if (document === null) return { publisher: null, coded: false };
  return { publisher: outlet(data, document), coded: data.documents[document].dataset !== null };
}

/**
 * Recognise the parts of a total: so marked in the incident as a whole, where the same document has a greater figure.
 * @param {Incident} incident
 * @returns {(figure: Figure, document: number) => boolean}
 */
function partsIn(incident) {
  const marked = new Set(incident.casualties.filter(({ part }) => part).map(withGroup));
  return (figure, document) =>
    marked.has(withGroup(figure)) &&
    incident.passages.some(
      (passage) =>
        passage.document === document &&
        passage.casualties.some(({ kind, best }) => kind === figure.kind && Number(best) > Number(figure.best)),
    );
}

/** @param {{kind: string, low: number | null, best: number | null, high: number | null}} figure */
function bare({ kind, low, best, high }) {
  return JSON.stringify([kind, low, best, high]);
}

/** @param {Figure} figure */
function withGroup(figure) {
  return `${bare(figure)}${figure.group}`;
}

/**
 * Return whether two figures of different sources cannot both be right.
 * @param {Claim} a
 * @param {Claim} b
 */
export function exclude(a, b) {
  if (a.kind !== b.kind || a.part || b.part || !isComparable(a, b)) return false;
  if (a.document === b.document && a.speakers.join() === b.speakers.join()) return false;
  return isBelow(a, b) || isBelow(b, a);
}

/**
 * @param {Claim} a
 * @param {Claim} b
 */
function isBelow(a, b) {
  return a.high !== null && b.low !== null && a.high < b.low;
}

/**
 * @param {Claim} a
 * @param {Claim} b
 */
function isComparable(a, b) {
  if (a.actor >= 0 && b.actor >= 0 && a.actor !== b.actor) return false;
  const [first, second] = [(a.group ?? "").toLowerCase(), (b.group ?? "").toLowerCase()];
  return first === second || (ANYONE.has(first) && ANYONE.has(second));
}

/**
 * Return whether any two of the figures exclude each other.
 * @param {Claim[]} claims
 */
export function disagree(claims) {
  return claims.some((claim, place) => claims.slice(place + 1).some((later) => exclude(claim, later)));
}

/**
 * Return "1 person", "at least 12 soldiers", "about 40 people", "4 to 6 people", "a number of people".
 * @param {{group: string | null, low: number | null, best: number | null, high: number | null}} figure
 */
export function peopleWords({ group, low, best, high }) {
  const people = group ?? "people";
  const number = best ?? low;
  if (number === null) return high === null ? `a number of ${people}` : `up to ${counted(high, people)}`;
  if (number === 0 && high === 0) return `no ${people}`;
  if (high === null) return `${low === null ? "about" : "at least"} ${counted(low ?? number, people)}`;
  if (low === null || low === high) return counted(number, people);
  return low === 0 ? `up to ${counted(high, people)}` : `${low.toLocaleString("en-GB")} to ${counted(high, people)}`;
}

/**
 * Return the number of a figure alone: "55 or more", "about 40", "30 to 35", "none".
 * @param {{low: number | null, best: number | null, high: number | null}} figure
 */
export function numberWords({ low, best, high }) {
  const number = best ?? low;
  if (number === null) return high === null ? "no number" : `up to ${high.toLocaleString("en-GB")}`;
  if (number === 0 && high === 0) return "none";
  if (high === null) return low === null ? `about ${number.toLocaleString("en-GB")}` : `${low.toLocaleString("en-GB")} or more`;
  if (low === null || low === high) return number.toLocaleString("en-GB");
  return low === 0 ? `up to ${high.toLocaleString("en-GB")}` : `${low.toLocaleString("en-GB")} to ${high.toLocaleString("en-GB")}`;
}

/**
 * Return "1 person killed".
 * @param {Claim} figure
 */
export function figureWords(figure) {
  return `${peopleWords(figure)} ${figure.kind}`;
}

/**
 * @param {number} number
 * @param {string} people
 */
function counted(number, people) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? singular(people) : people}`;
}

/** @param {string} people */
function singular(people) {
  const words = people.split(" ");
  const last = words[words.length - 1];
  const plain = SINGULAR.get(last.toLowerCase()) ?? (/[^s]s$/.test(last) ? last.slice(0, -1) : last);
  return [...words.slice(0, -1), plain].join(" ");
}

/**
 * Put claims of one kind that can be compared into rows of one scale: each figure once, with all who give it.
 * @param {Claim[]} claims
 * @returns {{figure: Claim, sayers: string[]}[]}
 */
export function rivalsOf(claims) {
  const groups = groupBy(claims, (claim) => `${bare(claim)}|${(claim.group ?? "").toLowerCase()}|${claim.part}`);
  return [...groups.values()].map((group) => ({
    figure: group[0],
    sayers: [...new Set(group.map(sayerWords))],
  }));
}

/**
 * Name who gives a figure: those cited, else the outlet.
 * @param {Claim} claim
 */
export function sayerWords({ publisher, speakers, coded }) {
  const cited = capital(speakers.join(", "));
  if (publisher === null) return cited || "source not given";
  if (cited) return `${cited}, in ${publisher}`;
  return coded ? `${publisher}, as coded` : `${publisher}, nobody cited`;
}

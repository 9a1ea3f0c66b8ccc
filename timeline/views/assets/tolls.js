// Who gives which number of people killed or hurt, and do the figures exclude each other?
import { outlet } from "./data.js";

const ANYONE = new Set(["", "people", "persons", "person", "others", "victims"]);
const SHOWN = 2; // groups of people named in a cell of a table
const SINGULAR = new Map([
  ["people", "person"],
  ["children", "child"],
  ["women", "woman"],
  ["men", "man"],
  ["policemen", "policeman"],
  ["civilians", "civilian"],
  ["families", "family"],
]);

/** List the figures of an incident, each with those who give it; figures told twice by one document count once. */
export function claimsOf(data, incident) {
  const claims = new Map();
  const add = (figure, document, speakers) => {
    const key = JSON.stringify([
      figure.kind,
      figure.group,
      figure.low,
      figure.best,
      figure.high,
      figure.part,
      document,
      speakers,
    ]);
    if (!claims.has(key))
      claims.set(key, { ...figure, document, speakers, ...tellerOf(data, document) });
  };
  const parts = partsIn(data, incident);
  for (const passage of incident.passages) {
    for (const row of passage.casualties) {
      const figure = figureOf(data, row);
      const part = figure.part || parts(figure, passage.document);
      add({ ...figure, part }, passage.document, row[7].length ? row[7] : passage.attribution);
    }
  }
  const told = new Set([...claims.values()].map(bare));
  for (const row of incident.casualties)
    if (!told.has(bare(figureOf(data, row)))) add(figureOf(data, row), null, row[7]);
  return [...claims.values()].map((claim) => ({ ...claim, speakers: claim.speakers.map((one) => data.speakers[one]) }));
}

/** Say who tells a document, and whether it is a row that people coded. */
function tellerOf(data, document) {
  if (document === null) return { publisher: null, coded: false };
  return { publisher: outlet(data, document), coded: data.documents[document].dataset !== undefined };
}

/** Tell the parts of a total: so marked in the incident as a whole, where the same document has a greater figure. */
function partsIn(data, incident) {
  const named = ({ kind, group, low, best, high }) => JSON.stringify([kind, group, low, best, high]);
  const known = new Set(
    incident.casualties
      .map((row) => figureOf(data, row))
      .filter(({ part }) => part)
      .map(named),
  );
  return (figure, document) =>
    known.has(named(figure)) &&
    incident.passages.some(
      (passage) =>
        passage.document === document &&
        passage.casualties.some((row) => data.words.casualties[row[0]] === figure.kind && row[4] > figure.best),
    );
}

function bare({ kind, low, best, high }) {
  return JSON.stringify([kind, low, best, high]);
}

function figureOf(data, [kind, group, actor, low, best, high, part]) {
  return { kind: data.words.casualties[kind], group, actor, low, best, high, part: part === 1 };
}

/** Say whether two figures of different tellers cannot both be right. */
export function exclude(a, b) {
  if (a.kind !== b.kind || a.part || b.part || !comparable(a, b)) return false;
  if (a.document === b.document && a.speakers.join() === b.speakers.join()) return false;
  return below(a, b) || below(b, a);
}

function below(a, b) {
  return a.high !== null && b.low !== null && a.high < b.low;
}

function comparable(a, b) {
  if (a.actor >= 0 && b.actor >= 0 && a.actor !== b.actor) return false;
  const [one, two] = [(a.group ?? "").toLowerCase(), (b.group ?? "").toLowerCase()];
  return one === two || (ANYONE.has(one) && ANYONE.has(two));
}

/** Say whether any two of the figures exclude each other. */
export function disagree(claims) {
  return claims.some((one, index) => claims.slice(index + 1).some((two) => exclude(one, two)));
}

/** Give "1 person", "at least 12 soldiers", "4 to 6 people", "a number of people". */
export function peopleWords({ group, low, best, high }) {
  const people = group ?? "people";
  if (low === null && best === null) return `a number of ${people}`;
  const number = best ?? low;
  if (number === 0 && high === 0) return `no ${people}`;
  if (high === null) return `at least ${counted(low ?? number, people)}`;
  if (low === null || low === high) return counted(number, people);
  return low === 0 ? `up to ${counted(high, people)}` : `${low} to ${counted(high, people)}`;
}

/** Give "1 person killed". */
export function figureWords(figure) {
  return `${peopleWords(figure)} ${figure.kind}`;
}

function counted(number, people) {
  const text = number.toLocaleString("en-GB");
  return `${text} ${number === 1 ? singular(people) : people}`;
}

function singular(people) {
  const words = people.split(" ");
  const last = words[words.length - 1];
  const plain = SINGULAR.get(last.toLowerCase()) ?? (/[^s]s$/.test(last) ? last.slice(0, -1) : last);
  return [...words.slice(0, -1), plain].join(" ");
}

/** Give, for each group of people, the least and the greatest number killed that any figure allows. */
export function killedGroups(data, incident) {
  const groups = new Map();
  for (const figure of incident.casualties.map((row) => figureOf(data, row))) {
    if (figure.kind !== "killed" || figure.part) continue;
    const words = (figure.group ?? "").toLowerCase();
    const key = ANYONE.has(words) ? "people" : words; // told apart without regard to case, shown as first written
    const numbers = [figure.low, figure.best, figure.high].filter((number) => number !== null);
    const of = groups.get(key) ?? {
      group: key === words ? (figure.group ?? "people") : key,
      low: Infinity,
      high: -Infinity,
      open: false,
    };
    groups.set(key, of);
    of.low = Math.min(of.low, ...numbers);
    of.high = Math.max(of.high, ...numbers);
    of.open ||= figure.high === null;
  }
  return [...groups.values()].sort((a, b) => b.high - a.high);
}

/** Write those numbers for a table: "4", "4–12", "12 or more", "3 soldiers, 2 civilians". */
export function killedWords(groups) {
  const numbers = groups.map(({ low, high, open }) => {
    if (low === Infinity) return "not stated";
    return `${low === high ? low : `${low}–${high}`}${open ? " or more" : ""}`;
  });
  if (groups.length < 2) return numbers.join("");
  const rest = groups.length - SHOWN;
  const words = groups
    .slice(0, SHOWN)
    .map((one, index) => `${numbers[index]} ${one.low === 1 && one.high === 1 ? singular(one.group) : one.group}`)
    .join(", ");
  return rest > 0 ? `${words} … ${rest} more` : words;
}

// How do the incidents in view leave the page as a table for spreadsheets or as JSON?
import { actorsIn, outlet } from "../data/data.js";
import { claimsOf, figureWords } from "../data/figures.js";
import { iso } from "../lib/days.js";

const CELL_LIMIT = 32000; // characters that a spreadsheet takes in one cell

const CSV_COLUMNS = [
  ..."id headline quoted type mode status disputed disputed_about start end precision basis date_words".split(" "),
  ..."initiators targets parties side places latitude longitude killed_low killed_best killed_high killed_open figures".split(" "),
  ..."articles independent_texts publishers attribution prominent confidence documents passages view".split(" "),
];

/**
 * Return one incident as a plain object with words instead of numbers.
 * @param {Data} data
 * @param {Incident} incident
 * @returns {Record<string, any>}
 */
export function plainIncident(data, incident) {
  /** @param {string} role */
  const names = (role) => actorsIn(incident, role).map((actor) => data.actors[actor].name);
  const { when } = incident;
  const places = incident.places.map((place) => data.places[place]);
  const [low, best, high] = incident.killed.length ? incident.killed : [incident.low, null, incident.high];
  const side = data.sides.find(({ colour }) => colour === incident.colour && colour !== "C");
  return {
    id: incident.id,
    headline: incident.headline,
    quoted: incident.quoted >= 0,
    type: data.types[incident.type].id,
    mode: incident.mode < 0 ? null : data.modes[incident.mode].id,
    status: data.statuses[incident.status].id,
    disputed: incident.disputed,
    disputed_about: incident.disputes,
    start: when ? iso(when.start) : null,
    end: when ? iso(when.end) : null,
    precision: when ? when.precision : null,
    basis: when ? when.basis : null,
    date_words: when ? when.text : null,
    initiators: names("initiator"),
    targets: names("target"),
    parties: names("party"),
    side: side ? side.name : null,
    places: places.map((place) => place.name),
    latitude: places.length ? places[0].lat : null,
    longitude: places.length ? places[0].lon : null,
    killed_low: low,
    killed_best: best,
    killed_high: high,
    killed_open: incident.open,
    figures: claimsOf(data, incident).map((claim) => `${figureWords(claim)} (${[claim.publisher, ...claim.speakers].filter(Boolean).join(", ")})`),
    articles: incident.articles,
    independent_texts: incident.voices,
    publishers: incident.publishers.map((publisher) => data.publishers[publisher]),
    attribution: incident.attribution.map((speaker) => data.speakers[speaker]),
    prominent: incident.strong,
    confidence: incident.confidence,
    documents: incident.documents.map((number) => data.documents[number].id),
    passages: incident.passages.map(({ text }) => text),
  };
}

/**
 * Write rows as CSV, the view stated once, in the first row; a cell that a spreadsheet would run as a formula gets an
 * apostrophe before it.
 * @param {Data} data
 * @param {Incident[]} incidents
 * @param {string} view
 */
export function csv(data, incidents, view) {
  const lines = incidents.map((incident, row) => {
    const plain = { ...plainIncident(data, incident), view: row === 0 ? view : null };
    return CSV_COLUMNS.map((name) => csvCell(/** @type {any} */ (plain)[name])).join(",");
  });
  return `${[CSV_COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

// As timeline/output/cells.py: a cell also begins after what other programs separate columns by.
const INNER_FORMULA = /([;\t\r\n][\s\u200b\ufeff]*)(?=[=+\-@＝＋－＠])|(,\s*)(?=[=＝])/g;
const FORMULA = /^(?:[\t\r]|[\s\u200b\ufeff]*[=+\-@＝＋－＠])/;

/**
 * Put an apostrophe before whatever a spreadsheet would run as a formula.
 * @param {string} text
 */
function withoutFormulas(text) {
  const inner = text.replace(INNER_FORMULA, "$1$2'");
  return FORMULA.test(text) ? `'${inner}` : inner;
}

/**
 * Write a cell.
 * @param {any} value
 */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = (Array.isArray(value) ? value.join("; ") : String(value)).slice(0, CELL_LIMIT);
  const safe = text === "-" ? text : withoutFormulas(text);
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * Write the incidents with their reports as JSON, saying what the view was narrowed to.
 * @param {Data} data
 * @param {Incident[]} incidents
 * @param {string} view
 */
export function json(data, incidents, view) {
  const rows = incidents.map((incident) => ({
    ...plainIncident(data, incident),
    reports: incident.passages.map((passage) => ({
      document: data.documents[passage.document].id,
      publisher: outlet(data, passage.document),
      text: passage.text,
      attribution: passage.attribution.map((speaker) => data.speakers[speaker]),
    })),
  }));
  return `${JSON.stringify({ timeline: data.title, version: data.version, view, incidents: rows }, null, 2)}\n`;
}

/**
 * Hand a file to the reader.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/**
 * Make a file name of a title.
 * @param {string} title
 */
export function fileName(title) {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "");
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return words.toLowerCase().slice(0, 60) || "timeline";
}

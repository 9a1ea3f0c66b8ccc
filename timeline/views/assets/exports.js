// How do the incidents in view leave the page: as a table for spreadsheets, as JSON, as a picture?
import { actorsIn, outlet } from "./data.js";
import { iso } from "./days.js";
import { claimsOf, figureWords } from "./tolls.js";

const CSV_COLUMNS = [
  "id",
  "headline",
  "type",
  "mode",
  "status",
  "disputed",
  "start",
  "end",
  "precision",
  "basis",
  "date_words",
  "initiators",
  "targets",
  "parties",
  "places",
  "latitude",
  "longitude",
  "figures",
  "publishers",
  "attribution",
  "confidence",
  "documents",
  "passages",
  "view",
];

/** Give one incident as a plain object with words instead of numbers. */
export function plainIncident(data, incident) {
  const names = (role) => actorsIn(incident, role).map((actor) => data.actors[actor].name);
  const { when } = incident;
  const places = incident.places.map((place) => data.places[place]);
  return {
    id: incident.id,
    headline: incident.headline,
    type: data.types[incident.type].id,
    mode: incident.mode < 0 ? null : data.modes[incident.mode].id,
    status: data.statuses[incident.status].id,
    disputed: incident.disputed,
    start: when ? iso(when.start) : null,
    end: when ? iso(when.end) : null,
    precision: when ? when.precision : null,
    basis: when ? when.basis : null,
    date_words: when ? when.text : null,
    initiators: names("initiator"),
    targets: names("target"),
    parties: names("party"),
    places: places.map((place) => place.name),
    latitude: places.length ? places[0].lat : null,
    longitude: places.length ? places[0].lon : null,
    figures: claimsOf(data, incident).map(
      (claim) => `${figureWords(claim)} (${[claim.publisher, ...claim.speakers].filter(Boolean).join(", ")})`,
    ),
    publishers: incident.publishers.map((publisher) => data.publishers[publisher]),
    attribution: incident.attribution.map((speaker) => data.speakers[speaker]),
    confidence: incident.confidence,
    documents: incident.documents.map((number) => data.documents[number].id),
    passages: incident.passages.map((passage) => passage.text),
  };
}

/** Write rows as CSV, each saying what the view was narrowed to; a cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csv(data, incidents, view) {
  const lines = incidents.map((incident) => {
    const plain = { ...plainIncident(data, incident), view };
    return CSV_COLUMNS.map((name) => cell(plain[name])).join(",");
  });
  return `${[CSV_COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function cell(value) {
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : value;
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Write the incidents with their reports as JSON, saying what the view was narrowed to. */
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

/** Hand a file to the reader. */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  follow(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Follow an address as a download under a name. */
export function follow(name, address) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
}

/** Make a file name of a title. */
export function fileName(title) {
  return (
    title
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .toLowerCase()
      .slice(0, 60) || "timeline"
  );
}

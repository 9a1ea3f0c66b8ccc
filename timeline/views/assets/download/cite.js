// How is an incident cited, in plain words and for reference managers?
import { iso, shortDay, shortWhen } from "../lib/days.js";
import { outlet } from "../data/data.js";

/**
 * Cite an incident with the documents that report it.
 * @param {Data} data
 * @param {Incident} incident
 */
export function citation(data, incident) {
  const { documents } = incident;
  const told = documents.map((number) => {
    const { title, published, url } = data.documents[number];
    const parts = [
      outlet(data, number),
      title && title !== outlet(data, number) ? `“${title}”` : null,
      published === null ? "no date of publication" : shortDay(published),
      url,
    ];
    return parts.filter(Boolean).join(", ");
  });
  return (
    `${incident.headline} (${shortWhen(incident.when)}). Reported by: ${told.join("; ") || "no document"}. ` +
    `Incident ${incident.id} in the timeline “${data.title}” (conflict-timeline ${data.version}).`
  );
}

/**
 * Cite incidents as BibTeX, one entry for each document, whose note names all its incidents.
 * @param {Data} data
 * @param {Incident[]} incidents
 */
export function bibtex(data, incidents) {
  /** @type {Map<number, string[]>} */
  const notes = new Map();
  for (const incident of incidents) {
    for (const number of new Set(incident.documents)) {
      const note = `${incident.headline} (incident ${incident.id})`;
      notes.set(number, [...(notes.get(number) ?? []), note]);
    }
  }
  /** @type {Set<string>} */
  const keys = new Set();
  return [...notes].map(([number, told]) => entry(data, number, told, keys)).join("\n\n");
}

/**
 * Write the entry of a document.
 * @param {Data} data
 * @param {number} number
 * @param {string[]} notes
 * @param {Set<string>} keys keys that are taken; the one of this entry is added
 */
function entry(data, number, notes, keys) {
  const { title, published, url } = data.documents[number];
  const day = published === null ? null : iso(published);
  /** @type {[string, string | null][]} */
  const fields = [
    ["title", bibtexText(title ?? outlet(data, number))],
    ["howpublished", bibtexText(outlet(data, number))],
    ["date", day],
    // BibLaTeX takes an address as it is, but for what would end the field.
    ["url", url === null ? null : url.replace(/[{}\\\s]/g, encodeURIComponent)],
    ["note", bibtexText(`${notes.join("; ")}; in ${data.title}`)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  const key = freeKey(`${title ?? outlet(data, number)}-${day ?? "undated"}`, keys);
  return `@misc{${key},\n${lines.join(",\n")}\n}`;
}

/** @type {Record<string, string>} */
const BIBTEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/**
 * Escape what is a command in BibTeX and LaTeX.
 * @param {string} text
 */
function bibtexText(text) {
  return text.replace(/\s+/g, " ").replace(/[\\~^{}$%&#_]/g, (sign) => BIBTEX[sign] ?? `\\${sign}`);
}

/**
 * Make a key of words and a day that no entry has yet; words without Latin letters leave the day.
 * @param {string} words
 * @param {Set<string>} keys
 */
function freeKey(words, keys) {
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const base = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80);
  let key = base;
  for (let number = 2; keys.has(key); number += 1) key = `${base}-${number}`;
  keys.add(key);
  return key;
}

/**
 * Cite it as CSL-JSON, one item for each document; `view` says what the list was narrowed to, or is null.
 * @param {Data} data
 * @param {Incident} incident
 * @param {string | null} view
 */
export function cslItems(data, incident, view) {
  return incident.documents.map((number) => {
    const { id, title, published, url } = data.documents[number];
    const note = `${incident.headline}; incident ${incident.id} in ${data.title}`;
    return {
      id: `${incident.id}:${id}`,
      type: "article-newspaper",
      title: title ?? outlet(data, number),
      "container-title": outlet(data, number),
      ...(published === null ? {} : { issued: { "date-parts": [iso(published).split("-").map(Number)] } }),
      ...(url ? { URL: url } : {}),
      note: view === null ? note : `${note}; view: ${view}`,
    };
  });
}

/**
 * Put text on the clipboard; where the browser forbids it, try the old way. Return whether it worked.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "off-screen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

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
 * Cite it as BibTeX, one entry for each document.
 * @param {Data} data
 * @param {Incident} incident
 */
export function bibtex(data, incident) {
  const { documents } = incident;
  return documents
    .map((number) => {
      const { id, title, published, url } = data.documents[number];
      /** @type {[string, string | null][]} */
      const fields = [
        ["title", title ?? outlet(data, number)],
        ["howpublished", outlet(data, number)],
        ["date", published === null ? null : iso(published)],
        ["url", url],
        ["note", `${incident.headline}; incident ${incident.id} in ${data.title}`],
      ];
      const lines = fields
        .filter(([, value]) => value)
        .map(([name, value]) => `  ${name} = {${String(value).replace(/[{}\\]/g, "")}}`);
      return `@misc{${id.replace(/[^A-Za-z0-9:_-]/g, "-")},\n${lines.join(",\n")}\n}`;
    })
    .join("\n\n");
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

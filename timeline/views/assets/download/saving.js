// How do tables, pictures and citations of exactly what is in view leave the page, each saying what the view is?
import { bibtex, citation, cslItems } from "./cite.js";
import { csv, download, fileName, json } from "./exports.js";
import { SHAPES, pictureOf, savePicture } from "./picture.js";

/** @typedef {{data: Data, rows: Incident[], words: string, legend: {label: string, colour: string}[], chart: () => SVGSVGElement | null}} View */

/**
 * Save what is in view as `kind`; `words` say what the view is narrowed to.
 * @param {string} kind
 * @param {View} view
 */
export async function save(kind, view) {
  const { data, rows, words } = view;
  const name = fileName(data.title);
  const count = `${rows.length} of ${data.incidents.length} incidents`;
  const head = `${data.title}: ${count} (${words})`;
  /** @type {Record<string, () => [string, string, string]>} */
  const texts = {
    csv: () => ["csv", `\ufeff${csv(data, rows, words)}`, "text/csv"],
    json: () => ["json", json(data, rows, words), "application/json"],
    txt: () => ["citations.txt", `${head}\n\n${rows.map((incident) => citation(data, incident)).join("\n\n")}\n`, "text/plain"],
    bib: () => ["bib", `% ${head.replace(/\s+/g, " ")}\n\n${bibtex(data, rows)}\n`, "text/plain"],
    csl: () => ["csl.json", `${JSON.stringify(rows.flatMap((incident) => cslItems(data, incident, words)), null, 2)}\n`, "application/json"],
  };
  if (texts[kind]) {
    const [ending, content, type] = texts[kind]();
    download(`${name}.${ending}`, content, type);
    return;
  }
  const [format, shape] = kind.split("-");
  const chart = view.chart();
  if (!chart) return;
  const frame = SHAPES[shape === "slide" ? "slide" : "column"];
  const source = `${count}: ${words}. Made with conflict-timeline ${data.version}.`;
  const svg = pictureOf(chart, { title: data.title.slice(0, 80), lines: [source.slice(0, 200)], legend: view.legend, ...frame });
  await savePicture(name, format === "png" ? "png" : "svg", svg);
}

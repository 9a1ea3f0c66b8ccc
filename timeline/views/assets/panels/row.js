// How is a row of coded incidents shown? Its cells under the names of their columns, first those that fields were read from.
import { h } from "../lib/dom.js";
import { marksOf } from "./passage.js";

/** @typedef {{column: string, text: string, slots: string[]}} CellOf */

/**
 * Return whether a document is a row of a table.
 * @param {Data} data
 * @param {number} document
 */
export function isRow(data, document) {
  return data.documents[document].dataset !== null;
}

/**
 * Describe where a row stands: its line in which file.
 * @param {Data} data
 * @param {number} document
 */
export function rowPlace(data, document) {
  const { dataset, line } = data.documents[document];
  return dataset === null ? "" : `line ${line} of ${data.datasets[dataset].id}`;
}

/**
 * Cut a row into its cells, with what was read there; empty cells are left out.
 * Marks count code points, and tabs stand between cells.
 * @param {string} text
 * @param {{start: number, label: string}[]} marks
 * @param {string[]} columns
 * @returns {CellOf[]}
 */
export function cellsOf(text, marks, columns) {
  /** @type {Map<number, string[]>} */
  const slots = new Map();
  for (const { start, label } of marks) slots.set(start, [...(slots.get(start) ?? []), label]);
  /** @type {CellOf[]} */
  const cells = [];
  let offset = 0;
  text.split("\t").forEach((cell, place) => {
    if (cell.trim()) cells.push({ column: columns[place] ?? "", text: cell, slots: slots.get(offset) ?? [] });
    offset += [...cell].length + 1;
  });
  return cells;
}

/**
 * Show a row: what was read from it, and everything else when asked for.
 * @param {Data} data
 * @param {Passage} passage
 */
export function rowView(data, passage) {
  const { dataset } = data.documents[passage.document];
  const cells = cellsOf(passage.text, marksOf(data, passage), dataset === null ? [] : data.datasets[dataset].columns);
  const read = cells.filter(({ slots }) => slots.length);
  return h(
    "div",
    { class: "coded", dir: "auto" },
    h("dl", { class: "cells" }, read.map(cellView)),
    h("details", {}, h("summary", { class: "s" }, `All ${cells.length} cells of the row`), h("dl", { class: "cells" }, cells.map(cellView))),
  );
}

/** @param {CellOf} cell */
function cellView({ column, text, slots }) {
  return [
    h("dt", {}, column, slots.length ? h("span", { class: "slot" }, ` ${[...new Set(slots)].join(", ")}`) : null),
    h("dd", {}, text),
  ];
}

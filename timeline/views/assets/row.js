// How is a row of coded incidents shown? Its cells under the names of their columns, first those that fields were read from.
import { h } from "./dom.js";
import { marksOf } from "./passage.js";

/** Say whether a document is a row of a table. */
export function isRow(data, document) {
  return data.documents[document].dataset !== undefined;
}

/** Say where a row stands: its line in which file. */
export function rowPlace(data, document) {
  const { dataset, line } = data.documents[document];
  return `line ${line} of ${data.datasets[dataset][0]}`;
}

/**
 * Part a row into its cells: {column, text, slots (what was read there)}; empty cells are left out.
 * Marks count code points, and the cells are parted by tabs.
 */
export function cellsOf(text, marks, columns) {
  const slots = new Map();
  for (const { start, label } of marks) slots.set(start, [...(slots.get(start) ?? []), label]);
  const cells = [];
  let at = 0;
  text.split("\t").forEach((cell, index) => {
    if (cell.trim()) cells.push({ column: columns[index] ?? "", text: cell, slots: slots.get(at) ?? [] });
    at += [...cell].length + 1;
  });
  return cells;
}

/** Show a row: what was read from it, and everything else when asked for. */
export function rowView(data, passage) {
  const [, , columns] = data.datasets[data.documents[passage.document].dataset];
  const cells = cellsOf(passage.text, marksOf(data, passage), columns);
  const read = cells.filter(({ slots }) => slots.length);
  return h(
    "div",
    { class: "row", dir: "auto" },
    h("dl", { class: "cells" }, read.map(cellView)),
    h(
      "details",
      {},
      h("summary", { class: "muted" }, `All ${cells.length} cells of the row`),
      h("dl", { class: "cells" }, cells.map(cellView)),
    ),
  );
}

function cellView({ column, text, slots }) {
  return [
    h("dt", {}, column, slots.length ? h("span", { class: "slot" }, [...new Set(slots)].join(", ")) : null),
    h("dd", {}, text),
  ];
}

// How are rows of a table of sequences written, so that a reader understands and a program finds every number?
import { h } from "../lib/dom.js";

/** @typedef {{key?: string | number, name: any, open: (() => void) | null, finding: string | null, cells: any[]}} TableRow */

/**
 * Write a number as the command does: three digits that count, nothing cut from whole numbers; "–" for what is not given.
 * @param {number | null | undefined} value
 */
export function short(value) {
  if (value === null || value === undefined) return "–";
  if (Number.isInteger(value)) return value.toLocaleString("en-GB");
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString("en-GB");
  return size < 0.001 ? value.toPrecision(1) : String(Number(value.toPrecision(3)));
}

/**
 * Write a share in percent, with one digit where there is less than one of a hundred.
 * @param {number | null | undefined} value
 */
export function percent(value) {
  if (value === null || value === undefined) return "–";
  const hundred = 100 * value;
  return `${hundred > 0 && hundred < 1 ? hundred.toPrecision(1) : Math.round(hundred)}\u00a0%`;
}

/**
 * Show a number of a column of the command, which stands beside the words in full.
 * @param {string} name
 * @param {number | null | undefined} value
 * @param {(value: number | null | undefined) => string} written
 */
export function number(name, value, written = short) {
  return h("data", { value: value ?? "", "data-column": name }, written(value));
}

/**
 * Show a p-value; of one that is very small only that it is.
 * @param {number | null} p
 */
export function chance(p) {
  return number("p", p, (value) => (typeof value === "number" && value < 0.001 ? "< 0.001" : short(value)));
}

/**
 * Show two numbers, of the order of dates that gives fewer and of that which gives more; once when they agree.
 * @param {string[]} names
 * @param {any} values
 * @param {(value: number | null | undefined) => string} written
 */
export function range(names, values, written = short) {
  const [least, most] = names.map((name, at) => number(name, values[name] ?? values[at], written));
  return least.textContent === most.textContent ? [least, h("span", { hidden: true }, most)] : [least, " to ", most];
}

/**
 * Give the rows of a table as objects; `finding` says which way: "more" or "fewer" than by chance, or null.
 * @param {Shipped} table
 * @returns {RowOf[]}
 */
export function recordsOf({ columns, rows }) {
  return rows.map((/** @type {any[]} */ row) => {
    /** @type {RowOf} */
    const record = Object.fromEntries(columns.map((/** @type {string} */ name, /** @type {number} */ at) => [name, row[at]]));
    const off = record.difference ?? (record.ratio ?? 2) - 1;
    return { ...record, finding: record.finding ? (off < 0 ? "fewer" : "more") : null };
  });
}

/**
 * Name a kind in words: "ASSAULT (planned)" is that of its type, with its status.
 * @param {Data} data
 * @param {string} kind
 */
export function kindWords(data, kind) {
  const [, type, status] = /^([^]*?)(?: \((\w+)\))?$/.exec(kind) ?? ["", kind];
  const label = data.types.find(({ id }) => id === type)?.label ?? type;
  return status ? `${label} (${data.statuses.find(({ id }) => id === status)?.label ?? status})` : label;
}

/**
 * Name an actor by its id.
 * @param {Data} data
 * @param {string} id
 */
export function actorName(data, id) {
  return data.actors.find((one) => one.id === id)?.name ?? id;
}

/**
 * Mark a cell that holds words, which stand at the left, and not numbers.
 * @param {...any} children
 */
export function inWords(...children) {
  return { words: children };
}

/**
 * Make a table. A row is {key, name, open, finding, cells}: its name opens its incidents, where `open` is given; a
 * finding ("more" or "fewer") stands out by words and a bar, not by colour alone. Cells stand under `heads`, the first of which heads the names.
 * @param {string} caption
 * @param {string[]} heads
 * @param {TableRow[]} rows
 */
export function rowTable(caption, heads, rows) {
  /** @param {number} at */
  const isWords = (at) => rows.length > 0 && rows[0].cells[at - 1]?.words !== undefined;
  /** @param {string} words @param {number} at */
  const head = (words, at) => h("th", { scope: "col", class: isWords(at) ? "words" : null }, words);
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "figures asked" },
      h("caption", { class: "off-screen" }, caption),
      h("thead", {}, h("tr", {}, heads.map(head))),
      h(
        "tbody",
        {},
        rows.map((row) => rowView(row, heads)),
      ),
    ),
  );
}

/**
 * @param {TableRow} row
 * @param {string[]} heads
 */
function rowView({ key, name, open, finding, cells }, heads) {
  const words = open ? h("button", { type: "button", class: "text row-open", onclick: open }, name) : name;
  const badge = finding ? h("span", { class: "badge stands-out" }, `${finding} than chance`) : null;
  return h(
    "tr",
    { class: finding ? "finding" : null, "data-row": key },
    h("th", { scope: "row" }, words, badge),
    cells.map((cell, at) =>
      cell?.words
        ? h("td", { "data-name": heads[at + 1], class: "words" }, cell.words)
        : h("td", { "data-name": heads[at + 1] }, cell),
    ),
  );
}

// How is a sentence shown with the words from which each field was read?
import { h } from "../lib/dom.js";

/** @typedef {{slot: string, label: string, start: number, end: number}} NamedMark */

/**
 * Cut a text at the edges of its marks, which may nest or overlap. Offsets count code points.
 * @param {string} text
 * @param {{slot: string, start: number, end: number}[]} marks
 * @returns {{text: string, slots: string[]}[]} pieces, each with the slots that cover it, the shortest mark first
 */
export function pieces(text, marks) {
  const characters = [...text];
  const edges = new Set([0, characters.length]);
  for (const { start, end } of marks) edges.add(start).add(end);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, place) => {
    const end = sorted[place + 1];
    const covering = marks.filter((mark) => mark.start <= start && end <= mark.end);
    covering.sort((a, b) => a.end - a.start - (b.end - b.start));
    return { text: characters.slice(start, end).join(""), slots: covering.map(({ slot }) => slot) };
  });
}

/**
 * Return the marks of a passage with the names of their slots.
 * @param {Data} data
 * @param {Passage} passage
 * @returns {NamedMark[]}
 */
export function marksOf(data, passage) {
  return passage.marks.map(({ slot, start, end }) => ({
    slot: data.words.slots[slot].id,
    label: data.words.slots[slot].label,
    start,
    end,
  }));
}

/**
 * Show a passage as a quotation, its words marked; what stands around it in its sentence is paler.
 * @param {Data} data
 * @param {Passage} passage
 */
export function passageView(data, passage) {
  const labels = new Map(data.words.slots.map(({ id, label }) => [id, label]));
  const words = pieces(passage.text, marksOf(data, passage)).map(({ text, slots }) => {
    if (!slots.length) return text;
    const title = slots.map((slot) => labels.get(slot)).join(", ");
    return h("mark", { class: slots.map((slot) => `slot-${slot}`).join(" "), title }, text);
  });
  return h(
    "blockquote",
    { dir: "auto", class: "q" },
    h("span", { class: "opening" }, "“"),
    passage.before ? h("span", { class: "around" }, passage.before) : null,
    ...words,
    passage.after ? h("span", { class: "around" }, passage.after) : null,
    "”",
  );
}

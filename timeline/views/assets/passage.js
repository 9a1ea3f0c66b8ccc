// How is a sentence shown with the words from which each field was read?
import { h } from "./dom.js";

/**
 * Cut a text at the edges of its marks, which may nest or overlap. Offsets count code points.
 * Gives pieces {text, slots (covering, the shortest mark first), opening (slots that begin here)}.
 */
export function pieces(text, marks) {
  const characters = [...text];
  const edges = new Set([0, characters.length]);
  for (const { start, end } of marks) edges.add(start).add(end);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1];
    const covering = marks.filter((mark) => mark.start <= start && end <= mark.end);
    covering.sort((a, b) => a.end - a.start - (b.end - b.start));
    return {
      text: characters.slice(start, end).join(""),
      slots: covering.map((mark) => mark.slot),
      opening: covering
        .filter((mark) => mark.start === start)
        .map((mark) => mark.slot)
        .reverse(),
    };
  });
}

/** Read marks from the flat list of the payload. */
export function marksOf(data, passage) {
  const marks = [];
  for (let at = 0; at < passage.marks.length; at += 3) {
    const [slot, label] = data.words.slots[passage.marks[at]];
    marks.push({ slot, label, start: passage.marks[at + 1], end: passage.marks[at + 2] });
  }
  return marks;
}

/** Show a passage with its marks, each labelled with what was read there. */
export function passageView(data, passage) {
  const labels = new Map(data.words.slots);
  const words = pieces(passage.text, marksOf(data, passage)).map(({ text, slots, opening }) => {
    if (!slots.length) return text;
    const label = [...new Set(opening.map((slot) => labels.get(slot)))].join(", ");
    return h(
      "mark",
      { class: `slot-${slots[0]}`, title: slots.map((slot) => labels.get(slot)).join(", ") },
      label ? h("span", { class: "slot" }, label) : null,
      text,
    );
  });
  return h(
    "blockquote",
    { dir: "auto" },
    passage.before ? h("span", { class: "context" }, passage.before) : null,
    ...words,
    passage.after ? h("span", { class: "context" }, passage.after) : null,
  );
}

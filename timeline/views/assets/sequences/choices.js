// How does a reader choose the question, and what it is asked of? Native controls, by mouse and by keyboard.
import { h } from "../lib/dom.js";
import { kindWords } from "./rows.js";

export const BURSTS = "episodes"; // what stands for bursts in the place of a kind
const BYS = { pair: "the same two sides", actor: "the same actor", place: "the same place" };

/**
 * Offer the questions.
 * @param {Ask} ask
 * @param {Record<string, {label: string}>} questions
 */
export function questionsView({ on, name, choices }, questions) {
  /** @param {string} id */
  const radio = (id) =>
    h(
      "label",
      { class: "question-choice" },
      h("input", {
        ...{ type: "radio", name: "ask", id: `ask-${id}`, value: id, checked: id === name },
        onchange: () => {
          choices.all = false;
          on.ask({ ask: id });
        },
      }),
      h("span", {}, questions[id].label),
    );
  return h(
    "fieldset",
    { class: "questions no-print" },
    h("legend", { class: "off-screen" }, "Question"),
    Object.keys(questions).map(radio),
  );
}

/**
 * Offer what the chosen question can be asked of: around what, within what, and with clashes or without.
 * @param {Ask} ask
 * @param {{by: boolean, mutual: boolean}} offered
 */
export function optionsView({ data, on, name, kinds, around, by, mutual }, offered) {
  if (name === "aligned" && kinds.length) {
    /** @param {string} kind */
    const label = (kind) => (kind === BURSTS ? "the beginning of a burst" : kindWords(data, kind));
    return choice("around", "Days around ", kinds, around, label, (kind) => on.ask({ around: kind }));
  }
  if (offered.by)
    return choice(
      "by",
      "Within ",
      Object.keys(BYS),
      by,
      (one) => BYS[/** @type {By} */ (one)],
      (one) => on.ask({ by: one }),
    );
  if (!offered.mutual) return null;
  return h(
    "label",
    { class: "option no-print" },
    h("input", { type: "checkbox", id: "mutual", checked: mutual, onchange: () => on.ask({ mutual: !mutual }) }),
    " Count a clash, in which nobody is told to have begun, as an act of each side",
  );
}

/**
 * @param {string} id
 * @param {string} words
 * @param {string[]} values
 * @param {string} chosen
 * @param {(value: string) => string} label
 * @param {(value: any) => void} choose
 */
function choice(id, words, values, chosen, label, choose) {
  return h(
    "label",
    { class: "option no-print" },
    words,
    h(
      "select",
      { id, onchange: (/** @type {any} */ event) => choose(event.target.value) },
      values.map((value) => h("option", { value, selected: value === chosen }, label(value))),
    ),
  );
}

/**
 * Say within what incidents follow each other, as the beginning of a question.
 * @param {By} by
 */
export function withinWords(by) {
  return { pair: "Between the same two sides", actor: "Of the same actor", place: "In the same place" }[by];
}

// Where does a figure stand in the words of an article? The sentence comes into sight, its number lit.
import { isStill } from "../lib/dom.js";

/**
 * Bring the sentence that gives a figure into sight: beside the scale, or in the words of a case.
 * @param {Element} from what was pressed
 * @param {number} document
 */
export function showSentence(from, document) {
  const scope = from.closest("#panel, .entry-words, .quarrels > div");
  const report = scope && (reportIn(scope, document) ?? reportIn(wordsOf(scope), document));
  if (!report) return;
  for (const old of window.document.querySelectorAll("mark.given")) old.classList.remove("given");
  const marks = report.querySelectorAll("mark.slot-casualties");
  for (const mark of marks) mark.classList.add("given");
  for (let around = report.closest("details"); around; around = around.parentElement?.closest("details") ?? null) around.open = true;
  (marks[0] ?? report).scrollIntoView({ block: "center", behavior: isStill() ? "auto" : "smooth" });
}

/**
 * Return the words of the incident of a quarrel, further down in a case.
 * @param {Element} scope
 */
function wordsOf(scope) {
  const id = /** @type {HTMLElement} */ (scope).dataset.id;
  return id === undefined ? null : window.document.querySelector(`#words .entry-words[data-id="${CSS.escape(id)}"]`);
}

/**
 * @param {Element | null} scope
 * @param {number} document
 */
function reportIn(scope, document) {
  return scope?.querySelector(`.report[data-document="${document}"], .report[data-also~="${document}"]`) ?? null;
}

// What does a class get on paper? Days at the left, questions with lines at the right; answers and sources on a sheet of their own.
import { killedShort, shortName, sourceWords } from "../data/names.js";
import { claimsOf, disagree, rivalsOf } from "../data/figures.js";
import { groupBy, outlet } from "../data/data.js";
import { markIcon } from "../charts/marks.js";
import { rivalsView } from "../charts/rivals.js";
import { byId, fill, h } from "../lib/dom.js";
import { shortDay, shortWhen } from "../lib/days.js";

const MOST_DAYS = 34; // incidents on the first sheet
const LINES = 3;

/**
 * Draw the handout of a lesson, or empty it.
 * @param {{data: Data, incidents: Incident[], story: {title: string, steps: StepRow[]}, incidentOf: (view: string) => Incident | null, isOpen: boolean}} context
 */
export function drawHandout({ data, incidents, story, incidentOf, isOpen }) {
  const host = byId("handout");
  host.hidden = !isOpen;
  if (!isOpen) return fill(host);
  const asked = story.steps.filter(({ question }) => question);
  return fill(
    host,
    h(
      "section",
      { class: "sheet" },
      h("header", {}, h("h1", {}, story.title || data.title), h("p", {}, "Name ____________________   Date ____________")),
      story.steps[0] && !story.steps[0].question ? h("p", { class: "first" }, story.steps[0].text) : null,
      h(
        "div",
        { class: "columns" },
        h("div", {}, h("h2", {}, "What happened, day by day"), daysView(data, incidents), h("p", { class: "s" }, "Area: people killed. Ring: accounts differ. Dashed: planned or demanded.")),
        h("ol", { class: "questions" }, asked.map((step) => questionView(step))),
      ),
      h("footer", { class: "s" }, sourcesView(data)),
    ),
    h(
      "section",
      { class: "sheet" },
      h("header", {}, h("h1", {}, "Answers"), h("p", {}, "for the teacher")),
      h("ol", { class: "answers" }, asked.map((step) => answerView(data, step, incidentOf(step.view)))),
      h("footer", { class: "s" }, sourcesView(data)),
    ),
  );
}

/**
 * @param {Data} data
 * @param {Incident[]} incidents
 */
function daysView(data, incidents) {
  const dated = incidents.filter(({ when }) => when);
  dated.sort((a, b) => Number(a.when?.start) - Number(b.when?.start) || (b.high ?? 0) - (a.high ?? 0));
  const groups = groupBy(dated.slice(0, MOST_DAYS), ({ when }) => shortWhen(when));
  return h(
    "dl",
    {},
    [...groups].map(([day, group]) => [
      h("dt", {}, day),
      h("dd", {}, h("ul", {}, group.map((incident) => h("li", {}, markIcon(incident, { layout: "archive", most: 7 }), h("span", {}, shortName(data, incident), killedShort(incident) ? h("span", { class: "s" }, `: ${killedShort(incident)}`) : null))))),
    ]),
    dated.length > MOST_DAYS ? h("dd", { class: "s" }, `and ${dated.length - MOST_DAYS} more`) : null,
  );
}

/** @param {StepRow} step */
function questionView({ text, question }) {
  return h("li", {}, h("b", {}, question), text ? h("p", { class: "s" }, text) : null, Array.from({ length: LINES }, () => h("div", { class: "line" })));
}

/**
 * @param {Data} data
 * @param {StepRow} step
 * @param {Incident | null} incident
 */
function answerView(data, { question, answer }, incident) {
  const claims = incident ? claimsOf(data, incident).filter(({ kind, part }) => kind === "killed" && !part) : [];
  return h(
    "li",
    {},
    h("b", {}, question),
    h("p", {}, answer),
    claims.length && disagree(claims) ? rivalsView(rivalsOf(claims), { width: 330 }) : null,
    incident ? incident.passages.slice(0, 8).map((passage) => h("div", {}, h("p", { class: "q", dir: "auto" }, `“${passage.text}”`), h("p", { class: "s" }, sourceWords(data, passage)))) : null,
  );
}

/** @param {Data} data */
function sourcesView(data) {
  const words = data.documents.map(({ published }, number) => `${outlet(data, number)}${published === null ? "" : ` (${shortDay(published)})`}`);
  const shown = [...new Set(words)];
  return `${shown.slice(0, 30).join(", ")}${shown.length > 30 ? `, and ${shown.length - 30} more` : ""}. Sentences are unchanged.`;
}

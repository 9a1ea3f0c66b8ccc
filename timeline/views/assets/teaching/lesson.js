// How is a lesson played? Full screen, one question, at most three quotations, one scale; each key uncovers one answer.
import { numberWords } from "../data/figures.js";
import { sourceWords } from "../data/names.js";
import { ticksOf } from "../charts/rivals.js";
import { drawLanes } from "../charts/lanes.js";
import { drawMap } from "../charts/map.js";
import { drawMatrix } from "../charts/matrix.js";
import { scaleOf } from "../charts/axis.js";
import { MONTHS, civil, dayWords, shortDay } from "../lib/days.js";
import { isNarrowed } from "../app/state.js";
import { sideLabel } from "../filters/facets.js";
import { byId, fill, h, s } from "../lib/dom.js";
import { marksOf, pieces } from "../panels/passage.js";
import { COLOURS, keyView, ranked } from "../charts/strip.js";

const LONGEST_QUOTE = 92; // characters of a quotation, before it is cut
const LONG_TITLE = 56; // characters of a question, from which on it is written smaller
const NUMBER = /\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|dozens?|scores?|several|no|none)\b/i;
const MOST_QUOTES = 3;
const FEW = 20; // incidents of which some are quoted, instead of a chart of all
const WIDEST = 40; // days of which each has a dot

/** @typedef {{passage: Passage, figure: Figure | null}} Quote */

/** Which step is played, and how much of it is uncovered; begins anew with each step. */
const played = { step: -1, uncovered: 0 };

/**
 * Return how many keys a step takes to be uncovered.
 * @param {Quote[]} quotes
 * @param {StepRow} step
 */
function coversOf(quotes, step) {
  return quotes.filter(({ figure }) => figure).length + (step.answer ? 1 : 0);
}

/**
 * Draw the step that the state asks for, or put the lesson away.
 * @param {{data: Data, state: State, story: {title: string, steps: StepRow[]}, seen: State, found: Found}} context
 *   `seen` and `found` are what the step looks at
 * @param {{step: (step: number | null) => void}} on
 */
export function drawLesson(context, on) {
  const { state, story } = context;
  const host = byId("lesson");
  const step = state.step === null ? undefined : story.steps[state.step];
  host.hidden = step === undefined;
  document.documentElement.toggleAttribute("data-lesson", step !== undefined);
  if (state.step === null || !step) {
    played.step = -1;
    return;
  }
  if (played.step !== state.step) Object.assign(played, { step: state.step, uncovered: 0 });
  const quotes = quotesOf(context);
  const covers = coversOf(quotes, step);
  fill(
    host,
    h(
      "header",
      {},
      h("p", { class: "lesson-top" }, h("span", {}, story.title || context.data.title), h("span", { id: "lesson-place" }, `${step.question ? "Question" : "Step"} ${state.step + 1} of ${story.steps.length}`)),
      titleView(step.question || step.text),
    ),
    middleView(context, step, quotes),
    h(
      "footer",
      {},
      lineView(context),
      h(
        "p",
        { class: "lesson-keys" },
        h("button", { type: "button", id: "lesson-back", "aria-label": "Back", onclick: () => back(context, on) }, "←"),
        h("button", { type: "button", id: "lesson-on", onclick: () => forward(context, on) }, "Space"),
        h("span", {}, hint(quotes, step, state.step, story.steps.length)),
        h("button", { type: "button", id: "lesson-leave", onclick: () => on.step(null) }, "Esc"),
      ),
    ),
  );
  if (!quotes.length) drawChart(context);
  if (played.uncovered === covers && step.answer) byId("lesson-answer").scrollIntoView({ block: "nearest" });
  byId("live").textContent = played.uncovered && played.uncovered === covers && step.answer ? step.answer : "";
}

/** @param {string} words */
function titleView(words) {
  return h("h1", { id: "lesson-title", class: words.length > LONG_TITLE ? "long" : null, tabindex: -1, dir: "auto" }, words);
}

/**
 * @param {{data: Data, state: State, story: {steps: StepRow[]}, seen: State, found: Found}} context
 * @param {StepRow} step
 * @param {Quote[]} quotes
 */
function middleView(context, step, quotes) {
  const isDone = played.uncovered >= coversOf(quotes, step) && step.answer !== "";
  const told = step.question && step.text ? h("p", { class: "lesson-text", dir: "auto" }, step.text) : null;
  const answer = h("p", { class: isDone ? "lesson-answer" : "lesson-answer covered", dir: "auto", "aria-hidden": String(!isDone), id: "lesson-answer" }, isDone ? step.answer : "");
  if (!quotes.length) return h("div", { class: "lesson-middle chart" }, h("div", {}, told, answer), h("div", { class: "lesson-side" }, coloursView(context), h("div", { id: "lesson-chart" })));
  return h(
    "div",
    { class: quotes.some(({ figure }) => figure) ? "lesson-middle" : "lesson-middle only" },
    told ? h("div", { class: "lesson-told" }, told) : null,
    h("div", {}, quotes.map((quote, place) => quoteView(context.data, quote, place)), answer),
    quotes.some(({ figure }) => figure) ? scaleView(quotes, context) : null,
  );
}

/**
 * Choose the quotations of a step: those of its incident that give different figures, else of what it looks at.
 * @param {{data: Data, seen: State, found: Found}} context
 * @returns {Quote[]}
 */
function quotesOf({ data, seen, found }) {
  const isCharted = seen.tab === "map" || seen.tab === "matrix";
  if (isCharted) return [];
  if (seen.incident !== null) {
    const incident = data.incidents[seen.incident];
    const figured = figuredQuotes(data, incident);
    if (figured.length > 1) return figured;
    // One figure is covered too: it may be what is asked for.
    const told = new Set(figured.map(({ passage }) => passage.text));
    const others = incident.passages.filter(({ text }) => !told.has(text) && told.add(text));
    return [...figured, ...others.map((passage) => ({ passage, figure: null }))].slice(0, MOST_QUOTES);
  }
  if (!isNarrowed(seen) || found.view.length > FEW || found.view.length === 0) return [];
  const shown = ranked([...found.view]);
  const source = shown.length ? shown : found.view;
  const rival = source.map((incident) => figuredQuotes(data, incident)).find((quotes) => quotes.length > 1);
  return rival ?? source.slice(0, MOST_QUOTES).flatMap(({ passages }) => (passages[0] ? [{ passage: passages[0], figure: null }] : []));
}

/**
 * Return the quotations of an incident that give different figures of killed, the lowest first.
 * @param {Data} data
 * @param {Incident} incident
 * @returns {Quote[]}
 */
function figuredQuotes(data, incident) {
  const passages = incident.passages.filter(({ document }) => data.documents[document].dataset === null);
  const figured = passages.flatMap((passage) => {
    const figure = passage.casualties.find(({ kind, best, low, part }) => kind === "killed" && !part && (best ?? low) !== null);
    return figure ? [{ passage, figure }] : [];
  });
  const numbers = figured.map(({ figure }) => numberWords(figure));
  const apart = figured.filter((_, place) => numbers.indexOf(numbers[place]) === place);
  return apart.sort((a, b) => Number(a.figure.best ?? a.figure.low) - Number(b.figure.best ?? b.figure.low)).slice(0, MOST_QUOTES);
}

/**
 * @param {Data} data
 * @param {Quote} quote
 * @param {number} place
 */
function quoteView(data, { passage, figure }, place) {
  const isOpen = played.uncovered > place;
  const { text: shown, marks } = shortened(passage.text, marksOf(data, passage));
  const parts = pieces(shown, marks);
  const isFigure = (/** @type {{text: string, slots: string[]}} */ { text, slots }) => slots.includes("casualties") && (NUMBER.test(text) || !parts.some((part) => part.slots.includes("casualties") && NUMBER.test(part.text)));
  const words = parts.map((part) => {
    const { text } = part;
    if (!figure || !isFigure(part)) return text;
    // Equal blanks: a blank must not give the length away.
    const [, before, word, after] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? ["", "", text, ""];
    return [before, h("span", { class: isOpen ? "blank open" : "blank" }, isOpen ? word : " "), after];
  });
  return h("div", { class: "lesson-quote" }, h("blockquote", { class: "q", dir: "auto" }, "“", words, "”"), h("p", {}, sourceWords(data, figure && !isOpen ? { ...passage, attribution: [] } : passage)));
}

/**
 * Cut a long sentence behind its figures, so that three fit on a screen; the cut is shown.
 * @param {string} text
 * @param {import("../panels/passage.js").NamedMark[]} marks
 */
export function shortened(text, marks) {
  const characters = [...text];
  const last = Math.max(0, ...marks.filter(({ slot }) => slot === "casualties").map(({ end }) => end));
  const most = Math.max(LONGEST_QUOTE, last + 8);
  if (characters.length <= most + 16) return { text, marks };
  const kept = characters.slice(0, most).join("");
  const cut = Math.max([...kept.slice(0, kept.lastIndexOf(" "))].length, last);
  return { text: `${characters.slice(0, cut).join("").replace(/[\s,;:–-]+$/, "")} …`, marks: marks.filter(({ end }) => end <= cut) };
}

/**
 * Draw the scale: a figure for each quotation, "?" until it is uncovered.
 * @param {Quote[]} quotes
 * @param {{data: Data, seen: State, found: Found}} context
 */
function scaleView(quotes, { data, seen, found }) {
  const rows = quotes.filter(({ figure }) => figure);
  /** @param {Figure | null} figure */
  const valueOf = (figure) => Number(figure?.best ?? figure?.low ?? 0);
  const ticks = ticksOf(Math.max(1, ...rows.map(({ figure }) => valueOf(figure))));
  const [width, row] = [430, 129];
  const height = rows.length * row;
  /** @param {number} value */
  const x = (value) => 20 + (value / ticks[ticks.length - 1]) * (width - 90);
  const shown = new Set(rows.map(({ passage }) => passage.text)); // passages are made anew each time they are asked for
  const told = seen.incident === null ? found.view.find(({ passages }) => passages.some(({ text }) => shown.has(text))) : data.incidents[seen.incident];
  const colour = told?.colour ?? "N";
  return s(
    "svg",
    { class: `lesson-scale c${colour}`, viewBox: `0 0 ${width} ${height + 34}`, role: "img", "aria-label": rows.map(({ figure }, place) => (played.uncovered > place && figure ? numberWords(figure) : "covered")).join(", ") },
    ticks.map((tick) => [s("line", { class: "rule", x1: x(tick), x2: x(tick), y1: 0, y2: height }), s("text", { class: "tick", x: x(tick), y: height + 24, "text-anchor": "middle" }, tick.toLocaleString("en-GB"))]),
    rows.map(({ figure }, place) => {
      const y = place * row + 30;
      const line = s("line", { class: "rule", x1: x(0), x2: x(ticks[ticks.length - 1]), y1: y, y2: y });
      if (played.uncovered <= place) return [line, s("text", { class: "figure covered halo", x: x(0) + 10, y: y + 13 }, "?")];
      const value = x(valueOf(figure));
      return [line, s("line", { class: "reach", x1: x(0), x2: value, y1: y, y2: y }), s("circle", { class: "dot", cx: value, cy: y, r: 13 }), s("text", { class: "figure halo", x: value + 20, y: y + 13 }, figure ? numberWords(figure) : "")];
    }),
  );
}

/**
 * Show where we are in time: a dot a day, or a line with the days looked at.
 * @param {{data: Data, seen: State, found: Found}} context
 */
function lineView({ data, seen, found }) {
  const domain = data.domain;
  if (!domain) return h("span", {});
  const day = seen.incident === null ? null : (data.incidents[seen.incident].when?.start ?? null);
  const chosen = { from: day ?? seen.from ?? found.view.find(({ fine }) => fine)?.when?.start ?? domain.from, to: day ?? seen.to ?? domain.to };
  const scale = scaleOf(domain, 10, 440);
  /** @param {number} each */
  const x = (each) => scale.x(each) + scale.width / 2;
  const days = domain.to - domain.from < WIDEST ? Array.from({ length: domain.to - domain.from + 1 }, (_, place) => domain.from + place) : [];
  const from = Math.max(domain.from, Math.min(domain.to, chosen.from));
  const isOne = day !== null || chosen.from === chosen.to;
  return s(
    "svg",
    { class: "lesson-line", viewBox: "0 0 480 46", role: "img", "aria-label": isOne ? dayWords(from) : `${dayWords(domain.from)} to ${dayWords(domain.to)}` },
    s("line", { class: "edge", x1: x(domain.from), x2: x(domain.to), y1: 12, y2: 12 }),
    days.map((each) => s("circle", { class: "day", cx: x(each), cy: 12, r: 3.5 })),
    isOne ? s("circle", { class: "now", cx: x(from), cy: 12, r: 8 }) : s("line", { class: "now", x1: x(from), x2: x(Math.min(domain.to, chosen.to)), y1: 12, y2: 12 }),
    isOne ? s("text", { class: "b", x: Math.max(60, x(from)), y: 42, "text-anchor": "middle" }, `${civil(from).day} ${MONTHS[civil(from).month - 1]}`) : s("text", { x: 0, y: 42 }, shortDay(domain.from)),
    x(from) < 300 || !isOne ? s("text", { x: 440, y: 42, "text-anchor": "end" }, shortDay(domain.to)) : null,
  );
}

/**
 * Say what the colours of a chart mean; a matrix names its rows.
 * @param {{data: Data, seen: State, found: Found}} context
 */
function coloursView({ data, seen, found }) {
  if (seen.tab === "matrix") return null;
  const labels = COLOURS.map((colour) => sideLabel(data, colour));
  return keyView(labels, new Set(found.view.map(({ colour }) => colour)));
}

/** @param {{data: Data, state: State, seen: State, found: Found}} context */
function drawChart({ data, seen, found }) {
  const host = byId("lesson-chart");
  if (!host) return;
  const context = { data, state: seen, found, width: Math.max(260, host.clientWidth), height: Math.max(260, host.clientHeight) };
  const none = { select: () => {}, list: () => {} };
  if (seen.tab === "map") drawMap(host, context, none);
  else if (seen.tab === "matrix") drawMatrix(host, context, none);
  else drawLanes(host, context, none);
}

/**
 * @param {Quote[]} quotes
 * @param {StepRow} step
 * @param {number} place
 * @param {number} steps
 */
function hint(quotes, step, place, steps) {
  const covers = coversOf(quotes, step);
  const blanks = covers - (step.answer ? 1 : 0);
  if (played.uncovered < blanks) return `${["first", "second", "third"][played.uncovered]} answer`;
  if (played.uncovered < covers) return blanks ? "what it teaches" : "the answer";
  return place + 1 < steps ? "next question" : "end";
}

/**
 * Uncover the next answer, or go on.
 * @param {{data: Data, state: State, story: {title: string, steps: StepRow[]}, seen: State, found: Found}} context
 * @param {{step: (step: number | null) => void}} on
 */
export function forward(context, on) {
  const { state, story } = context;
  if (state.step === null) return;
  const covers = coversOf(quotesOf(context), story.steps[state.step]);
  if (played.uncovered < covers) {
    played.uncovered += 1;
    drawLesson(context, on);
  } else on.step(state.step + 1 < story.steps.length ? state.step + 1 : null);
}

/**
 * Cover the last answer again, or go back.
 * @param {{data: Data, state: State, story: {title: string, steps: StepRow[]}, seen: State, found: Found}} context
 * @param {{step: (step: number | null) => void}} on
 */
export function back(context, on) {
  const { state } = context;
  if (state.step === null) return;
  if (played.uncovered > 0) {
    played.uncovered -= 1;
    drawLesson(context, on);
  } else if (state.step > 0) on.step(state.step - 1);
}

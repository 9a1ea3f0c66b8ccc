// How is a lesson written in the page? Set the view, write a question and its answer, keep both as a step; play, save, print.
import { recall, remember } from "../app/store.js";
import { byId, fill, h, shorten } from "../lib/dom.js";
import { moved, readStory, writeStory } from "./story.js";

/** @typedef {{title: string, steps: StepRow[], saved: boolean, fault: string, chosen: number | null}} Draft */

/**
 * Return the lesson that is being written in this browser, else the one of the page.
 * @param {Data} data
 * @returns {Draft}
 */
export function draftOf(data) {
  const held = recall(`lesson:${data.title}`, null);
  /** @type {Draft} */
  const made = { title: data.story?.title ?? "", steps: data.story?.steps ?? [], saved: true, fault: "", chosen: null };
  if (data.story || held === null) return made;
  try {
    const { title, steps } = readStory(JSON.stringify(held));
    return { ...made, title, steps: /** @type {any[]} */ (steps) };
  } catch {
    return made;
  }
}

/**
 * Draw the workshop, or put it away.
 * @param {{data: Data, draft: Draft, isOpen: boolean}} context
 * @param {{redraw: () => void, play: (step: number) => void, close: () => void, view: () => string, look: (view: string) => void, file: (name: string, text: string) => void, page: () => void, handout: () => void, say: (words: string) => void}} on
 */
export function drawWorkshop({ data, draft, isOpen }, on) {
  const host = byId("workshop");
  host.hidden = !isOpen;
  if (!isOpen) return;
  const step = draft.chosen === null ? null : draft.steps[draft.chosen];
  /** @param {string} name @param {string} label @param {number} rows */
  const area = (name, label, rows) => h("label", {}, label, h("textarea", { id: `write-${name}`, rows, maxlength: 4000 }, step ? /** @type {any} */ (step)[name] : ""));
  fill(
    host,
    h("h2", { id: "workshop-title", tabindex: -1 }, "Write a lesson", h("button", { type: "button", class: "right", id: "write-close", "aria-label": "Close", onclick: on.close }, "×")),
    h("p", { class: "s" }, "Set the page as the class should see it, then write. The view is kept with the step."),
    h("label", {}, "Title", h("input", { id: "write-title", maxlength: 200, value: draft.title, oninput: (/** @type {any} */ event) => keepTitle(data, draft, event.target.value) })),
    area("question", "Question", 2),
    area("text", "What the class should know first", 3),
    area("answer", "What it teaches", 2),
    draft.fault ? h("p", { class: "notice", role: "alert" }, draft.fault) : null,
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", class: "primary", id: "write-keep", onclick: () => keep(data, draft, on) }, step ? "Keep the change" : "Keep this view as a step"),
      step ? h("button", { type: "button", id: "write-new", onclick: () => choose(draft, null, on) }, "New step") : null,
    ),
    h("ol", { class: "steps" }, draft.steps.map((each, place) => stepView(data, draft, each, place, on))),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", id: "write-play", disabled: !draft.steps.length, onclick: () => on.play(0) }, "Play"),
      h("button", { type: "button", id: "write-page", disabled: !draft.steps.length, onclick: () => savePage(draft, on) }, "Save lesson page"),
      h("button", { type: "button", id: "write-save", disabled: !draft.steps.length, onclick: () => saveFile(draft, on) }, "Save file"),
      h("button", { type: "button", id: "write-handout", disabled: !draft.steps.length, onclick: on.handout }, "Print handout"),
      h("label", { class: "link file" }, "Open file", h("input", { type: "file", class: "off-screen", id: "write-open", accept: ".json,application/json", onchange: (/** @type {any} */ event) => open(data, draft, event.target.files[0], on) })),
    ),
    draft.saved ? null : h("p", { class: "s" }, "Not saved as a file yet; kept in this browser until then."),
  );
}

/**
 * @param {Data} data
 * @param {Draft} draft
 */
function hold(data, draft) {
  draft.saved = false;
  draft.fault = "";
  remember(`lesson:${data.title}`, JSON.parse(writeStory(draft)));
}

/**
 * @param {Data} data
 * @param {Draft} draft
 * @param {string} title
 */
function keepTitle(data, draft, title) {
  draft.title = title;
  hold(data, draft);
}

/**
 * @param {Data} data
 * @param {Draft} draft
 * @param {{redraw: () => void, view: () => string, say: (words: string) => void}} on
 */
function keep(data, draft, on) {
  /** @param {string} name */
  const value = (name) => byId(`write-${name}`).value.trim();
  const step = { text: value("text"), question: value("question"), answer: value("answer"), view: on.view() };
  if (!step.text && !step.question) {
    draft.fault = "Write a question, or what the class should know.";
    on.redraw();
    return;
  }
  if (draft.chosen === null) draft.steps = [...draft.steps, step];
  else draft.steps = draft.steps.map((each, place) => (place === draft.chosen ? step : each));
  draft.chosen = null;
  hold(data, draft);
  on.redraw();
  on.say(`Step kept; ${draft.steps.length} in all`);
}

/**
 * @param {Draft} draft
 * @param {number | null} place
 * @param {{redraw: () => void, look: (view: string) => void}} on
 */
function choose(draft, place, on) {
  draft.chosen = place;
  if (place !== null) on.look(draft.steps[place].view);
  on.redraw();
}

/**
 * @param {Data} data
 * @param {Draft} draft
 * @param {StepRow} step
 * @param {number} place
 * @param {{redraw: () => void, look: (view: string) => void, play: (step: number) => void}} on
 */
function stepView(data, draft, step, place, on) {
  /** @param {StepRow[]} steps */
  const put = (steps) => {
    draft.steps = steps;
    draft.chosen = null;
    hold(data, draft);
    on.redraw();
  };
  return h(
    "li",
    { "aria-current": draft.chosen === place ? "true" : null },
    h("button", { type: "button", class: "link", onclick: () => choose(draft, place, on) }, shorten(step.question || step.text, 60)),
    h("button", { type: "button", "aria-label": `Earlier: step ${place + 1}`, disabled: place === 0, onclick: () => put(moved(draft.steps, place, place - 1)) }, "↑"),
    h("button", { type: "button", "aria-label": `Remove step ${place + 1}`, onclick: () => put(draft.steps.filter((_, each) => each !== place)) }, "×"),
  );
}

/**
 * @param {Draft} draft
 * @param {{file: (name: string, text: string) => void, redraw: () => void}} on
 */
function saveFile(draft, on) {
  on.file("story.json", writeStory(draft));
  draft.saved = true;
  on.redraw();
}

/**
 * @param {Draft} draft
 * @param {{page: () => void, redraw: () => void}} on
 */
function savePage(draft, on) {
  on.page();
  draft.saved = true;
  on.redraw();
}

/**
 * @param {Data} data
 * @param {Draft} draft
 * @param {File | undefined} file
 * @param {{redraw: () => void}} on
 */
async function open(data, draft, file, on) {
  if (!file) return;
  try {
    const { title, steps } = readStory(await file.text());
    Object.assign(draft, { title, steps, chosen: null });
    hold(data, draft);
  } catch (error) {
    draft.fault = error instanceof Error ? error.message : String(error);
  }
  on.redraw();
}

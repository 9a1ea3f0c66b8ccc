// How is a story told step by step, written from the views of the page, and printed as a handout?
import { byId, fill, h, plural } from "./dom.js";
import { dayWords, longWhen, shortDay, shortWhen } from "./days.js";
import { aroundDay } from "./day.js";
import { isGuess } from "./links.js";
import { outlet } from "./data.js";
import { download, fileName } from "./exports.js";
import { moved, readStory, writeStory } from "./story.js";

const LISTED = 30; // incidents of a narrow view listed in the handout
const PASSAGES = 6; // sentences of the chosen incident in the handout

/** Draw the bar of the story: the step that the state names, or the workshop while one is being written. */
export function drawStory(context) {
  const { story, state } = context;
  const bar = byId("story");
  const telling = !story.writing && state.step !== null && state.step < story.steps.length;
  bar.hidden = !telling && !story.writing;
  byId("story-start").hidden = !story.steps.length;
  byId("story-start").textContent = story.steps.length
    ? `Story: ${story.title || context.data.title} (${plural(story.steps.length, "step")})`
    : "";
  if (story.writing) fill(bar, ...workshop(context));
  else if (telling) fill(bar, ...stepView(context));
}

/** Lay the story out for paper, or put the sheets away. */
export function drawHandout(context, wanted) {
  byId("handout").hidden = !wanted;
  fill(byId("handout"), ...(wanted ? handout(context) : []));
}

function stepView(context) {
  const { story, state, on } = context;
  const step = story.steps[state.step];
  const go = (id, to, label) =>
    h(
      "button",
      {
        type: "button",
        id,
        "aria-disabled": String(to < 0 || to >= story.steps.length),
        onclick: () => {
          if (to >= 0 && to < story.steps.length) on.step(to);
        },
      },
      label,
    );
  return [
    h(
      "div",
      { class: "story-top" },
      go("story-back", state.step - 1, "◀ Back"),
      h("span", { class: "muted", id: "story-place" }, `${state.step + 1} of ${story.steps.length}`),
      go("story-on", state.step + 1, "Next ▶"),
      h("strong", { class: "story-title" }, story.title),
      h(
        "button",
        { type: "button", id: "story-view", class: "text", onclick: () => on.step(state.step) },
        "Back to this step's view",
      ),
      h("button", { type: "button", id: "story-print", class: "text", onclick: on.printStory }, "Print as handout"),
      h(
        "button",
        {
          type: "button",
          class: "close",
          id: "story-leave",
          "aria-label": "Leave the story",
          onclick: () => on.step(null),
        },
        "×",
      ),
    ),
    h("div", { class: "telling" }, step.text ? paragraphs(step.text, "story-text") : null, h("div", {}, asked(step))),
  ];
}

function asked(step) {
  return [
    step.question ? h("p", { class: "question" }, step.question) : null,
    step.answer
      ? h(
          "details",
          { class: "answer", id: "story-answer" },
          h("summary", {}, "Show the answer"),
          paragraphs(step.answer, "story-text"),
        )
      : null,
  ];
}

function paragraphs(text, className) {
  return h(
    "div",
    { class: className, dir: "auto" },
    text.split(/\n+/).map((line) => h("p", {}, line)),
  );
}

function workshop(context) {
  const { story, on } = context;
  const { draft } = story;
  const area = (id, label, rows) => {
    const box = h("textarea", {
      id: `write-${id}`,
      rows,
      maxlength: 4000,
      oninput: (event) => {
        draft[id] = event.target.value;
      },
    });
    box.value = draft[id];
    return h("label", { class: "field" }, label, box);
  };
  const title = h("input", {
    id: "write-title",
    type: "text",
    maxlength: 200,
    oninput: (event) => {
      story.title = event.target.value;
    },
  });
  title.value = story.title;
  return [
    h(
      "div",
      { class: "story-top" },
      h("strong", {}, "Write a story"),
      h(
        "span",
        { class: "muted" },
        "Set the page as the class should see it, write, and save the view as a step. The story is kept only until you close the page: save the file.",
      ),
      h(
        "button",
        {
          type: "button",
          class: "close",
          id: "write-close",
          "aria-label": "Leave the workshop",
          onclick: () => on.write(false),
        },
        "×",
      ),
    ),
    h(
      "div",
      { class: "workshop" },
      h(
        "div",
        {},
        h("label", { class: "field" }, "Title", title),
        h(
          "ol",
          { class: "steps-list", id: "write-steps" },
          story.steps.map((step, at) => stepRow(context, step, at)),
        ),
        story.steps.length ? null : h("p", { class: "muted" }, "No step yet."),
        h(
          "p",
          { class: "buttons" },
          h("button", { type: "button", id: "write-file", onclick: () => saveFile(context) }, "Save file"),
          openFile(context),
        ),
      ),
      h(
        "div",
        {},
        area("text", "What is told", 3),
        area("question", "Question to the class", 2),
        area("answer", "Answer, shown when asked for", 2),
        h(
          "p",
          { class: "buttons" },
          h(
            "button",
            { type: "button", id: "write-save", class: "primary", onclick: () => saveStep(context, false) },
            "Save this view as a step",
          ),
          story.chosen === null
            ? null
            : h(
                "button",
                { type: "button", id: "write-update", onclick: () => saveStep(context, true) },
                `Replace step ${story.chosen + 1}`,
              ),
        ),
        h("p", { class: "notice", id: "write-fault", hidden: !story.fault }, story.fault ?? ""),
      ),
    ),
  ];
}

function stepRow(context, step, at) {
  const { story, on } = context;
  const redraw = (fields, focus) => {
    Object.assign(story, fields);
    drawStory(context);
    byId(focus)?.focus();
  };
  const button = (id, label, text, act) =>
    h(
      "button",
      { type: "button", class: "text", id: `step-${at}-${id}`, "aria-label": `${label} step ${at + 1}`, onclick: act },
      text,
    );
  const move = (to, id) => {
    if (to >= 0 && to < story.steps.length)
      redraw({ steps: moved(story.steps, at, to), chosen: null }, `step-${to}-${id}`);
  };
  return h(
    "li",
    { class: story.chosen === at ? "chosen" : null },
    button("open", "Open", `${at + 1}. ${(step.text || step.question).slice(0, 90)}`, () => {
      Object.assign(story, { chosen: at, draft: { ...step } });
      on.view(step.view);
    }),
    button("up", "Move up", "↑", () => move(at - 1, "up")),
    button("down", "Move down", "↓", () => move(at + 1, "down")),
    button("delete", "Delete", "×", () =>
      redraw({ steps: story.steps.filter((_, other) => other !== at), chosen: null }, "write-save"),
    ),
  );
}

function saveStep(context, replace) {
  const { story, on } = context;
  const { text, question, answer } = story.draft;
  if (!text.trim() && !question.trim()) {
    story.fault = "Write something to tell, or a question, first.";
    drawStory(context);
    byId("write-text").focus();
    return;
  }
  const step = { text: text.trim(), question: question.trim(), answer: answer.trim(), view: on.viewHash() };
  if (replace) story.steps = story.steps.map((one, at) => (at === story.chosen ? step : one));
  else story.steps = [...story.steps, step];
  Object.assign(story, { chosen: null, fault: null, draft: { text: "", question: "", answer: "" } });
  on.say(`Saved: ${plural(story.steps.length, "step")}`);
  drawStory(context);
  byId("write-text").focus();
}

function saveFile({ story, data, on }) {
  if (!story.steps.length) return on.say("There is no step to save yet");
  return download(`${fileName(story.title || data.title)}.story.json`, writeStory(story), "application/json");
}

function openFile(context) {
  const { story, on } = context;
  return h(
    "label",
    { class: "file" },
    "Open file ",
    h("input", {
      id: "write-open",
      type: "file",
      accept: ".json,application/json",
      onchange: async (event) => {
        const [file] = event.target.files;
        if (!file) return;
        try {
          const read = readStory(await file.text());
          Object.assign(story, { title: read.title, steps: read.steps, chosen: null, fault: null });
          on.say(`Opened: ${plural(read.steps.length, "step")}`);
        } catch (error) {
          story.fault = error.message;
        }
        drawStory(context);
      },
    }),
  );
}

/** The whole story on paper: text, question, room to write, the evidence of a chosen incident; answers last. */
function handout(context) {
  const { story, data } = context;
  const answers = story.steps.map((step, at) => [step.answer, at]).filter(([answer]) => answer);
  return [
    h("h1", {}, story.title || data.title),
    h("p", { class: "muted" }, `From the timeline “${data.title}”.`),
    story.steps.map((step, at) => sheet(context, step, at)),
    answers.length
      ? h(
          "section",
          { class: "answers" },
          h("h2", {}, "Answers"),
          answers.map(([answer, at]) => h("div", {}, h("h3", {}, `Step ${at + 1}`), paragraphs(answer, "story-text"))),
        )
      : null,
  ];
}

function sheet(context, step, at) {
  const { data, on } = context;
  const seen = on.look(step.view);
  const { incident, day, from, to } = seen.state;
  const chosen = incident === null ? null : data.incidents[incident];
  const listed = day === null ? [] : aroundDay(data.incidents, day).on;
  const told = listed.filter((one) => one.casualties.length).slice(0, 2);
  return h(
    "section",
    { class: "sheet" },
    h("h2", {}, `Step ${at + 1}`),
    paragraphs(step.text, "story-text"),
    h(
      "p",
      { class: "muted" },
      `In view: ${plural(seen.view.length, "incident")}${from === null ? "" : `, ${shortDay(from)} to ${shortDay(to)}`}.`,
    ),
    chosen ? evidence(data, chosen) : null,
    listed.length
      ? [h("h3", {}, dayWords(day)), headlines(data, listed), told.map((one) => evidence(data, one))]
      : null,
    chosen || day !== null || seen.view.length > LISTED ? null : headlines(data, seen.view),
    step.question ? [h("p", { class: "question" }, step.question), h("div", { class: "lines" })] : null,
  );
}

function headlines(data, incidents) {
  return h(
    "ul",
    { class: "plain" },
    incidents.map((one) =>
      h(
        "li",
        {},
        `${shortWhen(one.when)}: ${one.headline} (${data.statuses[one.status].label}${isGuess(one.when) ? ", date a guess" : ""})`,
      ),
    ),
  );
}

function evidence(data, incident) {
  return [
    h("h3", {}, incident.headline),
    h("p", { class: "muted" }, `${longWhen(incident.when)}.`),
    h(
      "ul",
      { class: "plain" },
      incident.passages
        .slice(0, PASSAGES)
        .map((passage) =>
          h("li", { dir: "auto" }, h("strong", {}, `${outlet(data, passage.document)}: `), `“${passage.text}”`),
        ),
    ),
  ];
}

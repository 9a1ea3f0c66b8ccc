// How does a class put incidents in order, or find out who says what? Worked on the page or on paper.
import { byId, fill, h, plural } from "../lib/dom.js";
import { shortDay, shortWhen } from "../lib/days.js";
import { judged, masked, maskedCells, pickForBoth, pickForOrder, pickForSays } from "./exercise.js";
import { numberWords, sayerWords } from "../data/figures.js";
import { shortName } from "../data/names.js";
import { link } from "../panels/links.js";
import { isRow } from "../panels/row.js";

const NUMBERS = [4, 6, 8, 10];

/** @typedef {import("./exercise.js").Told} Told */
/** @typedef {import("./exercise.js").SaysSet} SaysSet */
/** @typedef {import("./exercise.js").BothSet} BothSet */
/** @typedef {{select: (incident: Incident) => void, task: (task: string | null) => void, print: () => void, say: (words: string) => void}} Actions */
/** @typedef {{data: Data, state: State, view: Incident[], on: Actions}} Context */

/** What is being worked on; lost when the page is closed, never part of a link. */
const work = {
  /** @type {string | null} */
  task: null,
  key: "",
  number: 6,
  seed: 1,
  /** @type {Incident[]} */
  order: [],
  shown: false,
  /** @type {SaysSet[]} */
  says: [],
  /** @type {BothSet[]} */
  both: [],
  /** @type {Map<string, string>} */
  answers: new Map(),
};

/** @type {Record<string, (context: Context) => any[]>} */
const VIEWS = { order: orderView, says: saysView, both: bothView };

/**
 * Draw the exercise that the state asks for, or put it away.
 * @param {Context} context
 */
export function drawTask(context) {
  const host = byId("task");
  const { task } = context.state;
  host.hidden = task === null;
  document.documentElement.toggleAttribute("data-task", task !== null);
  if (task === null) return;
  deal(context, task);
  fill(host, ...VIEWS[task](context));
}

/**
 * Deal anew when the task, the view or the seed has changed.
 * @param {Context} context
 * @param {string} task
 */
function deal(context, task) {
  const key = `${task}|${work.number}|${work.seed}|${context.view.map((one) => one.index).join()}`;
  if (work.key === key) return;
  Object.assign(work, { task, key, shown: false, answers: new Map() });
  if (task === "order") work.order = pickForOrder([...context.view], work.number, work.seed);
  else if (task === "both") work.both = pickForBoth(context.data, context.view, work.number, work.seed);
  else work.says = pickForSays(context.data, context.view, Math.ceil(work.number / 2), work.seed);
}

/**
 * @param {Context} context
 * @param {string} title
 * @param {string} text
 */
function heading(context, title, text) {
  const { on } = context;
  const again = () => {
    work.seed += 1;
    drawTask(context);
  };
  const number = h(
    "select",
    {
      id: "task-number",
      onchange: (/** @type {any} */ event) => {
        work.number = Number(event.target.value);
        drawTask(context);
        byId("task-number").focus();
      },
    },
    NUMBERS.map((one) => h("option", { value: one }, String(work.task === "says" ? Math.ceil(one / 2) : one))),
  );
  number.value = String(work.number);
  return [
    h(
      "div",
      { class: "bar-top" },
      h("h2", { id: "task-title", tabindex: -1 }, title),
      h("label", {}, "Incidents ", number),
      h("button", { type: "button", id: "task-again", onclick: again }, "Deal again"),
      h("button", { type: "button", id: "task-print", onclick: on.print }, "Print"),
      h("button", { type: "button", id: "task-close", onclick: () => on.task(null) }, "Close"),
    ),
    h("p", {}, text),
    h(
      "p",
      { class: "s no-print" },
      "Taken from what is in view: the filters and the dates shown choose the material.",
    ),
  ];
}

/**
 * Make the button that shows and hides the answers of a task.
 * @param {Context} context
 * @param {string} answers
 */
function showButton(context, answers) {
  const shown = work.shown;
  const toggle = () => {
    work.shown = !shown;
    drawTask(context);
    byId("task-show").focus();
  };
  return h(
    "p",
    { class: "buttons no-print" },
    h(
      "button",
      { type: "button", id: "task-show", class: "primary", onclick: toggle },
      `${shown ? "Hide" : "Show"} ${answers}`,
    ),
  );
}

/** @param {Context} context */
function orderView(context) {
  const { order, shown } = work;
  const top = heading(
    context,
    "In which order",
    "In which order did these happen? The earliest comes first. Drag the cards, or use their arrows; then look at the dates.",
  );
  if (order.length < 2)
    return [...top, h("p", { class: "empty" }, "Too few incidents in view have a date that is not a guess.")];
  const result = judged(order);
  return [
    ...top,
    h(
      "ol",
      { class: "cards", id: "order-cards" },
      order.map((one, at) => card(context, one, at, result)),
    ),
    showButton(context, "the dates"),
    shown ? orderResult(context, result) : null,
    solution(context),
  ];
}

/**
 * @param {Context} context
 * @param {Incident} incident
 * @param {number} at
 * @param {import("./exercise.js").Judgement} result
 */
function card(context, incident, at, { wrong }) {
  /** @param {number} to */
  const move = (to) => {
    if (to < 0 || to >= work.order.length || to === at) return;
    const [taken] = work.order.splice(at, 1);
    work.order.splice(to, 0, taken);
    drawTask(context);
    context.on.say(`Moved to place ${to + 1}`);
    byId(`card-${to}-${to < at ? "up" : "down"}`)?.focus();
  };
  /** @param {string} way @param {string} label @param {number} to */
  const button = (way, label, to) =>
    h(
      "button",
      {
        type: "button",
        id: `card-${at}-${way}`,
        "aria-label": `${label}: ${shortName(context.data, incident)}`,
        "aria-disabled": String(to < 0 || to >= work.order.length),
        onclick: () => move(to),
      },
      way === "up" ? "↑" : "↓",
    );
  const misplaced = work.shown && wrong.some((pair) => pair.includes(incident));
  return h(
    "li",
    {
      class: misplaced ? "order-card misplaced" : "order-card",
      draggable: "true",
      ondragstart: (/** @type {DragEvent & {dataTransfer: DataTransfer}} */ event) => {
        event.dataTransfer.setData("text/plain", String(at));
        event.dataTransfer.effectAllowed = "move";
      },
      ondragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
      ondrop: (/** @type {DragEvent & {dataTransfer: DataTransfer}} */ event) => {
        event.preventDefault();
        const from = Number(event.dataTransfer.getData("text/plain"));
        if (!Number.isInteger(from) || from < 0 || from >= work.order.length) return;
        const [taken] = work.order.splice(from, 1);
        work.order.splice(at, 0, taken);
        drawTask(context);
      },
    },
    h("span", { class: "moves no-print" }, button("up", "Earlier", at - 1), button("down", "Later", at + 1)),
    h("span", { class: "blank print-only" }, "____"),
    h(
      "div",
      {},
      h("p", { class: "card-title" }, shortName(context.data, incident)),
      sentence(context.data, incident, ["date"]),
      work.shown
        ? h(
            "p",
            { class: "card-date" },
            shortWhen(incident.when),
            misplaced ? h("span", { class: "badge warn" }, "not in its place") : null,
          )
        : null,
    ),
  );
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {string[]} slots
 */
function sentence(data, incident, slots) {
  const [passage] = incident.passages;
  return passage ? evidence(data, passage, slots, "q card-text") : null;
}

/**
 * Show a passage without the words of some slots; of a row the cells that were read, for the others tell the day.
 * @param {Data} data
 * @param {Passage} passage
 * @param {string[]} slots
 * @param {string} name
 */
function evidence(data, passage, slots, name) {
  if (!isRow(data, passage.document))
    return h("p", { class: name, dir: "auto" }, `“${masked(data, passage, slots)}”`);
  const cells = maskedCells(data, passage, slots);
  return h("p", { class: name, dir: "auto" }, cells.map(({ column, text }) => `${column}: ${text}`).join(" · "));
}

/**
 * @param {Context} context
 * @param {import("./exercise.js").Judgement} result
 */
function orderResult(context, { wrong, open, decided }) {
  return h(
    "section",
    { class: "result", role: "status" },
    h(
      "h3",
      {},
      wrong.length === 0
        ? `All ${plural(decided, "pair")} that the evidence decides are in order.`
        : `${decided - wrong.length} of ${plural(decided, "pair")} that the evidence decides are in order.`,
    ),
    open.length
      ? [
          h("p", {}, "The evidence leaves open which came first:"),
          h(
            "ul",
            { class: "open-pairs" },
            open.map(([one, two]) =>
              h(
                "li",
                {},
                link(context, one),
                h("span", { class: "s" }, "or"),
                link(context, two),
                h("span", { class: "s" }, whyOpen(one, two)),
              ),
            ),
          ),
        ]
      : h("p", {}, "No order is left open."),
  );
}

/**
 * @param {Incident} one
 * @param {Incident} two
 */
function whyOpen(one, two) {
  if (one.when && two.when && one.when.start === one.when.end && two.when.start === two.when.end) return `both on ${shortDay(one.when.start)}`;
  return `${shortWhen(one.when)}; ${shortWhen(two.when)}`;
}

/**
 * On paper the dates stand on a page of their own.
 * @param {Context} context
 */
function solution({ data }) {
  const rows = [...work.order].sort((a, b) => Number(a.when?.start) - Number(b.when?.start) || Number(a.when?.end) - Number(b.when?.end));
  const open = judged(rows).open;
  return h(
    "section",
    { class: "print-only answers" },
    h("h2", {}, `Answers: ${data.title}`),
    h(
      "ol",
      {},
      rows.map((one) => h("li", {}, `${shortWhen(one.when)}: ${one.headline}`)),
    ),
    open.length ? h("p", {}, "Left open by the evidence:") : null,
    h(
      "ul",
      {},
      open.map(([one, two]) => h("li", {}, `${one.headline} / ${two.headline} (${whyOpen(one, two)})`)),
    ),
  );
}

/** @param {Context} context */
function saysView(context) {
  const { data } = context;
  const sets = work.says;
  const top = heading(
    context,
    "Who is cited for which figure",
    "The same event, reported by several outlets. Read the claims first. Who wrote which, and how can you tell?",
  );
  if (!sets.length)
    return [...top, h("p", { class: "empty" }, "No incident in view is reported by more than one publisher.")];
  return [
    ...top,
    sets.map((set, number) => saysSet(context, set, number)),
    showButton(context, "who says so"),
    h(
      "section",
      { class: "print-only answers" },
      h("h2", {}, `Answers: ${data.title}`),
      sets.map(({ incident, claims }, number) => [
        h("p", {}, `${number + 1}. ${incident.headline}`),
        h(
          "ul",
          {},
          claims.map((claim, at) => h("li", {}, `${letter(at)}: ${teller(data, claim)}`)),
        ),
      ]),
    ),
  ];
}

/**
 * @param {Context} context
 * @param {SaysSet} set
 * @param {number} number
 */
function saysSet(context, { incident, claims }, number) {
  const { data } = context;
  const names = claims.map(({ publisher }) => data.publishers[publisher]).sort();
  return h(
    "section",
    { class: "says-set" },
    h("h3", {}, `${number + 1}. ${work.shown ? incident.headline : topic(data, incident)}`),
    h("p", { class: "s print-only" }, `Outlets: ${names.join(", ")}`),
    h(
      "ol",
      { class: "cards" },
      claims.map((claim, at) => saysCard(context, claim, `${number}-${at}`, letter(at), names)),
    ),
    work.shown ? h("p", {}, link(context, incident)) : null,
  );
}

/**
 * Name an incident without its figures, which are what the claims differ in.
 * @param {Data} data
 * @param {Incident} incident
 */
function topic(data, incident) {
  const places = incident.places.map((place) => data.places[place].name).join(", ");
  return [data.types[incident.type].label, places, shortWhen(incident.when)].filter(Boolean).join(" · ");
}

/**
 * @param {Context} context
 * @param {Told} claim
 * @param {string} key
 * @param {string} name
 * @param {string[]} names
 */
function saysCard(context, claim, key, name, names) {
  const { data } = context;
  const right = data.publishers[claim.publisher];
  const select = h(
    "select",
    {
      id: `says-${key}`,
      onchange: (/** @type {any} */ event) => {
        work.answers.set(key, event.target.value);
      },
    },
    ["", ...names].map((one) => h("option", { value: one }, one || "Who wrote this?")),
  );
  select.value = work.answers.get(key) ?? "";
  const given = work.answers.get(key);
  return h(
    "li",
    { class: "order-card" },
    h("span", { class: "letter" }, name),
    h(
      "div",
      {},
      evidence(data, claim.passage, work.shown ? [] : ["attribution"], "q card-text"),
      h(
        "p",
        { class: "no-print" },
        h("label", {}, h("span", { class: "off-screen" }, `Claim ${name}: who wrote this?`), select),
      ),
      h("p", { class: "blank print-only" }, "Outlet: ______________________   Who is cited: ______________________"),
      work.shown
        ? h(
            "p",
            { class: "card-date" },
            teller(data, claim),
            given
              ? h(
                  "span",
                  { class: given === right ? "badge" : "badge warn" },
                  given === right ? "you were right" : `you said ${given}`,
                )
              : null,
          )
        : null,
    ),
  );
}

/**
 * @param {Data} data
 * @param {Told} claim
 */
function teller(data, { publisher, passage }) {
  const cited = passage.attribution.map((one) => data.speakers[one]).join(", ");
  const { published } = data.documents[passage.document];
  return [
    data.publishers[publisher],
    published === null ? null : shortDay(published),
    cited ? `citing ${cited}` : isRow(data, passage.document) ? "as coded" : "nobody cited",
  ]
    .filter(Boolean)
    .join(", ");
}

/** @param {Context} context */
function bothView(context) {
  const { data } = context;
  const sets = work.both;
  const top = heading(context, "Can both be true", "Two accounts of one incident. Can both be right? Say why, or why not.");
  if (!sets.length) return [...top, h("p", { class: "empty" }, "No incident in view has two different figures.")];
  return [
    ...top,
    h(
      "ol",
      { class: "cards" },
      sets.map(({ incident, first, second, apart }, number) =>
        h(
          "li",
          { class: "order-card" },
          h("span", { class: "letter" }, number + 1),
          h(
            "div",
            {},
            h("p", { class: "card-title" }, `${shortName(data, incident)}, ${shortWhen(incident.when)}`),
            [first, second].map((claim) => h("p", {}, h("b", {}, `${numberWords(claim)} killed`), `${claim.group ? ` (${claim.group})` : ""}: ${sayerWords(claim)}`)),
            h("p", { class: "blank print-only" }, "______________________________________________"),
            work.shown ? h("p", { class: "card-date" }, bothWords(first, second, apart)) : null,
          ),
        ),
      ),
    ),
    showButton(context, "the answers"),
    h("section", { class: "print-only answers" }, h("h2", {}, `Answers: ${data.title}`), h("ol", {}, sets.map(({ first, second, apart }) => h("li", {}, bothWords(first, second, apart))))),
  ];
}

/**
 * @param {Claim} first
 * @param {Claim} second
 * @param {boolean} apart
 */
function bothWords(first, second, apart) {
  if (apart) return "No: they count the same people, and the numbers contradict each other. One count may be older.";
  if ((first.group ?? "") !== (second.group ?? "")) return "Yes: they count different people.";
  return "Yes: one number leaves room for the other.";
}

/** @param {number} at */
function letter(at) {
  return String.fromCharCode(65 + (at % 26));
}

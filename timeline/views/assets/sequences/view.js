// Which question is put to the sequences, to which incidents, and what stands under every answer?
import { byId, fill, h, plural } from "../lib/dom.js";
import { showAligned, showPairs, showSimilar } from "./cases.js";
import { optionsView, questionsView } from "./choices.js";
import { factsOf, historyOf } from "./history.js";
import { showEpisodes, showLags, showMotifs, showTransitions } from "./tables.js";

const SHOWN = 12; // rows before the rest is asked for
const BY = ["transitions", "episodes"]; // asked of pairs, actors or places
const MUTUAL = ["pairs", "lags"]; // may count what nobody is told to have begun as an act of each side
/** @type {Record<string, {label: string, show: (ask: Ask) => Answer, needs?: boolean}>} */
const QUESTIONS = {
  pairs: { label: "What came next", show: showPairs },
  lags: { label: "How soon", show: showLags },
  transitions: { label: "What follows what", show: showTransitions },
  episodes: { label: "Bursts", show: showEpisodes, needs: true },
  aligned: { label: "Days around", show: showAligned, needs: true },
  motifs: { label: "Orders that recur", show: showMotifs, needs: true },
  similar: { label: "Seen before", show: showSimilar },
};
const COUNTED = ["pairs", "similar"]; // nothing in them is compared with chance
/** @type {{curve: string | null, all: boolean}} */
const choices = { curve: null, all: false }; // not part of a link
const histories = new WeakMap(); // by the incidents in view: made once

/**
 * Draw the answer to the chosen question.
 * @param {{data: Data, state: State, view: Incident[], on: Asking}} context
 * @param {number | null} paper
 */
export function drawSequences(context, paper) {
  const host = byId("sequences");
  const ask = askOf(context, paper ?? host.clientWidth);
  const focused =
    document.activeElement instanceof HTMLElement && host.contains(document.activeElement)
      ? document.activeElement.id
      : "";
  const question = QUESTIONS[ask.name];
  const answer = question.needs && !ask.table ? null : question.show(ask);
  fill(
    host,
    questionsView(ask, QUESTIONS),
    optionsView(ask, { by: BY.includes(ask.name), mutual: MUTUAL.includes(ask.name) }),
    scope(ask),
    answer ? answerView(ask, answer) : h("p", { class: "empty" }, withoutTables(ask)),
    answer?.counted ? foot(ask, answer.counted) : null,
  );
  if (focused) byId(focused)?.focus({ preventScroll: true });
}

/**
 * @param {{data: Data, state: State, view: Incident[], on: Asking}} context
 * @param {number} wide
 * @returns {Ask}
 */
function askOf(context, wide) {
  const { data, state, view, on } = context;
  const { tables } = data.sequences;
  const whole = view.length === data.incidents.length;
  const kinds = Object.keys(tables ?? {})
    .filter((name) => name.startsWith("aligned "))
    .map((name) => name.slice(8));
  const around = state.around !== null && kinds.includes(state.around) ? state.around : kinds[0];
  const by = /** @type {By} */ (BY.includes(state.ask) ? state.by : "pair");
  const mutual = MUTUAL.includes(state.ask) && state.mutual;
  const named = tables?.[tableName({ name: state.ask, around, by, mutual })];
  const compared = whole || QUESTIONS[state.ask].needs;
  return {
    ...{ data, state, view, on, wide, whole, tables, kinds, around, by, mutual, choices, name: state.ask },
    // Where there are no clashes, the table without them is that with them.
    table: (compared && (named ?? (mutual && tables?.[state.ask]))) || null,
    get told() {
      if (!histories.has(view)) histories.set(view, historyOf(view, factsOf(data)));
      return histories.get(view);
    },
    choose(fields) {
      Object.assign(choices, fields);
      on.ask({});
    },
  };
}

/**
 * Name the table of the page that answers a question.
 * @param {{name: string, around: string, by: By, mutual: boolean}} asked
 */
function tableName({ name, around, by, mutual }) {
  /** @type {Record<string, string>} */
  const own = { aligned: around, lags: mutual ? "mutual" : "" };
  const more = own[name] ?? (by === "pair" ? "" : by);
  return more ? `${name} ${more}` : name;
}

/**
 * Say of which incidents the answer speaks, and where the comparison with chance is to be had.
 * @param {Ask} ask
 */
function scope(ask) {
  const { data, view, whole, tables, name, on } = ask;
  const all = plural(data.incidents.length, "incident");
  if (whole && tables) return h("p", { class: "scope" }, `Asked of all ${all} of the timeline.`);
  if (whole)
    return h(
      "p",
      { class: "scope notice" },
      `Counted for all ${all} of the page${data.whole ? ", which holds a part of the timeline" : ""}. `,
      COUNTED.includes(name) ? null : withoutTables(ask),
    );
  const back = h(
    "button",
    { type: "button", class: "text no-print", id: "ask-whole", onclick: () => on.reset() },
    "Ask the whole timeline",
  );
  if (QUESTIONS[name].needs)
    return tables ? h("p", { class: "scope notice" }, ofWhole(ask), back, ". ", forPart(ask)) : null;
  return h(
    "p",
    { class: "scope notice" },
    `Counted for the ${plural(view.length, "incident")} in view. `,
    COUNTED.includes(name) ? null : "Whether anything is more than chance is computed for the whole timeline only. ",
    back,
    COUNTED.includes(name) ? "." : [". ", forPart(ask)],
  );
}

/** @param {Ask} ask */
function ofWhole({ name }) {
  if (name === "aligned") return "These numbers are of the whole timeline, not of what is in view. ";
  const what = name === "motifs" ? "an instance that is listed wholly in view" : "an incident in view";
  return `These numbers are of the whole timeline; only rows with ${what} are listed. `;
}

/**
 * Give the commands that ask the same of a part of the timeline.
 * @param {Ask} ask
 */
function forPart(ask) {
  return h(
    "details",
    {},
    h("summary", {}, "For this part alone"),
    h("p", {}, "Build this part alone and ask there, in its page or with the command:"),
    h(
      "pre",
      {},
      `timeline build ARTICLES --from DAY --to DAY --about WORDS -o part.html\n${command(ask, "part.timeline.json")}`,
    ),
  );
}

/**
 * @param {Ask} ask
 * @param {string} path
 */
function command({ name, around, by, mutual }, path) {
  const kind = /[ ()]/.test(around ?? "") ? `"${around}"` : (around ?? "ASSAULT");
  /** @type {Record<string, string>} */
  const own = { aligned: ` --around ${kind}`, similar: " --incident ID" };
  const more = own[name] ?? "";
  return `timeline sequences ${path} --as ${name}${more}${by === "pair" ? "" : ` --by ${by}`}${mutual ? " --mutual" : ""}`;
}

/**
 * Write the same in Python.
 * @param {Ask} ask
 */
function python({ name, around, by, mutual }) {
  const options = [`"${name}"`];
  if (name === "aligned") options.push(`around=${JSON.stringify(around)}`);
  if (name === "similar") options.push('incident="ID"');
  if (by !== "pair") options.push(`by="${by}"`);
  if (mutual) options.push("mutual=True");
  return `tl.sequences(${options.join(", ")})`;
}

/** @param {Ask} ask */
function withoutTables(ask) {
  const { data } = ask;
  const why = data.whole
    ? "The page holds a part of the timeline, of which a comparison with chance would say nothing about the whole. "
    : `Of more than ${data.sequences.most.toLocaleString("en-GB")} incidents the page has no comparison with chance. `;
  return [why, "Run on the command line: ", h("code", {}, command(ask, "PATH"))];
}

/**
 * @param {Ask} ask
 * @param {Answer} answer
 */
function answerView({ name, on }, answer) {
  const { title, lead, verdict, drawing, rows, empty } = answer;
  const shown = choices.all ? rows : SHOWN;
  const table =
    answer.table && rows
      ? answer.table(shown)
      : h("p", { class: "empty" }, empty ?? "Too little can be put in order here.");
  return h(
    "section",
    { id: "asked", "data-question": name },
    h("h3", {}, title),
    h("p", { class: "muted" }, lead),
    verdict ? h("p", { class: "verdict" }, verdict) : null,
    drawing,
    answer.folded && rows
      ? h("details", { id: "asked-days", open: choices.all }, h("summary", {}, answer.folded), table)
      : table,
    !answer.folded && rows > SHOWN && !choices.all && answer.table && name !== "similar"
      ? h(
          "button",
          {
            ...{ type: "button", id: "ask-more", class: "no-print" },
            onclick: () => {
              choices.all = true;
              on.ask({});
            },
          },
          `Show all ${rows.toLocaleString("en-GB")} rows`,
        )
      : null,
  );
}

/**
 * Say what was counted, what was left out and why, how it was compared, and what it does not say.
 * @param {Ask} ask
 * @param {any} counted
 */
function foot(ask, counted) {
  const { data, name } = ask;
  const { why, notes, columns } = data.sequences;
  const left = Array.isArray(counted.left_out)
    ? counted.left_out
    : Object.keys(why)
        .filter((one) => counted.left[one])
        .map((one) => [why[one], counted.left[one]]);
  const settings = counted.settings;
  const more = counted.more
    ? `${plural(counted.more, "weaker row")} of the table ${counted.more === 1 ? "is" : "are"} not in the page. `
    : "";
  return h(
    "footer",
    { class: "asked-foot" },
    h(
      "p",
      {},
      h("strong", {}, "Order is not cause. "),
      "What came later need not have come because of what came before.",
    ),
    h(
      "p",
      { id: "asked-counted" },
      more,
      "Counted: ",
      h("data", { value: counted.counted, "data-counted": true }, plural(counted.counted, "incident")),
      ". ",
      left.length ? "Left out:" : "None was left out.",
    ),
    h(
      "ul",
      { class: "left-out" },
      left.map((/** @type {[string, number]} */ [reason, number]) =>
        h("li", {}, h("data", { value: number, "data-left": reason }, number.toLocaleString("en-GB")), ` ${reason}`),
      ),
    ),
    settings ? h("p", {}, chanceWords(settings)) : null,
    h(
      "details",
      {},
      h("summary", {}, "How it was computed, and what the columns of the command hold"),
      h(
        "ul",
        { class: "plain" },
        notes[name].map((/** @type {string} */ note) => h("li", {}, note)),
      ),
      h(
        "p",
        {},
        "The same numbers: ",
        h("code", {}, command(ask, "PATH")),
        ", and in Python ",
        h("code", {}, python(ask)),
        ".",
      ),
      h(
        "dl",
        { class: "facts" },
        Object.entries(columns[name]).map(([column, words]) => [h("dt", {}, column), h("dd", {}, words)]),
      ),
    ),
  );
}

/** @param {{shuffles?: number, seed: number, rate: number}} settings */
function chanceWords({ shuffles, seed, rate }) {
  const hundred = Math.round(100 * rate);
  if (shuffles === undefined)
    return `Compared with an even rate, without shuffles. In a history in which nothing follows from anything, at most ${hundred} of 100 such tables have a finding; p is corrected for all that was looked at.`;
  return `Compared with ${plural(shuffles, "shuffled history", "shuffled histories")} (seed ${seed}). In a history in which nothing follows from anything, at most ${hundred} of 100 such tables have a finding; p is corrected for everything that the table looks at.`;
}

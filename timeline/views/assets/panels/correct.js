// How does a reader correct a field? Marks it, offers likely values, shows it at once, and collects rows for corrections.csv.
import { actorsIn } from "../data/data.js";
import { recall, remember } from "../app/store.js";
import { csvCell } from "../download/exports.js";
import { iso } from "../lib/days.js";
import { byId, fill, h } from "../lib/dom.js";

const COLUMNS = "action id value type status date place casualties initiator target party document quote author day reason".split(" ");
const FIELDS = { date: "When", status: "Whether it happened", initiator: "Who", target: "Whom", party: "Sides", place: "Where", type: "What", casualties: "Killed" };
const HINTS = {
  date: "2020-02-03, 2020-02-03/2020-02-05, 2020-02 or 2020",
  status: "occurred, planned, threatened, demanded, possible, denied or failed",
  initiator: "ids or names, joined by ;",
  target: "ids or names, joined by ;",
  party: "ids or names, joined by ;",
  place: "names, joined by ;",
  type: "ASSAULT, or with its mode ASSAULT/shelling",
  casualties: "killed 4; injured 9-12 soldiers",
};

/**
 * Return the corrections made in this browser.
 * @param {Data} data
 * @returns {CorrectionDraft[]}
 */
export function draftsOf(data) {
  const rows = recall(`corrections:${data.title}`, /** @type {any[]} */ ([]));
  return Array.isArray(rows) ? rows.filter(isDraft) : [];
}

/** @param {any} row */
function isDraft(row) {
  return row !== null && typeof row === "object" && ["id", "field", "value", "author", "day", "reason"].every((name) => typeof row[name] === "string");
}

/**
 * Ask for a correction of an incident.
 * @param {Data} data
 * @param {Incident} incident
 * @param {{changed: () => void, say: (words: string) => void, save: (name: string, text: string, type: string) => void}} on
 */
export function askCorrection(data, incident, on) {
  const dialog = byId("correct");
  const field = h("select", { id: "correct-field", onchange: () => offer(data, incident) }, Object.entries(FIELDS).map(([id, words]) => h("option", { value: id }, words)));
  const form = h(
    "form",
    {
      ...{ method: "dialog", id: "correct-form" },
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        if (take(data, incident, on)) dialog.close();
      },
    },
    h("h2", { id: "correct-title" }, "Something wrong?"),
    h("p", { class: "s", dir: "auto" }, incident.headline),
    h("label", {}, "What", field),
    h("label", {}, "It should be", h("input", { id: "correct-value", list: "correct-values", autocomplete: "off", required: true }), h("datalist", { id: "correct-values" })),
    h("p", { class: "s", id: "correct-hint" }),
    h("label", {}, "Why", h("input", { id: "correct-reason", autocomplete: "off", required: true })),
    h("label", {}, "Your name", h("input", { id: "correct-author", autocomplete: "off", required: true, value: recall("author", "") })),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "submit", class: "primary", id: "correct-apply" }, "Apply"),
      h("button", { type: "button", id: "correct-cancel", onclick: () => dialog.close() }, "Cancel"),
      h("button", { type: "button", class: "link", id: "correct-save", onclick: () => on.save("corrections.csv", correctionsCsv(draftsOf(data)), "text/csv") }, `Save corrections.csv (${draftsOf(data).length})`),
    ),
    h("p", { class: "s" }, "Corrections stay in this browser until you save them. Put the rows into the project's corrections.csv and build again."),
  );
  fill(dialog, form);
  offer(data, incident);
  dialog.showModal();
  byId("correct-field").focus();
}

/**
 * Offer likely values for the chosen field.
 * @param {Data} data
 * @param {Incident} incident
 */
function offer(data, incident) {
  const field = /** @type {keyof typeof HINTS} */ (byId("correct-field").value);
  byId("correct-hint").textContent = `Like: ${HINTS[field]}. A - empties the field.`;
  fill(byId("correct-values"), [...new Set(likely(data, incident, field))].slice(0, 60).map((value) => h("option", { value })));
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {string} field
 * @returns {string[]}
 */
function likely(data, incident, field) {
  if (field === "status") return data.statuses.map(({ id }) => id);
  if (field === "type") return [...data.types.map(({ id }) => id), ...data.modes.map(({ id, type }) => `${data.types[type].id}/${id}`)];
  if (field === "place") return data.places.map(({ name }) => name);
  if (field === "date") {
    const days = incident.passages.flatMap(({ when, document }) => [when?.start ?? null, data.documents[document].published]);
    return days.filter((day) => day !== null).map((day) => iso(Number(day)));
  }
  if (field === "casualties") return incident.casualties.map(({ kind, low, best, high }) => `${kind} ${best ?? low ?? high ?? ""}`);
  const own = actorsIn(incident, field === "initiator" ? "target" : "initiator");
  return [...own, ...data.actors.keys()].map((actor) => data.actors[actor].id);
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {{changed: () => void, say: (words: string) => void}} on
 */
function take(data, incident, on) {
  /** @param {string} name */
  const value = (name) => byId(`correct-${name}`).value.trim().slice(0, 500);
  if (!value("value") || !value("reason") || !value("author")) return false;
  remember("author", value("author"));
  const today = new Date();
  const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
  const draft = { id: incident.id, field: value("field"), value: value("value"), author: value("author"), day, reason: value("reason") };
  const others = draftsOf(data).filter(({ id, field }) => id !== draft.id || field !== draft.field);
  const isKept = remember(`corrections:${data.title}`, [...others, draft]);
  on.say(isKept ? "Correction applied" : "This browser keeps nothing: save corrections.csv at once");
  on.changed();
  return true;
}

/**
 * Write corrections as the rows of a project's corrections.csv.
 * @param {CorrectionDraft[]} drafts
 */
export function correctionsCsv(drafts) {
  const rows = drafts.map((draft) => {
    /** @type {Record<string, string>} */
    const cells = { action: "fix", id: draft.id, [draft.field]: draft.value, author: draft.author, day: draft.day, reason: draft.reason };
    return COLUMNS.map((name) => csvCell(cells[name] ?? "")).join(",");
  });
  return `${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

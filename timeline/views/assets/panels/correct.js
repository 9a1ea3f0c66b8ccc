// How does a reader correct a field? Marks it, offers likely values, shows it at once, and collects rows for corrections.csv.
import { actorsIn } from "../data/data.js";
import { recall, remember } from "../app/store.js";
import { csvCell } from "../download/exports.js";
import { iso } from "../lib/days.js";
import { byId, fill, h } from "../lib/dom.js";

// Acts that need no value; every other choice is a field of `data.words.corrections`, the same list as in `timeline review`.
const ACTS = [
  { id: "check", label: "Nothing: it is right as it is", hint: "" },
  { id: "delete", label: "It is not an incident", hint: "" },
];

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
  const field = h("select", { id: "correct-field", onchange: () => offer(data, incident) }, [...data.words.corrections, ...ACTS].map(({ id, label }) => h("option", { value: id }, label)));
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
    h("label", { id: "correct-should" }, "It should be", h("input", { id: "correct-value", list: "correct-values", autocomplete: "off", required: true }), h("datalist", { id: "correct-values" })),
    h("p", { class: "s", id: "correct-hint" }),
    h("label", {}, "Why", h("input", { id: "correct-reason", autocomplete: "off", required: true })),
    h("label", {}, "Your name", h("input", { id: "correct-author", autocomplete: "off", required: true, value: recall("author", "") })),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "submit", class: "primary", id: "correct-apply" }, "Apply"),
      h("button", { type: "button", id: "correct-cancel", onclick: () => dialog.close() }, "Cancel"),
      h("button", { type: "button", class: "link", id: "correct-save", onclick: () => on.save("corrections.csv", correctionsCsv(draftsOf(data), data.words.correction_columns), "text/csv") }, `Save corrections.csv (${draftsOf(data).length})`),
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
  const chosen = byId("correct-field").value;
  const field = data.words.corrections.find(({ id }) => id === chosen);
  byId("correct-should").hidden = field === undefined;
  byId("correct-value").required = field !== undefined;
  byId("correct-hint").textContent = field === undefined ? "" : `Like: ${field.hint}. A - empties the field.`;
  fill(byId("correct-values"), [...new Set(likely(data, incident, chosen))].slice(0, 60).map((value) => h("option", { value })));
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {string} field
 * @returns {string[]}
 */
function likely(data, incident, field) {
  /** @type {Record<string, () => string[]>} */
  const values = {
    status: () => data.statuses.map(({ id }) => id),
    type: () => [...data.types.map(({ id }) => id), ...data.modes.map(({ id, type }) => `${data.types[type].id}/${id}`)],
    place: () => data.places.map(({ name }) => name),
    date: () => likelyDays(data, incident),
    casualties: () => incident.casualties.map(({ kind, low, best, high }) => `${kind} ${best ?? low ?? high ?? ""}`),
    attribution: () => data.speakers,
    headline: () => [incident.headline],
    genericity: () => ["specific", "generic"],
  };
  if (field in values) return values[field]();
  const own = actorsIn(incident, field === "initiator" ? "target" : "initiator");
  return [...own, ...data.actors.keys()].map((actor) => data.actors[actor].id);
}

/**
 * @param {Data} data
 * @param {Incident} incident
 */
function likelyDays(data, incident) {
  const days = incident.passages.flatMap(({ when, document }) => [when?.start ?? null, data.documents[document].published]);
  return days.filter((day) => day !== null).map((day) => iso(Number(day)));
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {{changed: () => void, say: (words: string) => void}} on
 */
function take(data, incident, on) {
  /** @param {string} name */
  const value = (name) => byId(`correct-${name}`).value.trim().slice(0, 500);
  const isAct = ACTS.some(({ id }) => id === value("field"));
  if (!(value("value") || isAct) || !value("reason") || !value("author")) return false;
  remember("author", value("author"));
  const today = new Date();
  const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
  const draft = { id: incident.id, field: value("field"), value: isAct ? "" : value("value"), author: value("author"), day, reason: value("reason") };
  const others = draftsOf(data).filter(({ id, field }) => id !== draft.id || field !== draft.field);
  const isKept = remember(`corrections:${data.title}`, [...others, draft]);
  on.say(isKept ? "Correction applied" : "This browser stores nothing: save corrections.csv at once");
  on.changed();
  return true;
}

/**
 * Write corrections as the rows of a project's corrections.csv.
 * @param {CorrectionDraft[]} drafts
 * @param {string[]} columns
 */
export function correctionsCsv(drafts, columns) {
  const rows = drafts.map((draft) => {
    const isAct = ACTS.some(({ id }) => id === draft.field);
    const act = isAct ? { action: draft.field } : { action: "fix", [draft.field]: draft.value };
    /** @type {Record<string, string>} */
    const cells = { ...act, id: draft.id, author: draft.author, day: draft.day, reason: draft.reason };
    return columns.map((name) => csvCell(cells[name] ?? "")).join(",");
  });
  return `${[columns.join(","), ...rows].join("\r\n")}\r\n`;
}

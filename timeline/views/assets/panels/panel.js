// What does the panel at the right show: an incident, or how to begin? With the actions always in sight.
import { recall, remember } from "../app/store.js";
import { bibtex, citation, copyText, cslItems } from "../download/cite.js";
import { byId, fill, h } from "../lib/dom.js";
import { incidentView } from "./incident.js";
import { headlineView } from "./links.js";

/**
 * Draw the panel.
 * @param {Element} host
 * @param {{data: Data, incident: Incident | null, width: number, hidden: boolean, drafts: CorrectionDraft[], narrowed: string}} context
 * @param {{select: (incident: Incident | null) => void, reset: () => void, actions: (incident: Incident) => any, first: () => Incident | null}} on
 */
export function drawPanel(host, context, on) {
  const incident = context.incident ?? on.first();
  if (!incident) {
    fill(host, h("div", { class: "inside" }, h("p", { class: "s" }, "No incident is in view.")));
    return;
  }
  const shown = { ...context, incident, hidden: context.hidden };
  const isChosen = context.incident !== null;
  fill(
    host,
    h("button", { type: "button", class: "sheet-close", id: "panel-close", "aria-label": "Close the incident", hidden: !isChosen, onclick: () => on.select(null) }, "×"),
    h("div", { class: "inside" }, incidentView(shown, on)),
    on.actions(incident),
  );
  host.scrollTop = 0;
}

/**
 * Draw the actions of an incident: cite, note, keep, something wrong.
 * @param {Data} data
 * @param {Incident} incident
 * @param {{say: (words: string) => void, changed: () => void, wrong: () => void}} on
 */
export function actionsView(data, incident, on) {
  const kept = recall(`kept:${data.title}`, /** @type {string[]} */ ([]));
  const notes = recall(`notes:${data.title}`, /** @type {Record<string, string>} */ ({}));
  const isKept = kept.includes(incident.id);
  const note = typeof notes[incident.id] === "string" ? notes[incident.id] : "";
  const keep = () => {
    const next = isKept ? kept.filter((id) => id !== incident.id) : [...kept, incident.id];
    on.say(remember(`kept:${data.title}`, next) ? (isKept ? "No longer kept" : "Kept on this machine") : "This browser stores nothing");
    on.changed();
  };
  return h(
    "div",
    { class: "actions" },
    note ? h("p", { class: "own-note", dir: "auto" }, note) : null,
    h("button", { type: "button", class: "link", "data-act": "cite", onclick: () => cite(data, incident, on) }, "Cite"),
    h("button", { type: "button", class: "link", "data-act": "note", onclick: () => writeNote(data, incident, note, on) }, "Note"),
    h("button", { type: "button", class: "link", "data-act": "keep", "aria-pressed": String(isKept), onclick: keep }, isKept ? "Kept" : "Keep"),
    h("button", { type: "button", class: "link right", "data-act": "wrong", onclick: on.wrong }, "Something wrong?"),
  );
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {{say: (words: string) => void}} on
 */
function cite(data, incident, on) {
  const dialog = byId("say");
  /** @param {string} label @param {string} text */
  const copy = (label, text) =>
    h("button", { type: "button", onclick: async () => on.say((await copyText(text)) ? "Citation copied" : "The browser does not allow copying") }, label);
  fill(
    dialog,
    h("h2", { id: "say-title" }, "Cite"),
    h("p", { class: "citation", dir: "auto" }, citation(data, incident)),
    h(
      "p",
      { class: "buttons" },
      copy("Copy", citation(data, incident)),
      copy("Copy as BibTeX", bibtex(data, [incident])),
      copy("Copy as CSL-JSON", JSON.stringify(cslItems(data, incident, null), null, 2)),
      h("button", { type: "button", id: "say-close", onclick: () => dialog.close() }, "Close"),
    ),
  );
  dialog.showModal();
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {string} note
 * @param {{say: (words: string) => void, changed: () => void}} on
 */
function writeNote(data, incident, note, on) {
  const dialog = byId("say");
  const area = h("textarea", { id: "note-text", rows: 5, maxlength: 4000, "aria-label": "Note" }, note);
  const keep = () => {
    const notes = recall(`notes:${data.title}`, /** @type {Record<string, string>} */ ({}));
    remember(`notes:${data.title}`, { ...notes, [incident.id]: area.value.trim() });
    dialog.close();
    on.changed();
    on.say("Note kept on this machine");
  };
  fill(
    dialog,
    h("h2", { id: "say-title" }, "Note"),
    h("p", { class: "s" }, headlineView(incident)),
    area,
    h("p", { class: "buttons" }, h("button", { type: "button", class: "primary", id: "note-keep", onclick: keep }, "Keep"), h("button", { type: "button", onclick: () => dialog.close() }, "Cancel")),
  );
  dialog.showModal();
}

// What is known of one incident, who says so, and in which words?
import { byId, fill, h, plural } from "./dom.js";
import { actorsIn, countryName, outlet } from "./data.js";
import { basisWords, longWhen, shortDay, shortWhen } from "./days.js";
import { bibtex, citation, copyText, cslItems } from "./cite.js";
import { scaleRow, tollRows } from "./bars.js";
import { claimsOf } from "./tolls.js";
import { aroundDay } from "./day.js";
import { passageView } from "./passage.js";
import { isRow, rowPlace, rowView } from "./row.js";
import { foldedList, isGuess, link } from "./links.js";
import { symbolView } from "./symbols.js";

const NEAR = 14; // days before and after, within which the same actors' incidents are listed

/** Show an incident; `context` holds data, view (incidents in order of time), and on {select, zoom}. */
export function showIncident(context, incident) {
  const { data } = context;
  fill(
    byId("panel-body"),
    navigation(context, incident),
    h("h2", { id: "panel-title", tabindex: -1 }, incident.headline),
    badges(data, incident),
    context.view.includes(incident) ? null : hiddenNotice(context),
    facts(data, incident),
    tolls(data, incident),
    reports(data, incident),
    corrections(data, incident),
    relations(context, incident),
    around(context, incident),
    near(context, incident),
    cite(context, incident),
  );
  byId("panel").classList.add("open");
}

function hiddenNotice({ on }) {
  return h(
    "p",
    { class: "notice" },
    "The present filters hide this incident in the chart and the table. ",
    h("button", { type: "button", class: "text", onclick: on.reset }, "Show everything"),
  );
}

function navigation({ view, on }, incident) {
  const at = view.indexOf(incident);
  const step = (name, to, label) =>
    h(
      "button",
      {
        type: "button",
        id: `panel-${name}`,
        disabled: to === undefined,
        onclick: () => on.select(to),
      },
      label,
    );
  return h(
    "nav",
    { class: "steps", "aria-label": "Incidents in order of time" },
    step("previous", at > 0 ? view[at - 1] : undefined, "← Earlier"),
    h("span", { class: "muted" }, at < 0 ? "" : `${at + 1} of ${view.length}`),
    step("next", at < 0 ? view[0] : view[at + 1], "Later →"),
    h(
      "button",
      { type: "button", class: "close", "aria-label": "Close the incident", onclick: () => on.select(null) },
      "×",
    ),
  );
}

function badges(data, incident) {
  const mode = incident.mode >= 0 ? ` · ${data.modes[incident.mode].label}` : "";
  const status = data.statuses[incident.status];
  return h(
    "p",
    { class: "badges" },
    h("span", { class: "badge" }, symbolView(data, incident), `${data.types[incident.type].label}${mode}`),
    h("span", { class: status.happened ? "badge" : "badge open" }, status.label),
    incident.disputed ? h("span", { class: "badge warn" }, "disputed") : null,
  );
}

function facts(data, incident) {
  const names = (actors) => actors.map((actor) => actorView(data, actor));
  return h(
    "dl",
    { class: "facts" },
    fact("When", [
      h("strong", {}, longWhen(incident.when), guessBadge(incident)),
      h("span", { class: "muted" }, grainWords(data, incident)),
    ]),
    fact(
      "Where",
      incident.places.map((place) => placeView(data, data.places[place])),
    ),
    fact("Who", names(actorsIn(incident, "initiator"))),
    fact("To whom", names(actorsIn(incident, "target"))),
    fact("Parties", names(actorsIn(incident, "party"))),
    incident.actors.length ? null : fact("Who", [h("span", { class: "muted" }, "Nobody is named.")]),
    fact("Status", [data.statuses[incident.status].sentence, whyStatus(data, incident)]),
    // What a row says has been coded by people: it is no reading of ours.
    incident.passages.every(({ document }) => isRow(data, document))
      ? null
      : fact("Confidence", [
      `${Math.round(incident.confidence * 100)} %`,
      h("span", { class: "muted" }, "Share of readings like this one that are expected to be right."),
    ]),
  );
}

function guessBadge({ when }) {
  return isGuess(when) ? [" ", h("span", { class: "badge warn" }, "a guess")] : null;
}

function fact(name, values) {
  const shown = values.filter(Boolean);
  return shown.length ? [h("dt", {}, name), ...shown.map((value) => h("dd", {}, value))] : null;
}

function grainWords(data, { when }) {
  if (!when) return basisWords(when);
  const known = when.start === when.end ? "" : ` Known to the ${data.precisions[when.grain].label}.`;
  return basisWords(when) + known;
}

function actorView(data, actor) {
  const { name, kind, country } = data.actors[actor];
  const notes = [data.words.kinds[kind], countryName(data, country)]
    .filter((note) => note && note.toLowerCase() !== name.toLowerCase())
    .join(", ");
  return [name, notes ? h("span", { class: "muted" }, ` ${notes}`) : null];
}

function placeView(data, place) {
  const within = [place.admin1, countryName(data, place.country)]
    .filter((name) => name && name !== place.name && !place.name.startsWith(`${name} (`) && !place.name.endsWith(`(${name})`))
    .join(", ");
  const grain = data.words.grains[place.precision];
  const notes = [place.name.endsWith(`(${grain})`) ? null : grain, place.lat === null ? "not on the map" : null]
    .filter(Boolean)
    .join(", ");
  return [place.name, within ? `, ${within}` : "", h("span", { class: "muted" }, ` ${notes}`)];
}

/** Quote the words that the status was read from, and say where reports differ. */
function whyStatus(data, incident) {
  const slot = data.words.slots.findIndex(([id]) => id === "status");
  const words = new Set();
  for (const { text, marks } of incident.passages) {
    for (let at = 0; at < marks.length; at += 3) {
      if (marks[at] === slot) words.add([...text].slice(marks[at + 1], marks[at + 2]).join(""));
    }
  }
  const told = new Set(incident.passages.map((passage) => data.statuses[passage.status].label));
  const differ = told.size > 1 ? ` Told in different ways: ${[...told].join(", ")}.` : "";
  const quoted = words.size ? `Read from ${[...words].map((word) => `“${word}”`).join(", ")}.` : "";
  return quoted || differ ? h("span", { class: "muted" }, `${quoted}${differ}`) : null;
}

function tolls(data, incident) {
  const claims = claimsOf(data, incident);
  if (!claims.length) return null;
  const kinds = [...new Set(claims.map((claim) => claim.kind))];
  return h(
    "section",
    { class: "tolls" },
    h("h3", {}, "Figures, and who gives them"),
    kinds.map((kind) =>
      tollsOf(
        claims.filter((claim) => claim.kind === kind),
        kind,
      ),
    ),
  );
}

function tollsOf(claims, kind) {
  return [
    h("h4", {}, kind[0].toUpperCase() + kind.slice(1)),
    tollRows(claims),
    claims.length > 1 ? scaleRow(claims) : null,
  ];
}

function reports(data, incident) {
  const told = new Map();
  for (const passage of incident.passages) {
    if (!told.has(passage.report)) told.set(passage.report, []);
    told.get(passage.report).push(passage);
  }
  return h(
    "section",
    {},
    h("h3", {}, toldWords(data, incident, told.size)),
    [...told.values()].map((passages) => report(data, incident, passages)),
  );
}

function toldWords(data, { passages }, number) {
  const rows = new Set(passages.map(({ document }) => isRow(data, document)));
  if (rows.size > 1) return `${plural(number, "report")}, word for word and cell by cell`;
  return rows.has(true) ? `${plural(number, "row")}, cell by cell` : `${plural(number, "report")}, word for word`;
}

function report(data, incident, passages) {
  const { document } = passages[0];
  const { title, published, url } = data.documents[document];
  const speakers = [...new Set(passages.flatMap((passage) => passage.attribution))].map((one) => data.speakers[one]);
  const name = outlet(data, document);
  return h(
    "article",
    { class: "report" },
    h(
      "h4",
      {},
      name,
      h(
        "span",
        { class: "muted" },
        isRow(data, document)
          ? ` · ${rowPlace(data, document)}`
          : published === null
            ? " · day of publication not known"
            : ` · published ${shortDay(published)}`,
      ),
    ),
    title && title !== name ? h("p", { class: "muted title" }, title) : null,
    speakers.length ? h("p", { class: "muted" }, `Says who: ${speakers.join(", ")}`) : null,
    passages.map((passage) => [
      (isRow(data, document) ? rowView : passageView)(data, passage),
      difference(data, incident, passage),
    ]),
    url ? h("p", { class: "muted address" }, url) : null,
  );
}

/** Say in what this passage differs from the incident as a whole: its day or its status. */
function difference(data, incident, passage) {
  const { when } = passage;
  const notes = [];
  if (when && incident.when && (when.start !== incident.when.start || when.end !== incident.when.end)) {
    notes.push(`This passage dates it: ${shortWhen(when)}.`);
  }
  if (passage.status !== incident.status) notes.push(`Told here as: ${data.statuses[passage.status].label}.`);
  return notes.length ? h("p", { class: "muted" }, notes.join(" ")) : null;
}

/** Say what people have corrected here, who, when and why: a correction is never silent. */
function corrections(data, incident) {
  const rows = data.corrections[incident.index];
  if (!rows) return null;
  return h(
    "section",
    { class: "corrections" },
    h("h3", {}, "Corrected by hand"),
    h(
      "ul",
      { class: "plain" },
      rows.map(([field, was, now, author, day, reason]) =>
        h(
          "li",
          {},
          h("strong", {}, `${field}: `),
          was === null ? null : h("del", {}, was),
          was !== null && now !== null ? " → " : null,
          now === null ? null : h("ins", {}, now),
          h("span", { class: "muted" }, ` Corrected by ${author}, ${shortDay(day)}${reason ? `: ${reason}` : ""}`),
        ),
      ),
    ),
  );
}

/** List what is told of the same day, the day before and the day after, whoever did it. */
function around(context, incident) {
  const { when } = incident;
  if (!when || when.start !== when.end) return null;
  const { before, on: same, after, near: rough } = aroundDay(context.data.incidents, when.start);
  const part = (name, rows) =>
    rows.length
      ? [h("h4", {}, name), foldedList(rows.map((one) => h("li", {}, link(context, one))))]
      : h("p", { class: "muted" }, `${name}: nothing is dated to that day.`);
  return h(
    "section",
    { class: "around" },
    h(
      "h3",
      {},
      "The day before, the same day, the day after ",
      h(
        "button",
        { type: "button", class: "text", id: "whole-day", onclick: () => context.on.day(when.start) },
        "whole day",
      ),
    ),
    part(`The day before, ${shortDay(when.start - 1)}`, before),
    part(
      "The same day",
      same.filter((one) => one !== incident),
    ),
    part(`The day after, ${shortDay(when.start + 1)}`, after),
    rough.length
      ? [
          h("h4", {}, "Perhaps then: dated less exactly"),
          foldedList(
            rough.map((one) => h("li", {}, h("span", { class: "day" }, shortWhen(one.when)), link(context, one))),
          ),
        ]
      : null,
  );
}

function relations(context, incident) {
  const { data } = context;
  const rows = incident.relations;
  if (!rows.length) return null;
  return h(
    "section",
    {},
    h("h3", {}, "Linked in the texts"),
    h(
      "ul",
      { class: "links" },
      rows.map(([kind, number]) =>
        h(
          "li",
          {},
          h("span", { class: "day" }, data.words.relations[kind] ?? kind),
          link(context, data.incidents[number]),
        ),
      ),
    ),
  );
}

/** List what the same actors did within two weeks. */
function near(context, incident) {
  const { data } = context;
  const actors = new Set(incident.actors.map((one) => one.actor));
  if (!incident.when || !incident.fine || actors.size === 0) return null;
  const [from, to] = [incident.when.start - NEAR, incident.when.end + NEAR];
  const rows = data.incidents.filter(
    (one) =>
      one.fine &&
      one.when.start <= to &&
      one.when.end >= from &&
      one !== incident &&
      shared(one, actors) >= Math.min(2, actors.size),
  );
  if (!rows.length) return null;
  const title = actors.size > 1 ? "The same sides" : "The same actor";
  const listed = rows.map((one) => h("li", {}, h("span", { class: "day" }, gap(incident, one)), link(context, one)));
  return h("section", {}, h("h3", {}, `${title}, ${NEAR} days before and after`), foldedList(listed));
}

function shared(incident, actors) {
  return new Set(incident.actors.filter((one) => actors.has(one.actor)).map((one) => one.actor)).size;
}

function gap(incident, other) {
  const days = other.when.start - incident.when.start;
  if (days === 0) return "same day";
  return days > 0 ? `${plural(days, "day")} later` : `${plural(-days, "day")} earlier`;
}

function cite({ data, on }, incident) {
  const copy = (label, text) =>
    h(
      "button",
      {
        type: "button",
        onclick: async () => {
          on.say((await copyText(text)) ? "Citation copied" : "The browser does not allow copying");
        },
      },
      label,
    );
  return h(
    "section",
    { class: "cite" },
    h("h3", {}, "Cite"),
    h("p", { class: "citation" }, citation(data, incident)),
    h(
      "p",
      { class: "buttons" },
      copy("Copy citation", citation(data, incident)),
      copy("Copy as BibTeX", bibtex(data, incident)),
      copy("Copy as CSL-JSON", JSON.stringify(cslItems(data, incident, null), null, 2)),
    ),
  );
}

// By what can incidents be filtered, and which values has each?

const NONE = -1;
const COLOURS = ["A", "B", "C", "N"];
const ARTICLES = [
  { id: "1", label: "one article", holds: (/** @type {number} */ count) => count <= 1 },
  { id: "2", label: "two or more", holds: (/** @type {number} */ count) => count >= 2 },
  { id: "5", label: "five or more", holds: (/** @type {number} */ count) => count >= 5 },
];

/**
 * Return the facets of this data, in the order of the chips.
 * @param {Data} data
 * @returns {Facet[]}
 */
export function facetsOf(data) {
  /** @param {number[]} values */
  const orNone = (values) => (values.length ? [...new Set(values)] : [NONE]);
  const disputes = [{ id: "no", label: "accounts agree" }, ...data.words.disputes.map(apart)];
  return [
    table("side", "who", "Who acted", COLOURS.map((colour) => sideRow(data, colour)), (incident) => [
      COLOURS.indexOf(incident.colour),
    ]),
    table("actor", "who", "Names", data.actors.map(named), (incident) => orNone(incident.actors.map(({ actor }) => actor)), "nobody named"),
    table("place", "where", "Places", data.places.map(named), (incident) => orNone(incident.places), "no place named"),
    table("type", "what", "What", data.types, (incident) => [incident.type]),
    table(
      "mode",
      "what",
      "How",
      data.modes.map((mode) => ({ id: `${data.types[mode.type].id}/${mode.id}`, label: mode.label })),
      (incident) => [incident.mode],
      "not stated",
    ),
    table("status", "sure", "Did it happen", data.statuses, (incident) => [incident.status]),
    table("basis", "sure", "How it is dated", data.bases, (incident) => [incident.when ? incident.when.basisNumber : NONE], "no date"),
    table("dispute", "sure", "Do accounts differ", disputes, (incident) => disputesOf(incident, disputes)),
    ...checkedFacet(data),
    table("articles", "told", "Articles", ARTICLES, (incident) =>
      [...ARTICLES.keys()].filter((row) => ARTICLES[row].holds(incident.articles)),
    ),
    table(
      "publisher",
      "told",
      "Outlets",
      data.publishers.map((name) => ({ id: name, label: name })),
      (incident) => orNone(incident.publishers),
      "outlet not known",
    ),
  ];
}

/**
 * Return the facet of what a person has checked; none where nobody has.
 * @param {Data} data
 */
function checkedFacet(data) {
  // as in `Incident.judgements`: neither a row about an actor nor a split judges an incident
  const judgements = data.corrections.filter(({ field }) => field !== "actor" && field !== "split");
  const checked = new Set(judgements.map(({ incident }) => incident));
  const rows = [{ id: "yes", label: "checked by a person" }, { id: "no", label: "not checked" }];
  return checked.size ? [table("checked", "sure", "Checked", rows, ({ index }) => [checked.has(index) ? 0 : 1])] : [];
}

/**
 * Make the row of a colour, which is named anew when the sides are set.
 * @param {Data} data
 * @param {string} colour
 */
function sideRow(data, colour) {
  return {
    id: colour,
    get label() {
      return sideLabel(data, colour);
    },
  };
}

/**
 * Name a colour: the side that has it, others, nobody.
 * @param {Data} data
 * @param {string} colour
 */
export function sideLabel(data, colour) {
  if (colour === "N") return "not named";
  if (colour === "C") return data.sides.length ? "others, or both" : "those named";
  return data.sides.find((side) => side.colour === colour)?.name ?? `side ${colour}`;
}

/** @param {Labelled} dispute */
function apart({ id, label }) {
  return { id, label: `differ on ${label}` };
}

/** @param {{id: string, name: string}} row */
function named({ id, name }) {
  return { id, label: name };
}

/**
 * @param {Incident} incident
 * @param {Labelled[]} rows
 */
function disputesOf(incident, rows) {
  const names = incident.disputes.length || !incident.disputed ? incident.disputes : ["figure"];
  return names.length ? names.map((name) => rows.findIndex(({ id }) => id === name)) : [0];
}

/**
 * @param {string} id
 * @param {string} chip
 * @param {string} title
 * @param {{id: string, label: string}[]} rows
 * @param {(incident: Incident) => number[]} values
 * @param {string} none
 * @returns {Facet}
 */
function table(id, chip, title, rows, values, none = "none") {
  return {
    id,
    chip,
    title,
    size: rows.length,
    values,
    label: (value) => (value === NONE ? none : rows[value].label),
    key: (value) => (value === NONE ? "" : rows[value].id),
    find: (key) => (key === "" ? NONE : rows.findIndex((row) => row.id === key)),
  };
}

// What is in the file? Reads the columns once; what only a chosen incident shows is decoded when it is asked for.

/** Read and decode the data of the page. */
export function readData(text) {
  const raw = JSON.parse(text);
  const data = {
    title: raw.title,
    version: raw.version,
    problems: raw.problems,
    words: raw.words,
    statuses: raw.words.statuses.map(([id, label, sentence, happened]) => ({
      id,
      label,
      sentence,
      happened: happened === 1,
    })),
    precisions: raw.words.precisions.map(([id, label, fine]) => ({ id, label, fine: fine === 1 })),
    bases: raw.words.bases.map(([id, label]) => ({ id, label })),
    families: raw.families.map(([id, label]) => ({ id, label })),
    types: raw.types.map(([id, label, family]) => ({ id, label, family })),
    modes: raw.modes.map(([id, label, type]) => ({ id, label, type })),
    countries: raw.countries,
    actors: raw.actors.map(([id, name, kind, country, aliases]) => ({ id, name, kind, country, aliases })),
    places: raw.places.map(placeOf),
    documents: raw.documents,
    publishers: raw.publishers,
    speakers: raw.speakers,
    figures: raw.figures,
    sentences: raw.sentences,
    corrections: raw.corrections ?? {},
    outlines: raw.outlines,
    story: raw.story,
    datasets: raw.datasets ?? [],
    sequences: raw.sequences,
    whole: raw.whole ? wholeOf(raw.whole) : null,
    dates: null,
    incidents: [],
    byId: new Map(),
    extent: null,
  };
  nameApart(data.places, [
    (place) => data.words.grains[place.precision],
    (place) => countryName(data, place.country),
    (place) => place.admin1,
  ]);
  data.dates = raw.dates.map((row) => dateOf(data, row));
  data.incidents = incidentsOf(data, raw.incidents, raw.passages);
  data.byId = new Map(data.incidents.map((incident) => [incident.id, incident.index]));
  data.extent = extentOf(data.incidents);
  return data;
}

/** Read the counts of a timeline of which the page holds only a part: weeks as [Monday, family or -1, count]. */
function wholeOf({ incidents, weeks, coarse, undated }) {
  const rows = [];
  for (let at = 0; at < weeks.length; at += 3) rows.push({ monday: weeks[at], count: weeks[at + 2] });
  return { incidents, weeks: rows, coarse, undated };
}

function placeOf([id, name, precision, lat, lon, country, admin1, aliases]) {
  return { id, name, precision, lat, lon, country, admin1, aliases };
}

/**
 * Tell rows of one name apart by a note in brackets, the first that differs: a province and its capital may be called
 * alike, and two towns in two countries.
 */
export function nameApart(rows, notes) {
  const alike = new Map();
  for (const row of rows) alike.set(row.name, [...(alike.get(row.name) ?? []), row]);
  for (const group of alike.values()) {
    if (group.length === 1) continue;
    const note = notes.find((one) => new Set(group.map(one)).size === group.length) ?? notes[0];
    for (const row of group) if (note(row)) row.name += ` (${note(row)})`;
  }
}

function dateOf(data, [start, end, grain, basisNumber, text, time]) {
  const precision = data.precisions[grain];
  const basis = data.bases[basisNumber].id;
  return { start, end, precision: precision.id, grain, fine: precision.fine, basis, basisNumber, text, time };
}

/** Read a column of lists as a function from row to list. */
function lists(column) {
  if (!column.n) return () => [];
  const starts = new Int32Array(column.n.length + 1);
  for (let at = 0; at < column.n.length; at += 1) starts[at + 1] = starts[at] + column.n[at];
  return (row) => column.v.slice(starts[row], starts[row + 1]);
}

function incidentsOf(data, columns, passages) {
  const ragged = { passage: passagesOf(data, passages) };
  for (const name of ["actors", "places", "casualties", "attribution", "publishers", "relations"])
    ragged[name] = lists(columns[name]);
  const first = new Int32Array(columns.id.length + 1);
  columns.passages.forEach((count, row) => {
    first[row + 1] = first[row] + count;
  });
  /** What is decoded when asked for: most incidents are never opened. */
  class Incident {
    constructor(index, fields) {
      this.index = index;
      Object.assign(this, fields);
    }

    get casualties() {
      return ragged.casualties(this.index).map((figure) => data.figures[figure]);
    }

    get attribution() {
      return ragged.attribution(this.index);
    }

    get passages() {
      const rows = [];
      for (let row = first[this.index]; row < first[this.index + 1]; row += 1) rows.push(ragged.passage(row));
      return rows;
    }

    /** Numbers of the sentences that tell of it. */
    get sentences() {
      return passages.sentence.slice(first[this.index], first[this.index + 1]);
    }

    /** Numbers of the documents that tell of it. */
    get documents() {
      return [...new Set(passages.document.slice(first[this.index], first[this.index + 1]))];
    }

    /** [kind, number of the incident] of each. */
    get relations() {
      return pairs(ragged.relations(this.index));
    }
  }
  return columns.id.map((id, index) => {
    const status = data.statuses[columns.status[index]];
    const when = columns.date[index] < 0 ? null : data.dates[columns.date[index]];
    return new Incident(index, {
      id,
      headline: columns.headline[index],
      type: columns.type[index],
      family: data.types[columns.type[index]].family,
      mode: columns.mode[index],
      status: columns.status[index],
      happened: status.happened,
      disputed: columns.disputed[index] === 1,
      when,
      fine: when !== null && when.fine,
      actors: pairs(ragged.actors(index)).map(([actor, role]) => ({ actor, role: data.words.roles[role] })),
      places: ragged.places(index),
      publishers: ragged.publishers(index),
      salience: columns.salience[index],
      confidence: columns.confidence[index],
    });
  });
}

function pairs(flat) {
  const found = [];
  for (let at = 0; at < flat.length; at += 2) found.push([flat[at], flat[at + 1]]);
  return found;
}

/** Read the passages as a function from row to object; `start` and `end` cut the sentence, marks count code points. */
function passagesOf(data, columns) {
  const [marks, attribution, casualties] = [
    lists(columns.marks),
    lists(columns.attribution),
    lists(columns.casualties),
  ];
  return (row) => {
    const sentence = data.sentences[columns.sentence[row]];
    return {
      report: columns.report[row],
      document: columns.document[row],
      text: sentence.slice(columns.start[row], columns.end[row]),
      before: sentence.slice(0, columns.start[row]),
      after: sentence.slice(columns.end[row]),
      status: columns.status[row],
      when: columns.date[row] < 0 ? null : data.dates[columns.date[row]],
      marks: marks(row),
      attribution: attribution(row),
      casualties: casualties(row).map((figure) => data.figures[figure]),
    };
  };
}

/** Name the actors of an incident that play a role. */
export function actorsIn(incident, role) {
  const found = [];
  for (const one of incident.actors) if (one.role === role) found.push(one.actor);
  return found;
}

/** Name the publisher of a document, or whatever names it best. */
export function outlet(data, number) {
  const told = data.documents[number];
  if (told.publisher >= 0) return data.publishers[told.publisher];
  return told.title ?? told.id;
}

/** Name a country; its code where nothing names it. */
export function countryName(data, code) {
  return code === null ? null : (data.countries[code] ?? code);
}

function extentOf(incidents) {
  let from = Infinity;
  let to = -Infinity;
  for (const { when } of incidents) {
    if (!when) continue;
    from = Math.min(from, when.start);
    to = Math.max(to, when.end);
  }
  return from === Infinity ? null : { from, to };
}

/** Put text into the form in which it is searched: lower case, without accents. */
export function folded(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const PLAIN = /^[ -~\n]*$/;

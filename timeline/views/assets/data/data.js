// What is in the file? Reads the columns once; what only a chosen incident shows is decoded when it is asked for.

const CAP = 320; // people killed, beyond which a mark grows no further
const MANY = 20; // killed; so many without a place are the toll of a day or a country
const WIDE = new Set(["country", "region"]); // grains of places at which a toll is no incident

/**
 * Read and decode the data of the page.
 * @param {string} text
 * @returns {Data}
 */
export function readData(text) {
  /** @type {Payload} */
  const raw = JSON.parse(text);
  /** @type {Data} */
  const data = {
    raw,
    title: raw.title,
    version: raw.version,
    layout: raw.layout === "case" ? "case" : "archive",
    problems: raw.problems,
    reader: raw.reader,
    words: raw.words,
    statuses: raw.words.statuses,
    precisions: raw.words.precisions,
    bases: raw.words.bases,
    types: raw.types,
    modes: raw.modes,
    countries: raw.countries,
    sides: raw.sides,
    actors: raw.actors,
    places: raw.places,
    documents: raw.documents,
    datasets: raw.datasets,
    publishers: raw.publishers,
    speakers: raw.speakers,
    sentences: raw.sentences,
    corrections: raw.corrections,
    outlines: raw.outlines,
    story: raw.story,
    whole: raw.whole,
    sequences: raw.sequences,
    incidents: [],
    byId: new Map(),
    extent: null,
    domain: null,
    graded: false,
  };
  nameApart(
    data.places,
    [(place) => data.words.grains[place.precision], (place) => countryName(data, place.country), (place) => place.admin1],
    ({ precision }) => precision === "city",
  );
  data.incidents = incidentsOf(data, raw);
  data.byId = new Map(data.incidents.map((incident) => [incident.id, incident.index]));
  data.graded = data.incidents.some((incident) => incident.prominent);
  const placesKnown = data.incidents.some(({ isPlaced }) => isPlaced);
  for (const incident of data.incidents) {
    incident.strong = isStrong(data, incident);
    incident.isToll = isToll(data, incident, placesKnown);
  }
  data.extent = extentOf(data.incidents);
  data.domain = domainOf(data);
  return data;
}

/**
 * Return whether an incident stands in the first view: prominent, or where nothing was graded, happened and dated by words.
 * @param {Data} data
 * @param {Incident} incident
 */
function isStrong(data, incident) {
  if (data.graded) return incident.prominent;
  const { happened, when, generic } = incident;
  return happened && when !== null && when.basis !== "assumed" && !generic && !isCumulative(data, incident);
}

/**
 * Return whether an incident counts the dead of a country or of months and not those of one happening: told as a sum;
 * or of many dead, at no place smaller than a country, and without who did it or how, where other incidents name a place.
 * @param {Data} data
 * @param {Incident} incident
 * @param {boolean} placesKnown
 */
export function isToll(data, incident, placesKnown) {
  if (isCumulative(data, incident)) return true;
  const isVague = incident.mode < 0 || !actorsIn(incident, "initiator").length;
  return placesKnown && !incident.isPlaced && isVague && (incident.high ?? 0) >= MANY;
}

/**
 * @param {Data} data
 * @param {Incident} incident
 */
function isCumulative(data, { mode }) {
  return mode >= 0 && data.modes[mode].id === "cumulative";
}

/**
 * Tell rows of one name apart by a note in brackets, the first that differs: a province and its capital may be called
 * alike, and two towns in two countries. One that is meant by the bare name keeps it.
 * @template {{name: string}} Row
 * @param {Row[]} rows
 * @param {((row: Row) => string | null)[]} notes
 * @param {(row: Row) => boolean} isMeant whether the bare name means this row, where no other is like it
 */
export function nameApart(rows, notes, isMeant = () => false) {
  const alike = groupBy(rows, (row) => row.name);
  for (const group of alike.values()) {
    if (group.length === 1) continue;
    const note = notes.find((write) => new Set(group.map(write)).size === group.length) ?? notes[0];
    const [meant, ...more] = group.filter(isMeant);
    for (const row of group) if (note(row) && (row !== meant || more.length)) row.name += ` (${note(row)})`;
  }
}

/**
 * Put items into groups by a key, in their order.
 * @template Item, Key
 * @param {Iterable<Item>} items
 * @param {(item: Item) => Key} keyOf
 * @returns {Map<Key, Item[]>}
 */
export function groupBy(items, keyOf) {
  /** @type {Map<Key, Item[]>} */
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/**
 * Read a column of lists as a function from row to list.
 * @param {Ragged} column
 * @returns {(row: number) => any[]}
 */
function lists(column) {
  if (!column.n) return () => [];
  const starts = new Int32Array(column.n.length + 1);
  for (let row = 0; row < column.n.length; row += 1) starts[row + 1] = starts[row] + column.n[row];
  return (row) => column.v.slice(starts[row], starts[row + 1]);
}

/**
 * @param {Data} data
 * @param {DateColumns} columns
 * @returns {When[]}
 */
function datesOf(data, columns) {
  return columns.start.map((start, row) => {
    const grain = data.precisions[columns.precision[row]];
    return {
      start,
      end: columns.end[row],
      precision: grain.id,
      grain: columns.precision[row],
      fine: grain.fine,
      basis: data.bases[columns.basis[row]].id,
      basisNumber: columns.basis[row],
      text: columns.text[row],
      time: columns.time[row],
    };
  });
}

/**
 * @param {Data} data
 * @param {FigureColumns} columns
 * @returns {Figure[]}
 */
function figuresOf(data, columns) {
  const speakers = lists(columns.speakers ?? { n: [], v: [] });
  return columns.kind.map((kind, row) => ({
    kind: data.words.casualties[kind],
    group: columns.group[row],
    actor: columns.actor[row],
    low: columns.low[row],
    best: columns.best[row],
    high: columns.high[row],
    part: columns.part[row] === 1,
    speakers: speakers(row),
  }));
}

/**
 * @param {Data} data
 * @param {Payload} raw
 * @returns {Incident[]}
 */
function incidentsOf(data, raw) {
  const [columns, cells] = [raw.incidents, raw.passages];
  const dates = datesOf(data, raw.dates);
  const figures = figuresOf(data, raw.figures);
  const passage = passagesOf(data, cells, dates, figures);
  const ragged = {
    actors: lists(columns.actors),
    places: lists(columns.places),
    casualties: lists(columns.casualties),
    attribution: lists(columns.attribution),
    publishers: lists(columns.publishers),
    relations: lists(columns.relations),
    killed: lists(columns.killed),
    signs: lists(columns.signs),
    disputes: lists(columns.disputes),
  };
  const first = new Int32Array(columns.id.length + 1);
  columns.passages.forEach((count, row) => {
    first[row + 1] = first[row] + count;
  });
  /** What is decoded when asked for: most incidents are never opened. */
  class Lazy {
    /**
     * @param {number} index
     * @param {any} fields
     */
    constructor(index, fields) {
      this.index = index;
      Object.assign(this, fields);
    }

    get casualties() {
      return ragged.casualties(this.index).map((figure) => figures[figure]);
    }

    get attribution() {
      return ragged.attribution(this.index);
    }

    /** Lowest, best and highest number killed, as the record has them; empty where no account gives one. */
    get killed() {
      return ragged.killed(this.index);
    }

    get signs() {
      return ragged.signs(this.index).map((sign) => raw.signs[sign]);
    }

    get passages() {
      const rows = [];
      for (let row = first[this.index]; row < first[this.index + 1]; row += 1) rows.push(passage(row));
      return rows;
    }

    /** Where its passages stand: number of the sentence, and the part of it. */
    get spans() {
      const rows = [];
      for (let row = first[this.index]; row < first[this.index + 1]; row += 1)
        rows.push({ sentence: cells.sentence[row], start: cells.start[row], end: cells.end[row] });
      return rows;
    }

    /** Numbers of the documents that report it. */
    get documents() {
      return [...new Set(cells.document.slice(first[this.index], first[this.index + 1]))];
    }

    /** Number of independent texts among them. */
    get voices() {
      return new Set(this.documents.map((number) => data.documents[number].voice)).size;
    }

    /** [kind, number of the incident] of each. */
    get relations() {
      return pairs(ragged.relations(this.index));
    }
  }
  return columns.id.map((id, index) => {
    const status = columns.status[index];
    const when = columns.date[index] < 0 ? null : dates[columns.date[index]];
    const actors = pairs(ragged.actors(index)).map(([actor, role]) => ({ actor, role: data.words.roles[role] }));
    const places = ragged.places(index);
    const killed = killedOf(ragged.killed(index), ragged.casualties(index).map((row) => figures[row]));
    const fields = {
      id,
      headline: columns.headline[index],
      summary: columns.summary[index] || columns.headline[index],
      quoted: columns.quoted[index],
      type: columns.type[index],
      family: data.types[columns.type[index]].family,
      mode: columns.mode[index],
      status,
      happened: data.statuses[status].happened,
      disputed: columns.disputed[index] === 1,
      disputes: ragged.disputes(index).map((number) => data.words.disputes[number].id),
      when,
      fine: when !== null && when.fine,
      actors,
      places,
      isPlaced: places.some((place) => !WIDE.has(data.places[place].precision)),
      isToll: false,
      publishers: ragged.publishers(index),
      salience: columns.salience[index],
      confidence: columns.confidence[index],
      generic: columns.generic[index] === 1,
      prominent: columns.prominent[index] === 1,
      strong: true,
      colour: colourOf(data, actors),
      ...killed,
      articles: countApart(cells.document, first[index], first[index + 1]),
      oneSided: columns.one_sided[index],
    };
    return /** @type {any} */ (new Lazy(index, fields));
  });
}

/**
 * @param {number[]} values
 * @param {number} from
 * @param {number} to
 */
function countApart(values, from, to) {
  if (to - from < 2) return to - from;
  return new Set(values.slice(from, to)).size;
}

/**
 * Return the range of the record, or where it gives none that of the figures. Of "up to 200" the lowest is no statement
 * that nobody died: where no account says so, the lowest is the least number that one does give.
 * @param {(number | null)[]} given lowest, best and highest
 * @param {Figure[]} figures
 */
function killedOf(given, figures) {
  const range = given.length ? rangeOf(given) : rangeIn(figures);
  const own = figures.filter(({ kind, part }) => kind === "killed" && !part);
  const killed = { ...range, isUpTo: false, isAbout: range.open && own.every(isRough) };
  if (killed.low !== 0 || !killed.high) return killed;
  if (own.some(({ high, best }) => high === 0 || best === 0)) return killed;
  const least = own.map(({ low }) => low ?? 0).filter((low) => low > 0);
  return least.length ? { ...killed, low: Math.min(...least, killed.high) } : { ...killed, isUpTo: true };
}

/**
 * Return whether a figure is a rough number without bounds, "about 40", or no number at all.
 * @param {Figure} figure
 */
function isRough({ low, high }) {
  return low === null && high === null;
}

/** @param {(number | null)[]} given lowest, best and highest */
function rangeOf([low, , high]) {
  return { low, high: high ?? low, open: high === null };
}

/**
 * Return the lowest and highest number of people killed that any figure gives.
 * @param {Figure[]} figures
 */
function rangeIn(figures) {
  let [low, high, open] = [Infinity, -Infinity, false];
  for (const figure of figures) {
    if (figure.kind !== "killed" || figure.part) continue;
    const least = figure.low ?? figure.best ?? figure.high;
    if (least === null) continue;
    low = Math.min(low, least);
    high = Math.max(high, figure.high ?? figure.best ?? least);
    open ||= figure.high === null;
  }
  return low === Infinity ? { low: null, high: null, open: false } : { low, high, open };
}

/**
 * Return the colour of who acted: of one side, of others (or of both sides), of nobody named.
 * @param {Data} data
 * @param {RoleOf[]} actors
 * @returns {Colour}
 */
export function colourOf(data, actors) {
  const initiators = actors.filter(({ role }) => role === "initiator");
  const acting = initiators.length ? initiators : actors.filter(({ role }) => role === "party");
  if (!acting.length) return "N";
  const colours = new Set(acting.map(({ actor }) => sideColour(data, actor)));
  colours.delete("C");
  return colours.size === 1 ? [...colours][0] : "C";
}

/**
 * Return the colour of an actor's side; that of others where it has none.
 * @param {Data} data
 * @param {number} actor
 * @returns {Colour}
 */
export function sideColour(data, actor) {
  const { side } = data.actors[actor];
  return side < 0 ? "C" : /** @type {Colour} */ (data.sides[side].colour);
}

/**
 * @param {any[]} flat
 * @returns {[any, any][]}
 */
function pairs(flat) {
  /** @type {[any, any][]} */
  const rows = [];
  for (let place = 0; place < flat.length; place += 2) rows.push([flat[place], flat[place + 1]]);
  return rows;
}

/**
 * Read the passages as a function from row to object; `start` and `end` cut the sentence, marks count code points.
 * @param {Data} data
 * @param {PassageColumns} columns
 * @param {When[]} dates
 * @param {Figure[]} figures
 * @returns {(row: number) => Passage}
 */
function passagesOf(data, columns, dates, figures) {
  const marks = lists(columns.marks);
  const attribution = lists(columns.attribution);
  const casualties = lists(columns.casualties);
  return (row) => {
    const sentence = data.sentences[columns.sentence[row]];
    return {
      report: columns.report[row],
      document: columns.document[row],
      text: sentence.slice(columns.start[row], columns.end[row]),
      before: sentence.slice(0, columns.start[row]),
      after: sentence.slice(columns.end[row]),
      status: columns.status[row],
      when: columns.date[row] < 0 ? null : dates[columns.date[row]],
      marks: spansOf(marks(row)),
      attribution: attribution(row),
      casualties: casualties(row).map((figure) => figures[figure]),
    };
  };
}

/**
 * @param {number[]} flat
 * @returns {Span[]}
 */
function spansOf(flat) {
  const spans = [];
  for (let place = 0; place < flat.length; place += 3)
    spans.push({ slot: flat[place], start: flat[place + 1], end: flat[place + 2] });
  return spans;
}

/**
 * Return the actors of an incident that play a role.
 * @param {Incident} incident
 * @param {string} role
 */
export function actorsIn(incident, role) {
  return incident.actors.filter((actor) => actor.role === role).map(({ actor }) => actor);
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Name the outlet of a document; "document 3" where it is not known.
 * @param {Data} data
 * @param {number} number
 */
export function outlet(data, number) {
  const { publisher, dataset } = data.documents[number];
  if (publisher >= 0) return data.publishers[publisher];
  if (dataset !== null && data.datasets[dataset]) return data.datasets[dataset].name;
  return `document ${number + 1}`;
}

/**
 * Name a country; its code where nothing names it.
 * @param {Data} data
 * @param {string | null} code
 */
export function countryName(data, code) {
  return code === null ? null : (data.countries[code] ?? code);
}

/**
 * @param {Incident[]} incidents
 * @returns {DayRange | null}
 */
function extentOf(incidents) {
  let [from, to] = [Infinity, -Infinity];
  for (const { when } of incidents) {
    if (!when) continue;
    from = Math.min(from, when.start);
    to = Math.max(to, when.end);
  }
  return from === Infinity ? null : { from, to };
}

/**
 * Choose the days that the strip shows: where most of the day-dated incidents lie, when background from years before
 * would otherwise press them into a few pixels.
 * @param {Data} data
 * @returns {DayRange | null}
 */
function domainOf(data) {
  const strong = data.incidents.filter(({ when, strong: isStrong }) => when && when.start === when.end && isStrong);
  const dated = strong.length >= 4 ? strong : data.incidents.filter((incident) => incident.fine);
  const days = dated.map(({ when }) => /** @type {When} */ (when).start).sort((a, b) => a - b);
  if (!data.extent || days.length < 4) return data.extent;
  const [low, high] = coreOf(days);
  const margin = Math.max(1, Math.round((high - low) * 0.02));
  return { from: Math.max(data.extent.from, low - margin), to: Math.min(data.extent.to, high + margin) };
}

/**
 * Return the first and last of sorted days without the outermost fiftieth; of few days, without one or two that stand
 * so far off that the others would be pressed into a third of the chart.
 * @param {number[]} days
 */
export function coreOf(days) {
  const last = days.length - 1;
  const most = Math.max(1, Math.floor(days.length / 10));
  const whole = days[last] - days[0];
  for (let cut = 1; cut <= most && days.length < FEW_DAYS; cut += 1)
    for (let before = 0; before <= cut; before += 1) {
      const [low, high] = [days[before], days[last - cut + before]];
      if (3 * (high - low) < whole) return [low, high];
    }
  return [days[Math.floor(days.length * 0.02)], days[Math.ceil(days.length * 0.98) - 1]];
}

/**
 * Put text into the form in which it is searched: lower case, without accents.
 * @param {string} text
 */
export function folded(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const FEW_DAYS = 80;
const PLAIN = /^[ -~\n]*$/;

/**
 * Return the number of killed that sizes a mark: the highest, but not beyond a cap.
 * @param {Incident} incident
 */
export function markedKilled(incident) {
  return Math.min(CAP, incident.high ?? 0);
}

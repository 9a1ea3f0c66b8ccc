// What is in the file? Reads the data island once and gives every incident as one object.

/** Read and decode the data of the page. */
export function readData(text) {
  const raw = JSON.parse(text);
  const statuses = raw.words.statuses.map(([id, label, sentence, happened]) => ({
    id,
    label,
    sentence,
    happened: happened === 1,
  }));
  const precisions = raw.words.precisions.map(([id, label, fine]) => ({ id, label, fine: fine === 1 }));
  const data = {
    title: raw.title,
    version: raw.version,
    problems: raw.problems,
    words: raw.words,
    statuses,
    precisions,
    bases: raw.words.bases.map(([id, label]) => ({ id, label })),
    families: raw.families.map(([id, label]) => ({ id, label })),
    types: raw.types.map(([id, label, family]) => ({ id, label, family })),
    modes: raw.modes.map(([id, label, type]) => ({ id, label, type })),
    actors: raw.actors.map(([id, name, kind, country, aliases]) => ({ id, name, kind, country, aliases })),
    places: raw.places.map(([id, name, precision, lat, lon, country, admin1, aliases]) => ({
      id,
      name,
      precision,
      lat,
      lon,
      country,
      admin1,
      aliases,
    })),
    documents: raw.documents,
    publishers: raw.publishers,
    speakers: raw.speakers,
    passageFields: raw.passage_fields,
  };
  nameApart(data.places, (place) => data.words.grains[place.precision]);
  const columns = raw.incidents;
  data.incidents = columns.id.map((_, index) => decode(data, columns, index));
  data.byId = new Map(data.incidents.map((incident) => [incident.id, incident.index]));
  data.extent = extentOf(data.incidents);
  return data;
}

/** Tell rows of one name apart by a note in brackets: a province and its capital may be called alike. */
function nameApart(rows, note) {
  const seen = new Map();
  for (const { name } of rows) seen.set(name, (seen.get(name) ?? 0) + 1);
  for (const row of rows) if (seen.get(row.name) > 1) row.name += ` (${note(row)})`;
}

function decode(data, columns, index) {
  const type = data.types[columns.type[index]];
  const status = data.statuses[columns.status[index]];
  const pairs = columns.actors[index];
  const actors = [];
  for (let at = 0; at < pairs.length; at += 2) actors.push({ actor: pairs[at], role: data.words.roles[pairs[at + 1]] });
  const when = decodeWhen(data, columns.when[index]);
  return {
    index,
    id: columns.id[index],
    headline: columns.headline[index],
    type: columns.type[index],
    family: type.family,
    mode: columns.mode[index],
    status: columns.status[index],
    happened: status.happened,
    disputed: columns.disputed[index] === 1,
    when,
    fine: when !== null && when.fine,
    actors,
    places: columns.places[index],
    casualties: columns.casualties[index],
    attribution: columns.attribution[index],
    publishers: columns.publishers[index],
    salience: columns.salience[index],
    confidence: columns.confidence[index],
    passages: columns.passages[index].map((row) => fieldsOf(data.passageFields, row)),
    relations: columns.relations[index],
  };
}

function fieldsOf(names, row) {
  const named = {};
  for (let at = 0; at < names.length; at += 1) named[names[at]] = row[at];
  return named;
}

/** Decode an interval: [first day, last day, precision, basis, words, time of day] or null. */
export function decodeWhen(data, row) {
  if (row === null) return null;
  const precision = data.precisions[row[2]];
  return {
    start: row[0],
    end: row[1],
    precision: precision.id,
    grain: row[2],
    fine: precision.fine,
    basis: data.bases[row[3]].id,
    basisNumber: row[3],
    text: row[4],
    time: row[5],
  };
}

/** Name the actors of an incident that play one of the roles. */
export function actorsIn(incident, ...roles) {
  return incident.actors.filter((one) => roles.includes(one.role)).map((one) => one.actor);
}

/** Name the publisher of a document, or whatever names it best. */
export function outlet(data, number) {
  const told = data.documents[number];
  if (told.publisher >= 0) return data.publishers[told.publisher];
  return told.title ?? told.id;
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
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Give everything of an incident that the search looks at; made once, when first asked for. */
export function haystack(data, incident) {
  if (incident.haystack === undefined) {
    const words = [incident.headline, data.types[incident.type].label];
    if (incident.mode >= 0) words.push(data.modes[incident.mode].label);
    for (const { actor } of incident.actors) words.push(data.actors[actor].name, ...data.actors[actor].aliases);
    for (const place of incident.places) words.push(data.places[place].name, ...data.places[place].aliases);
    for (const passage of incident.passages) words.push(passage.text);
    for (const publisher of incident.publishers) words.push(data.publishers[publisher]);
    for (const speaker of incident.attribution) words.push(data.speakers[speaker]);
    incident.haystack = folded(words.join("\n"));
  }
  return incident.haystack;
}

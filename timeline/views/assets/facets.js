// By what can incidents be filtered, and which values has each?

const NONE = -1;

/** List the facets of this data: id, title, the values of an incident, the name and the stable key of a value. */
export function facetsOf(data) {
  const orNone = (values) => (values.length ? [...new Set(values)] : [NONE]);
  return [
    facet(
      "type",
      "What",
      (one) => [one.type],
      data.types,
      (type) => type.label,
      (type) => type.id,
    ),
    facet(
      "status",
      "Did it happen",
      (one) => [one.status],
      data.statuses,
      (status) => status.label,
      (status) => status.id,
    ),
    facet(
      "basis",
      "How dated",
      (one) => [one.when ? one.when.basisNumber : NONE],
      data.bases,
      (basis) => basis.label,
      (basis) => basis.id,
      "no date given",
    ),
    facet(
      "actor",
      "Who",
      (one) => orNone(one.actors.map((each) => each.actor)),
      data.actors,
      (actor) => actor.name,
      (actor) => actor.id,
      "nobody named",
    ),
    facet(
      "place",
      "Where",
      (one) => orNone(one.places),
      data.places,
      (place) => place.name,
      (place) => place.id,
      "no place named",
    ),
    facet(
      "publisher",
      "Published by",
      (one) => orNone(one.publishers),
      data.publishers,
      (publisher) => publisher,
      (publisher) => publisher,
      "publisher not known",
    ),
    facet(
      "mode",
      "How",
      (one) => [one.mode],
      data.modes,
      (mode) => mode.label,
      (mode) => `${data.types[mode.type].id}/${mode.id}`,
      "not said",
    ),
    facet(
      "precision",
      "Date known to the",
      (one) => [one.when ? one.when.grain : NONE],
      data.precisions,
      (precision) => precision.label,
      (precision) => precision.id,
      "date not given",
    ),
  ];
}

function facet(id, title, values, table, label, key, none = "none") {
  return {
    id,
    title,
    values,
    label: (value) => (value === NONE ? none : label(table[value])),
    key: (value) => (value === NONE ? "" : key(table[value])),
    find: (text) => (text === "" ? NONE : table.findIndex((row) => key(row) === text)),
    has: (value, text) => (value === NONE ? text === "" : key(table[value]) === text),
  };
}

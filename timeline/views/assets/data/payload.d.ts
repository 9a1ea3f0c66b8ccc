// Which data does the page get? Made by tests/views/declarations.py; do not edit.

/** A status with its words. */
interface StatusRow {
  id: string;
  label: string;
  sentence: string;
  happened: boolean;
}

/** A grain of dates; `fine` when it may be drawn as a point in time. */
interface PrecisionRow {
  id: string;
  label: string;
  fine: boolean;
}

/** An id with its plain words. */
interface Labelled {
  id: string;
  label: string;
}

/** A field that a reader may correct; `hint` says how its value is written. */
interface CorrectionFieldRow {
  id: string;
  label: string;
  hint: string;
}

/** Closed vocabularies, in the order in which columns number them. */
interface Words {
  statuses: StatusRow[];
  precisions: PrecisionRow[];
  bases: Labelled[];
  slots: Labelled[];
  casualties: string[];
  roles: string[];
  corrections: CorrectionFieldRow[];
  correction_columns: string[];
  disputes: Labelled[];
  kinds: Record<string, string>;
  grains: Record<string, string>;
  relations: Record<string, string>;
}

/** An incident type; `family` is "force", "protest" or "words". */
interface TypeRow {
  id: string;
  label: string;
  family: string;
}

/** A mode of a type, which is given by number. */
interface ModeRow {
  id: string;
  label: string;
  type: number;
}

/** A side of the conflict; `colour` is "A", "B" or "C". */
interface SideRow {
  name: string;
  colour: string;
  acts: number;
}

/** An actor; `side` is the number of its side, -1 for none. */
interface ActorRow {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  aliases: string[];
  side: number;
}

/** A place; latitude and longitude in degrees. */
interface PlaceRow {
  id: string;
  name: string;
  precision: string;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  aliases: string[];
}

/** A document without its text; `voice` is the number of the document whose text it carries.

`origin` says in which file it stands and when it was fetched, if the file's name does not say
it all; `original` is the text of which it is a translation, in the language `lang`. */
interface DocumentRow {
  id: string;
  title: string | null;
  publisher: number;
  published: number | null;
  url: string | null;
  voice: number;
  dataset: number | null;
  line: number | null;
  origin: string | null;
  archived: string | null;
  original: string | null;
  lang: string | null;
}

/** A table of coded incidents. */
interface DatasetRow {
  id: string;
  name: string;
  columns: string[];
  licence: string;
  citation: string;
  restricted: string;
}

/** A column of lists: their lengths, and all values one after the other. */
interface Ragged {
  n: number[];
  v: any[];
}

/** Intervals, days since 1970-01-01. */
interface DateColumns {
  start: number[];
  end: number[];
  precision: number[];
  basis: number[];
  text: (string | null)[];
  time: (string | null)[];
}

/** Casualty figures; `speakers` are numbers of those who give them. */
interface FigureColumns {
  kind: number[];
  group: (string | null)[];
  actor: number[];
  low: (number | null)[];
  best: (number | null)[];
  high: (number | null)[];
  part: number[];
  speakers: Ragged;
}

/** Incidents; numbers refer to the other tables, -1 for none. */
interface IncidentColumns {
  id: string[];
  headline: string[];
  summary: string[];
  quoted: number[];
  type: number[];
  mode: number[];
  status: number[];
  disputed: number[];
  disputes: Ragged;
  date: number[];
  salience: number[];
  confidence: number[];
  generic: number[];
  prominent: number[];
  killed: Ragged;
  one_sided: (string | null)[];
  signs: Ragged;
  actors: Ragged;
  places: Ragged;
  casualties: Ragged;
  attribution: Ragged;
  publishers: Ragged;
  passages: number[];
  relations: Ragged;
}

/** Passages, in the order of their incidents; `start` and `end` cut the sentence. */
interface PassageColumns {
  report: number[];
  document: number[];
  sentence: number[];
  start: number[];
  end: number[];
  status: number[];
  date: number[];
  marks: Ragged;
  attribution: Ragged;
  casualties: Ragged;
}

/** What a person changed in an incident, which is given by number. */
interface CorrectionRow {
  incident: number;
  field: string;
  was: string | null;
  now: string | null;
  author: string;
  day: number;
  reason: string;
}

/** Incidents of one week.

Its Monday, the colour of who acted, whether they are weaker readings. */
interface Week {
  monday: number;
  colour: string;
  weak: boolean;
  count: number;
}

/** What a large page shows before its data are unpacked.

Articles, incidents of the first view, weeks. */
interface CountsRow {
  articles: number;
  incidents: number;
  weeks: Week[];
}

/** Counts of a timeline of which the page holds only a part. */
interface WholeRow {
  incidents: number;
  weeks: Week[];
  coarse: number;
  undated: number;
}

/** A step of a lesson. */
interface StepRow {
  text: string;
  question: string;
  answer: string;
  view: string;
}

/** A lesson. */
interface StoryRow {
  schema: string;
  title: string;
  steps: StepRow[];
}

/** Everything that the page knows. */
interface Payload {
  schema: string;
  version: string;
  title: string;
  layout: string;
  words: Words;
  types: TypeRow[];
  modes: ModeRow[];
  countries: Record<string, string>;
  sides: SideRow[];
  actors: ActorRow[];
  places: PlaceRow[];
  documents: DocumentRow[];
  datasets: DatasetRow[];
  publishers: string[];
  speakers: string[];
  signs: string[];
  dates: DateColumns;
  figures: FigureColumns;
  sentences: string[];
  incidents: IncidentColumns;
  passages: PassageColumns;
  corrections: CorrectionRow[];
  outlines: Record<string, any> | null;
  story: StoryRow | null;
  whole: WholeRow | null;
  problems: number;
  reader: string | null;
  sequences: Record<string, any>;
}

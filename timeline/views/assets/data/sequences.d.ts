// What do the sequences work on? Steps of a history, their groups, and the tables that Python ships.

type Counts = Record<string, number>;
type By = "pair" | "actor" | "place";

/** What a history needs to know of an incident. */
interface Fact {
  id: string;
  kind: string;
  type: string;
  mode: string | null;
  status: string;
  happened: boolean;
  disputed: boolean;
  when: { start: number; end: number; basis: string } | null;
  actors: { id: string; role: string; kind: string }[];
  places: string[];
  documents: (number | string)[];
  publishers: (number | string)[];
  answers?: string[];
}

/** An incident that counts; days are numbers. */
interface Step {
  incident: Incident;
  id: string;
  kind: string;
  happened: boolean;
  first: number;
  last: number;
  initiators: string[];
  targets: string[];
  parties: string[];
  places: string[];
  kindsOfActors: string;
  answers: string[];
}

/** Steps in order, and the number left out by reason. */
interface StepsOf {
  steps: Step[];
  left: Counts;
}

/** A step in its group; `side` says who of the pair acts. */
interface Member {
  step: Step;
  side: number;
  group: number;
}

interface Groups {
  keys: string[][];
  groups: Member[][];
  left: Counts;
}

/** An act and what came next. */
interface Move {
  from: string;
  to: string;
  step: Step;
  next: Step | null;
  nextSure: Step | null;
  state: "answered" | "perhaps" | "open" | "none";
  lagLeast: number | null;
  lagMost: number | null;
  said: boolean;
}

/** The days around an incident, beside which others are laid. */
interface Stretch {
  group: number;
  start: number;
  end: number;
  items: Item[];
  kinds: Map<string, number>;
}

interface Item {
  day: number;
  side: number;
  step: Step;
}

/** A table that Python ships, or a row of one: its columns are those of the command. */
type Shipped = any;
type RowOf = Record<string, any>;

/** What is asked, of which incidents. */
interface Ask {
  data: Data;
  state: State;
  view: Incident[];
  on: Asking;
  wide: number;
  whole: boolean;
  tables: Record<string, Shipped> | null;
  table: Shipped;
  kinds: string[];
  around: string;
  by: By;
  mutual: boolean;
  choices: { curve: string | null; all: boolean };
  name: string;
  readonly told: StepsOf;
  choose: (fields: { curve?: string | null; all?: boolean }) => void;
}

/** What an answer may ask the page for. */
interface Asking {
  select: (incident: Incident) => void;
  reset: () => void;
  listOf: (incidents: Incident[], title: string) => void;
  ask: (fields: Partial<State>) => void;
}

interface Answer {
  title: string;
  lead: string;
  verdict: string | null;
  rows: number;
  drawing?: any;
  folded?: string;
  empty?: string;
  table?: (shown: number) => any;
  counted?: any;
  more?: string;
}

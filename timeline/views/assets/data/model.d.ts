// What do the page's scripts work on? Made once from the payload (data.js); views get these and change none of them.

type Colour = "A" | "B" | "C" | "N";

interface When {
  start: number;
  end: number;
  precision: string;
  grain: number;
  fine: boolean;
  basis: string;
  basisNumber: number;
  text: string | null;
  time: string | null;
}

interface Figure {
  kind: string;
  group: string | null;
  actor: number;
  low: number | null;
  best: number | null;
  high: number | null;
  part: boolean;
  speakers: number[];
}

interface Span {
  slot: number;
  start: number;
  end: number;
}

interface Passage {
  report: number;
  document: number;
  text: string;
  before: string;
  after: string;
  status: number;
  when: When | null;
  marks: Span[];
  attribution: number[];
  casualties: Figure[];
}

interface RoleOf {
  actor: number;
  role: string;
}

interface Incident {
  index: number;
  id: string;
  headline: string;
  summary: string;
  quoted: number;
  type: number;
  family: string;
  mode: number;
  status: number;
  happened: boolean;
  disputed: boolean;
  disputes: string[];
  when: When | null;
  fine: boolean;
  actors: RoleOf[];
  places: number[];
  publishers: number[];
  salience: number;
  confidence: number;
  generic: boolean;
  prominent: boolean;
  isPlaced: boolean;
  isToll: boolean;
  strong: boolean;
  colour: Colour;
  low: number | null;
  high: number | null;
  open: boolean;
  isUpTo: boolean;
  isAbout: boolean;
  articles: number;
  oneSided: string | null;
  readonly signs: string[];
  readonly casualties: Figure[];
  readonly attribution: number[];
  readonly killed: (number | null)[];
  readonly passages: Passage[];
  readonly documents: number[];
  readonly voices: number;
  readonly relations: [string, number][];
  readonly spans: { sentence: number; start: number; end: number }[];
}

interface DayRange {
  from: number;
  to: number;
}

interface Data {
  raw: Payload;
  title: string;
  version: string;
  layout: "case" | "archive";
  problems: number;
  reader: string | null;
  words: Words;
  statuses: StatusRow[];
  precisions: PrecisionRow[];
  bases: Labelled[];
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
  sentences: string[];
  corrections: CorrectionRow[];
  outlines: any;
  story: StoryRow | null;
  whole: WholeRow | null;
  sequences: any;
  incidents: Incident[];
  byId: Map<string, number>;
  extent: DayRange | null;
  domain: DayRange | null;
  graded: boolean;
}

interface State {
  from: number | null;
  to: number | null;
  q: string;
  include: Record<string, Set<number>>;
  weak: boolean;
  all: boolean;
  sort: string;
  tab: string;
  incident: number | null;
  ask: string;
  around: string | null;
  by: string;
  mutual: boolean;
  task: string | null;
  step: number | null;
  first: string | null;
  second: string | null;
}

interface Facet {
  id: string;
  chip: string;
  title: string;
  size: number;
  values: (incident: Incident) => number[];
  label: (value: number) => string;
  key: (value: number) => string;
  find: (key: string) => number;
}

interface Found {
  view: Incident[];
  anyDate: Incident[];
  strong: number;
  weaker: number;
  earlier: number;
  later: number;
}

interface Listing {
  title: string;
  incidents: Incident[];
}

interface CorrectionDraft {
  id: string;
  field: string;
  value: string;
  author: string;
  day: string;
  reason: string;
}

interface Claim extends Omit<Figure, "speakers"> {
  document: number | null;
  speakers: string[];
  publisher: string | null;
  coded: boolean;
}

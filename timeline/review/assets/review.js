// Review page: shows one incident beside its articles and sends each act to the server at once.
"use strict";

/**
 * @typedef {{id: string, headline: string, is_quotation: boolean, start: string | null, end: string | null, type: string, is_checked: boolean}} Item
 * @typedef {{name: string, label: string, hint: string, value: string, words: string, choices: string[], values: string[]}} Field
 * @typedef {{start: number, end: number, incident: string}} Span
 * @typedef {{slot: string, start: number, end: number, name: string}} Mark
 * @typedef {{id: string, title: string, publisher: string, published: string, url: string, text: string, spans: Span[], incidents: number, checked: number, marks: Mark[], missed: Stretch[], sentences: Stretch[]}} Article
 * @typedef {{start: number, end: number}} Stretch
 * @typedef {{id: string, headline: string, days: string, points_for: string[], points_against: string[]}} Twin
 * @typedef {{report: string, document: string, start: number, text: string}} ReportPassage
 * @typedef {{id: string, headline: string, is_quotation: boolean, fields: Field[], articles: Article[], twins: Twin[], reports: ReportPassage[], differences: {field: string, values: Record<string, string>}[], history: string[]}} View
 */

const state = {
  /** @type {Item[]} */ queue: [],
  /** @type {Item[] | null} */ hits: null,
  /** @type {View | null} */ view: null,
  current: "",
  /** @type {string[]} */ trail: [],
  title: "",
  coder: "",
  total: 0,
  checked: 0,
  isBusy: false,
  running: Promise.resolve(),
  wait: 0,
  /** @type {{document: string, start: number, end: number} | null} */ selection: null,
};

const FIELD_KEYS = [
  ["initiator", "Who"], ["target", "Whom"], ["place", "Where"], ["date", "When"],
  ["casualties", "How many"], ["attribution", "Who says"], ["headline", "Headline"],
];

// What the marked words of a passage were read as.
/** @type {Record<string, string>} */
const SLOTS = {
  trigger: "What", initiator: "Who", target: "Whom", party: "Party", place: "Where", date: "When",
  casualties: "How many", attribution: "Who says", status: "Did it happen",
};

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no element ${id}`);
  return element;
}

/**
 * Make an element; text is never read as markup.
 * @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {(event: MouseEvent) => void} act
 * @param {string} key
 */
function button(text, act, key = "") {
  const element = make("button", { type: "button" }, text);
  if (key !== "") element.append(make("kbd", {}, key));
  element.addEventListener("click", act);
  return element;
}

/**
 * @param {string} path
 * @param {object | null} body
 * @returns {Promise<any>}
 */
async function call(path, body = null) {
  const token = document.body.dataset.token ?? "";
  /** @type {Record<string, string>} */
  const headers = { "X-Review-Token": token };
  if (body !== null) headers["Content-Type"] = "application/json";
  const options = { method: body === null ? "GET" : "POST", headers, body: body === null ? undefined : JSON.stringify(body) };
  const response = await fetch(`/api/${path}`, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.problem} ${answer.fix}`.trim());
  return answer;
}

/** @param {string} text */
function say(text) {
  const line = byId("message");
  line.textContent = text;
  line.hidden = text === "";
}

/**
 * Say what was saved.
 * @param {string} text
 */
function saved(text) {
  byId("saved").textContent = text === "" ? "" : `Saved: ${text}`;
}

/**
 * Run one act; until it is answered and drawn no other begins: it would act on an incident that nobody has seen yet.
 * @param {() => Promise<void>} work
 */
async function act(work) {
  if (state.isBusy) return;
  setBusy(true);
  state.running = finished(work);
  await state.running;
}

/** @param {() => Promise<void>} work */
async function finished(work) {
  try {
    say("");
    saved("");
    await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  } finally {
    setBusy(false);
  }
}

/**
 * Do something at once, or when the act that runs has been drawn: its drawing would take away a field that is being filled.
 * @param {() => void} work
 */
function whenIdle(work) {
  if (state.isBusy) state.running.then(work);
  else work();
}

/** @param {boolean} isBusy */
function setBusy(isBusy) {
  state.isBusy = isBusy;
  document.body.setAttribute("aria-busy", String(isBusy));
}

/**
 * Take the queue of an answer; what stands in the list keeps its place, unless somebody else changed the file.
 * @param {any} answer
 */
function takeQueue(answer) {
  /** @type {Map<string, Item>} */
  const fresh = new Map([...answer.items, ...(answer.item ? [answer.item] : [])].map((item) => [item.id, item]));
  const staying = answer.notice ? [] : state.queue.filter((item) => fresh.has(item.id) || (item.is_checked && item.id !== answer.incident));
  const before = new Set(staying.map((item) => item.id));
  const added = [...fresh.values()].filter((item) => !before.has(item.id));
  state.queue = [...staying.map((item) => fresh.get(item.id) ?? item), ...added];
  state.total = answer.total;
  state.checked = answer.checked;
  state.title = answer.title;
  state.coder = answer.coder;
  if (answer.notice) say(answer.notice);
}

function drawQueue() {
  byId("title").textContent = state.title;
  byId("progress").textContent = `${state.checked.toLocaleString()} of ${state.total.toLocaleString()} checked · ${state.coder}`;
  const shown = state.hits ?? state.queue;
  byId("queue").querySelector("ol")?.replaceChildren(...shown.map(itemRow));
  byId("found").textContent = state.hits === null ? "" : `${state.hits.length === 0 ? "Nothing" : state.hits.length} found`;
  byId("queue").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/**
 * One incident of the list; what a search found can be merged with the one that is open.
 * @param {Item} item
 */
function itemRow(item) {
  const days = item.start === null ? "no date" : item.start === item.end ? item.start : `${item.start} to ${item.end}`;
  const names = ["words", item.is_checked ? "done" : "", item.is_quotation ? "quoted" : ""].filter((name) => name !== "");
  const words = make("span", { class: names.join(" "), dir: "auto" }, item.headline);
  const note = make("small", {}, `${item.is_checked ? "checked · " : ""}${days} · ${item.type}`);
  const choose = button("", () => act(() => openIncident(item.id)));
  choose.append(note, words);
  if (item.id === state.current) choose.setAttribute("aria-current", "true");
  const canMerge = state.hits !== null && state.view !== null && item.id !== state.current;
  return make("li", {}, choose, ...(canMerge ? [same(item)] : []));
}

/** @param {Item} item */
function same(item) {
  const join = button("Same as the open one: merge", () => act(() => merge(item.id)));
  join.classList.add("same");
  return join;
}

/** @param {string} words */
async function search(words) {
  await findHits(words.trim());
  drawQueue();
}

/** @param {string} words */
async function findHits(words) {
  state.hits = words === "" ? null : (await call(`search/${encodeURIComponent(words)}`)).items;
}

/** Find again what was searched for: an act may have changed it. */
async function findHitsAgain() {
  const words = /** @type {HTMLInputElement} */ (byId("search")).value;
  if (state.hits !== null) await findHits(words.trim());
}

/** @param {string} id */
async function openIncident(id) {
  const isAnother = state.current !== id;
  const before = state.current;
  state.view = await call(`incident/${encodeURIComponent(id)}`);
  state.current = id;
  draw();
  if (!isAnother) return;
  byId("incident").scrollTop = 0;
  if (before !== "") state.trail.push(before);
}

/** Show that no incident is left. */
function showNothing() {
  state.view = null;
  state.current = "";
  draw();
}

function draw() {
  drawQueue();
  drawIncident();
  drawArticles();
}

function drawIncident() {
  const view = state.view;
  const place = byId("incident");
  if (view === null) {
    place.replaceChildren(make("p", {}, "Nothing is left to check."));
    return;
  }
  const acts = make("div", { class: "acts" },
    button("Right", () => act(check), "y"), button("Not an incident", () => act(remove), "x"),
    button("Next", () => act(next), "n"));
  const fields = make("dl", { class: "fields" }, ...view.fields.map(fieldRow));
  const reason = make("input", { id: "reason", placeholder: "Why, if the text does not make it clear", "aria-label": "Reason" });
  place.replaceChildren(
    ...differenceList(view),
    make("h2", { dir: "auto", class: view.is_quotation ? "quoted" : "" }, view.headline), acts,
    ...twinList("Perhaps the same as", view.twins.slice(0, 1), "m"), fields, make("h3", {}, "Reason (optional)"), reason,
    ...twinList("Or the same as", view.twins.slice(1), ""), ...reportList(view), ...historyList(view),
  );
}

/** @param {Field} field */
function fieldRow(field) {
  const edit = button("Edit", () => editField(row, field));
  edit.classList.add("edit");
  edit.setAttribute("aria-label", `Edit ${field.label}`);
  const row = make("div", { "data-field": field.name }, make("dt", {}, field.label), make("dd", {}, fieldWords(field), edit));
  return row;
}

/**
 * The words of a field; each of several values has a button that takes it out.
 * @param {Field} field
 */
function fieldWords(field) {
  const words = make("span", { class: "words", dir: "auto" });
  if (field.values.length === 0) words.append(field.words === "" ? "–" : field.words);
  else words.append(...field.values.map((value, number) =>
    make("span", { class: "value" }, valueWords(field, value), ...(field.values.length > 1 ? [takeOut(field, number)] : []))));
  return words;
}

/**
 * The words of a value; a click shows the words of an article that it was read from, each click the next ones.
 * @param {Field} field
 * @param {string} value
 */
function valueWords(field, value) {
  const places = originsOf(field, value);
  if (places.length === 0) return value;
  let at = -1;
  const show = button(value, () => {
    at = (at + 1) % places.length;
    showWords(places[at]);
  });
  show.classList.add("origin");
  show.title = "Show the words it was read from";
  return show;
}

/**
 * Where the value of a field was read from: by the actor or place that the words mean, or else by the words themselves.
 * @param {Field} field
 * @param {string} value
 */
function originsOf(field, value) {
  const marks = (state.view?.articles ?? []).flatMap((article) =>
    article.marks.filter(({ slot }) => slot === field.name).map((mark) => ({ ...mark, document: article.id, words: wordsOf(article, mark) })));
  const meant = marks.filter(({ name }) => name !== "" && name === value.replace(/ \([^)]*\)$/, ""));
  if (meant.length > 0) return meant;
  const last = (field.name === "casualties" ? value.match(/\d+/)?.[0] : value) ?? value;
  return marks.filter(({ words }) => words.replaceAll(",", "").toLowerCase().includes(last.toLowerCase()));
}

/**
 * @param {Article} article
 * @param {Stretch} stretch
 */
function wordsOf(article, { start, end }) {
  return [...article.text.slice(0, 2 * end)].slice(start, end).join("");
}

/**
 * Bring some words of an article into view and frame them.
 * @param {{document: string, start: number} | undefined} words
 */
function showWords(words) {
  if (words === undefined) return;
  byId("article").querySelectorAll(".shown").forEach((piece) => piece.classList.remove("shown"));
  const piece = articleText(words.document)?.querySelector(`[data-start="${words.start}"]`);
  piece?.classList.add("shown");
  piece?.scrollIntoView({ block: "center" });
}

/**
 * @param {Field} field
 * @param {number} number
 */
function takeOut(field, number) {
  const rest = field.values.filter((_, at) => at !== number).join("; ");
  const remove = button("×", () => act(() => correct(field.name, emptied(field, rest))));
  remove.setAttribute("aria-label", `Take ${field.values[number]} out of ${field.label}`);
  return remove;
}

/**
 * Say of each kind of figure that a new cell names no more that there is none: a cell changes only the kinds that it names.
 * @param {Field} field
 * @param {string} cell
 */
function emptied(field, cell) {
  if (field.name !== "casualties" || cell === "" || cell === "-") return cell;
  /** @param {string[]} figures */
  const kinds = (figures) => new Set(figures.map((figure) => figure.trim().split(" ")[0] ?? ""));
  const named = kinds(cell.split(";"));
  const gone = [...kinds(field.values)].filter((kind) => !named.has(kind));
  return [cell, ...gone.map((kind) => `${kind} -`)].join("; ");
}

/**
 * @param {HTMLElement} row
 * @param {Field} field
 */
function editField(row, field) {
  const input = /** @type {HTMLInputElement} */ (make("input", { "aria-label": field.label, list: "choices", autocomplete: "off" }));
  input.value = field.value;
  const choices = make("datalist", { id: "choices" }, ...field.choices.map((value) => make("option", { value })));
  const keep = field.choices.length > 0 ? field.value : "";
  const store = () => act(() => correct(field.name, emptied(field, input.value.trim() || keep)));
  const save = button("Save", store);
  const hint = make("dd", { class: "hint" }, `Like: ${field.hint}. A - empties it.`);
  row.replaceChildren(make("dt", {}, field.label), make("dd", {}, input, choices, save), hint);
  listenToInput(input, store, drawIncident);
  input.placeholder = field.value;
  // a browser lists only choices that are like what stands there
  if (field.choices.length > 0) input.value = "";
  input.focus();
  input.select();
}

/**
 * Enter saves, Escape leaves; no other key of the page acts meanwhile.
 * @param {HTMLInputElement} input
 * @param {() => void} save
 * @param {() => void} leave
 */
function listenToInput(input, save, leave) {
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") save();
    if (event.key === "Escape") leave();
    event.stopPropagation();
  });
}

/**
 * Where coders differ: a button for what each of them chose.
 * @param {View} view
 */
function differenceList(view) {
  if (view.differences.length === 0) return [];
  const items = view.differences.map((difference) => {
    const choices = Object.entries(difference.values).map(([coder, value]) =>
      button(`${coder}: ${value}`, () => act(() => settle(difference.field, value))));
    return make("li", {}, make("small", {}, labelOf(view, difference.field)), ...choices);
  });
  return [make("h3", {}, "Coders differ"), make("ul", { class: "plain", id: "differences" }, ...items)];
}

/**
 * @param {View} view
 * @param {string} name
 */
function labelOf(view, name) {
  return view.fields.find((field) => field.name === name)?.label ?? (name === "incident" ? "Is it an incident" : name);
}

/**
 * Take one coder's value.
 * @param {string} field
 * @param {string} value
 */
async function settle(field, value) {
  if (field !== "incident") await correct(field, value.replace(" to ", "/").replace(/ \(.*\)$/, ""));
  else if (value === "no") await remove();
  else await check();
}

/**
 * Incidents that may be the same as this one, with a key for the first.
 * @param {string} heading
 * @param {Twin[]} twins
 * @param {string} key
 */
function twinList(heading, twins, key) {
  if (twins.length === 0) return [];
  const items = twins.map((twin) => make("li", {},
    make("span", { dir: "auto" }, twin.headline),
    make("small", {}, [twin.days, ...twin.points_for, ...twin.points_against].join(" · ")),
    button("Merge", () => act(() => merge(twin.id)), key),
    button("Show", () => act(() => openIncident(twin.id)))));
  return [make("h3", {}, heading), make("ul", { class: "plain twins" }, ...items)];
}

/** @param {View} view */
function reportList(view) {
  const reports = [...new Set(view.reports.map((passage) => passage.report))];
  if (reports.length < 2) return [];
  const items = reports.map((report) => {
    const words = view.reports.filter((passage) => passage.report === report).map((passage) => passage.text).join(" … ");
    const box = make("input", { type: "checkbox", name: "report", value: report });
    const show = button("Show", () => showReport(report));
    show.setAttribute("aria-label", `Show in the article: ${words.slice(0, 80)}`);
    return make("li", { class: "report" }, make("label", {}, box, " ", make("span", { dir: "auto" }, words)), show);
  });
  const split = button("Split the marked reports off", () => act(splitOff), "s");
  return [make("h3", {}, "Reports"), make("ul", { class: "plain" }, ...items), split];
}

/**
 * The text of an article on the page.
 * @param {string} document
 */
function articleText(document) {
  return [...byId("article").querySelectorAll(".text")].find((part) => /** @type {HTMLElement} */ (part).dataset.document === document);
}

/**
 * Bring the passages of a report into view.
 * @param {string} report
 */
function showReport(report) {
  const first = state.view?.reports.find((passage) => passage.report === report);
  if (first === undefined) return;
  const text = articleText(first.document);
  const piece = text?.querySelector(`[data-start="${first.start}"]`) ?? text;
  piece?.scrollIntoView({ block: "center" });
}

/** @param {View} view */
function historyList(view) {
  if (view.history.length === 0) return [];
  return [make("h3", {}, "Changed by people"), make("ul", { class: "plain" }, ...view.history.map((line) => make("li", {}, line)))];
}

/**
 * Map code points to UTF-16 offsets.
 * @param {string} text
 * @returns {number[]}
 */
function offsetsOf(text) {
  const offsets = [0];
  for (const character of text) offsets.push((offsets[offsets.length - 1] ?? 0) + character.length);
  return offsets;
}

function drawArticles() {
  const view = state.view;
  byId("article").replaceChildren(...(view === null ? [] : [...articleList(view.articles), ...view.articles.flatMap(articleParts)]));
  byId("article").querySelector(".here")?.scrollIntoView({ block: "center" });
}

/**
 * The articles that tell of the incident, where there are several.
 * @param {Article[]} articles
 */
function articleList(articles) {
  if (articles.length < 2) return [];
  const items = articles.map((article, number) => make("li", {}, button(sourceOf(article), () => {
    byId("article").querySelectorAll(".text")[number]?.querySelector(".here")?.scrollIntoView({ block: "center" });
  })));
  return [make("p", { class: "source" }, `${articles.length} articles:`), make("ol", { class: "articles" }, ...items)];
}

/** @param {Article} article */
function sourceOf(article) {
  return [article.publisher, article.published, article.title || article.id].filter((part) => part !== "").join(" · ");
}

/** @param {Article} article */
function articleParts(article) {
  const text = make("p", { class: "text", dir: "auto", "data-document": article.id }, ...pieces(article));
  const progress = ` · ${article.checked} of ${article.incidents} incidents checked`;
  return [make("p", { class: "source" }, sourceOf(article), progress), text];
}

/**
 * Cut a text at the borders of its spans and marks.
 * @param {Article} article
 */
function pieces(article) {
  const offsets = offsetsOf(article.text);
  const last = offsets.length - 1;
  const borders = [...article.spans, ...article.marks, ...article.missed].flatMap((span) => [span.start, span.end]);
  const cuts = [...new Set([0, last, ...borders])].filter((cut) => cut >= 0 && cut <= last).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, number) => {
    const end = cuts[number + 1] ?? last;
    const words = article.text.slice(offsets[start], offsets[end]);
    const spans = article.spans.filter((span) => span.start <= start && end <= span.end);
    const fields = article.marks.filter((mark) => mark.start <= start && end <= mark.end);
    const isField = fields.length > 0;
    const isHere = spans.some((span) => span.incident === state.current);
    const isMissed = article.missed.some((span) => span.start <= start && end <= span.end);
    const names = [isHere ? "here" : spans.length > 0 ? "other" : isMissed ? "missed" : "", isHere && isField ? "field" : ""];
    const name = names.filter((part) => part !== "").join(" ");
    if (name === "") return document.createTextNode(words);
    const piece = make("span", { class: name, "data-start": String(start) }, words);
    if (isHere && isField) piece.title = [...new Set(fields.map((mark) => SLOTS[mark.slot] ?? mark.slot))].join(", ");
    if (isMissed && spans.length === 0) piece.title = "No incident reports this. Was one missed? Select the words and press a.";
    const other = isHere ? undefined : spans[0];
    if (other !== undefined) leadTo(piece, other.incident);
    return piece;
  });
}

/**
 * Let words of another incident open it; selecting them does not.
 * @param {HTMLElement} piece
 * @param {string} incident
 */
function leadTo(piece, incident) {
  piece.title = "Another incident: click to open it";
  piece.addEventListener("click", () => {
    if (getSelection()?.isCollapsed ?? true) act(() => openIncident(incident));
  });
}

/** The selected words of an article, in code points. */
function selectedWords() {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = textOf(range.startContainer);
  if (start === null || start !== textOf(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(start);
  before.setEnd(range.startContainer, range.startOffset);
  const from = [...before.toString()].length;
  return { document: start.dataset.document ?? "", start: from, end: from + [...range.toString()].length };
}

/**
 * Select words of an article, as a drag of the mouse would.
 * @param {Article} article
 * @param {Stretch} stretch
 */
function selectStretch(article, stretch) {
  const text = articleText(article.id);
  if (text === undefined) return;
  const offsets = offsetsOf(article.text);
  const range = document.createRange();
  range.setStart(...placeOf(text, offsets[stretch.start] ?? 0));
  range.setEnd(...placeOf(text, offsets[stretch.end] ?? 0));
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  range.startContainer.parentElement?.scrollIntoView({ block: "center" });
  state.selection = { document: article.id, ...stretch };
  showMarking();
}

/**
 * The text node at an offset of an article, and the offset in it.
 * @param {Element} text
 * @param {number} offset
 * @returns {[Node, number]}
 */
function placeOf(text, offset) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (offset <= before + length) return [node, offset - before];
    before += length;
  }
  return [text, text.childNodes.length];
}

/**
 * Select a sentence of the articles: the next or previous one, or the next that no incident tells of.
 * @param {number} by
 * @param {(article: Article) => Stretch[]} stretches
 */
function selectSentence(by, stretches) {
  const all = (state.view?.articles ?? []).flatMap((article) => stretches(article).map((stretch) => ({ article, stretch })));
  const chosen = by > 0 ? all.find((sentence) => distanceOf(sentence) > 0) : all.filter((sentence) => distanceOf(sentence) < 0).at(-1);
  if (chosen === undefined) return say(by > 0 ? "There is no such sentence after." : "There is no such sentence before.");
  say("");
  selectStretch(chosen.article, chosen.stretch);
}

/** Where the search for a sentence begins: at the selection, or else at the incident. */
function startingPoint() {
  if (state.selection !== null) return state.selection;
  const first = state.view?.reports[0];
  return { document: first?.document ?? "", start: (first?.start ?? 0) - 1, end: 0 };
}

/**
 * Where an article stands among those of the incident.
 * @param {string} document
 */
function rankOf(document) {
  return (state.view?.articles ?? []).findIndex(({ id }) => id === document);
}

/**
 * How far a sentence stands behind the starting point; below 0 before it.
 * @param {{article: Article, stretch: Stretch}} sentence
 */
function distanceOf({ article, stretch }) {
  const from = startingPoint();
  return rankOf(article.id) - rankOf(from.document) || stretch.start - from.start;
}

/** @param {Article} article */
function sentencesOf(article) {
  return article.sentences.filter(({ start, end }) => start < end);
}

/**
 * @param {Node} node
 * @returns {HTMLElement | null}
 */
function textOf(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element === null ? null : element.closest("#article .text");
}

function showMarking() {
  if (byId("marking").contains(document.activeElement)) return;
  state.selection = selectedWords();
  const bar = byId("marking");
  bar.hidden = state.selection === null;
  if (state.selection === null) return;
  const box = getSelection()?.getRangeAt(0).getBoundingClientRect();
  if (box === undefined) return;
  if (bar.dataset.holds !== "fields") fillMarking(bar);
  bar.style.left = `${Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8))}px`;
  bar.style.top = `${box.bottom + 8 + bar.offsetHeight < innerHeight ? box.bottom + 8 : box.top - bar.offsetHeight - 8}px`;
}

/**
 * Offer the fields that selected words can become; the buttons stay while the selection grows, so that none moves away under a click.
 * @param {HTMLElement} bar
 */
function fillMarking(bar) {
  bar.dataset.holds = "fields";
  const buttons = FIELD_KEYS.map(([name, label], number) => button(label ?? "", (event) => act(() => mark(name ?? "", event.shiftKey)), String(number + 1)));
  bar.replaceChildren(...buttons, button("New incident", () => act(add), "a"), make("small", {}, "with Shift: added to what is there"));
}

function reason() {
  const input = document.getElementById("reason");
  return input instanceof HTMLInputElement ? input.value.trim() : "";
}

/**
 * Send one correction, show what came of it, and say what was saved.
 * @param {Record<string, string>} cells
 * @param {string} next
 * @param {string} words
 */
async function send(cells, next, words) {
  const answer = await call("correct", { ...cells, reason: reason() });
  takeQueue(answer);
  await findHitsAgain();
  getSelection()?.removeAllRanges();
  byId("marking").hidden = true;
  const opening = next === "" && answer.item !== null ? answer.incident : next;
  if (opening === "") showNothing();
  else await openIncident(opening);
  saved(words);
}

/** @param {string} words */
function short(words) {
  return words.length > 48 ? `${words.slice(0, 48)}…` : words;
}

/**
 * @param {string} name
 * @param {string} value
 */
async function correct(name, value) {
  const cell = value.trim() === "" ? "-" : value.trim();
  const label = state.view?.fields.find((field) => field.name === name)?.label ?? name;
  await send({ action: "fix", id: state.current, [name]: cell }, state.current, `${label}: ${short(cell)}`);
}

async function check() {
  await send({ action: "check", id: state.current }, following(), `right: ${short(state.view?.headline ?? "")}`);
}

async function remove() {
  await send({ action: "delete", id: state.current }, following(), `not an incident: ${short(state.view?.headline ?? "")}`);
}

/** @param {string} twin */
async function merge(twin) {
  await send({ action: "merge", id: state.current, value: twin }, state.current, "two incidents are one");
}

async function splitOff() {
  const boxes = [...document.querySelectorAll('input[name="report"]:checked')];
  const reports = boxes.map((box) => /** @type {HTMLInputElement} */ (box).value);
  if (reports.length === 0) throw new Error("Mark the reports that are about something else.");
  await send({ action: "split", id: state.current, value: reports.join(";") }, "", "this is an incident of its own now");
}

/**
 * Give a field the selected words, or add them to what it holds.
 * @param {string} name
 * @param {boolean} isAdding
 */
async function mark(name, isAdding = false) {
  if (state.selection === null) throw new Error("Select words in the article first.");
  const answer = await call("resolve", { field: name, ...state.selection });
  const held = state.view?.fields.find((field) => field.name === name)?.values ?? [];
  await correct(name, isAdding ? [...held, answer.value].join("; ") : answer.value);
}

/** Ask for the type of a new incident of the selected words, and add it. */
async function add() {
  const selection = state.selection;
  if (selection === null) throw new Error("Select the words that report it first.");
  const { cells } = await call("resolve", { field: "new", ...selection });
  const types = state.view?.fields.find((field) => field.name === "type")?.choices ?? [];
  const input = /** @type {HTMLInputElement} */ (make("input", { id: "new-type", list: "types", autocomplete: "off", "aria-label": "Type of the new incident" }));
  const list = make("datalist", { id: "types" }, ...types.map((value) => make("option", { value })));
  const save = () => act(() => saveNew(cells, input.value.trim() || cells.type));
  byId("marking").dataset.holds = "type";
  byId("marking").replaceChildren("New incident: ", input, list, button("Add", save, "Enter"), make("small", {}, cells.date ? `on ${cells.date}; type another type if this is wrong` : "type another type if this is wrong"));
  input.placeholder = cells.type;
  listenToInput(input, save, () => { byId("marking").hidden = true; });
  input.focus();
}

/**
 * @param {Record<string, string>} cells
 * @param {string} type
 */
async function saveNew(cells, type) {
  await send({ action: "add", ...cells, type }, "", `new incident: ${type}`);
}

async function undo() {
  const answer = await call("undo", {});
  takeQueue(answer);
  await findHitsAgain();
  const isThere = answer.item !== null;
  const first = state.queue[0];
  if (isThere) await openIncident(answer.incident);
  else if (first !== undefined) await openIncident(first.id);
  else showNothing();
  byId("saved").textContent = "The last action is undone.";
}

/** The next incident of the list that nobody has checked; the next one where all are. */
function following() {
  const at = state.queue.findIndex((item) => item.id === state.current);
  const rest = [...state.queue.slice(at + 1), ...state.queue.slice(0, at)];
  return (rest.find((item) => !item.is_checked) ?? rest[0])?.id ?? "";
}

async function next() {
  const id = following();
  if (id !== "") await openIncident(id);
}

/** Go back to the incident that was open before. */
async function back() {
  const id = state.trail.pop();
  if (id === undefined) return say("No incident was open before this one.");
  const there = state.current;
  await openIncident(id);
  // what was left by going back is no place to go back to
  if (state.trail.at(-1) === there) state.trail.pop();
}

/** @type {Record<string, () => void>} */
const KEYS = {
  y: () => act(check),
  x: () => act(remove),
  n: () => act(next),
  k: () => act(back),
  j: () => act(next),
  u: () => act(undo),
  s: () => act(splitOff),
  a: () => act(add),
  w: () => selectSentence(1, (article) => article.missed),
  "]": () => selectSentence(1, sentencesOf),
  "[": () => selectSentence(-1, sentencesOf),
  "/": () => byId("search").focus(),
  m: () => act(async () => {
    const twin = state.view?.twins[0];
    if (twin === undefined) throw new Error("No other incident looks like this one.");
    await merge(twin.id);
  }),
  e: () => document.querySelector(/** @type {"button"} */ (".fields .edit"))?.click(),
  "?": () => byId("help").click(),
};

document.addEventListener("keydown", (event) => {
  const target = event.target;
  const isTyping = target instanceof HTMLInputElement && target.type !== "checkbox";
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const field = FIELD_KEYS[Number(digit) - 1];
  if (field !== undefined && state.selection !== null) {
    event.preventDefault();
    act(() => mark(field[0] ?? "", event.shiftKey));
    return;
  }
  if (field !== undefined) {
    event.preventDefault();
    whenIdle(() => /** @type {HTMLElement | null} */ (document.querySelector(`.fields [data-field="${field[0]}"] .edit`))?.click());
    return;
  }
  const work = KEYS[event.key];
  if (work === undefined) return;
  event.preventDefault();
  work();
});
document.addEventListener("selectionchange", showMarking);
// a press beside a button must not take the selection away
byId("marking").addEventListener("mousedown", (event) => {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
});
byId("search").addEventListener("input", (event) => {
  const words = /** @type {HTMLInputElement} */ (event.target).value;
  clearTimeout(state.wait);
  state.wait = setTimeout(() => act(() => search(words)), 200);
});
byId("search").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  /** @type {HTMLInputElement} */ (byId("search")).value = "";
  act(() => search(""));
  byId("incident").focus();
});
byId("undo").addEventListener("click", () => act(undo));
byId("help").addEventListener("click", () => {
  const keys = byId("keys");
  keys.hidden = !keys.hidden;
  byId("help").setAttribute("aria-expanded", String(!keys.hidden));
});

act(async () => {
  takeQueue(await call("queue"));
  const first = state.queue[0];
  if (first === undefined) draw();
  else await openIncident(first.id);
});

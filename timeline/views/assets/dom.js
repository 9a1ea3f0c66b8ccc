// How does the page make elements? Text is only ever set as text, never as markup.

/** Make an HTML element; attributes named on… are listeners; null and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** Make an SVG element in the same way. */
export function s(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, text] of Object.entries(value)) node.style.setProperty(key, text);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Put these children, without null and false, in the place of those an element has. */
export function fill(node, ...children) {
  node.replaceChildren();
  furnish(node, {}, children);
}

/**
 * Find an element of the template.
 * @returns {any} its kind is known where it is used
 */
export function byId(id) {
  return document.getElementById(id);
}

/** Give the library that draws; it stands in a script of its own before ours. */
export function plotly() {
  return /** @type {any} */ (window).Plotly;
}

/** Escape text for Plotly, whose labels are a small HTML of their own, and a formula between dollar signs. */
export function plotlyText(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\$/g, "&#36;");
}

/** Read a colour variable of the present theme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Cut a label to a number of characters, whole characters only. */
export function shorten(text, length) {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

/** Break a label into at most `most` lines of about `length` characters. */
export function wrapLabel(text, length, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > length) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1].slice(0, length - 2)} …`;
  return kept.map((line) => shorten(line, length));
}

/** Give "1 incident", "2 incidents". */
export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

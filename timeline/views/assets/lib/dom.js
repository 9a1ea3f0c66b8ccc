// How does the page make elements? Text is only ever set as text, never as markup.

/** @typedef {Node | string | number | null | undefined | false | any[]} Child */

/**
 * Make an HTML element; attributes named on… are listeners; null and false children are left out.
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/**
 * Make an SVG element in the same way.
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 * @returns {any}
 */
export function s(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @param {any} node
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 */
function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, text] of Object.entries(value)) node.style.setProperty(key, text);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * Put these children, without null and false, in the place of those an element has.
 * @param {Element} node
 * @param {Child[]} children
 */
export function fill(node, ...children) {
  node.replaceChildren();
  furnish(node, {}, children);
}

/**
 * Return an element of the template.
 * @param {string} id
 * @returns {any} its kind is known where it is used
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Cut a label to a number of characters, whole characters only.
 * @param {string} text
 * @param {number} length
 */
export function shorten(text, length) {
  const characters = [...text];
  if (characters.length <= length) return text;
  return `${characters
    .slice(0, Math.max(1, length - 1))
    .join("")
    .trimEnd()}…`;
}

/**
 * Return "1 incident", "2 incidents".
 * @param {number} count
 * @param {string} singular
 * @param {string} many
 */
export function plural(count, singular, many = `${singular}s`) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? singular : many}`;
}

/**
 * Cut a text between words where it is longer than some characters.
 * @param {string} text
 * @param {number} length
 */
export function shortenWords(text, length) {
  const short = shorten(text, length);
  return short === text ? text : short.replace(/[\s,;:–-]+\S*…$/, "…");
}

/**
 * Break a text into lines between its words; the last line is shortened if more would be needed.
 * @param {string} text
 * @param {number} length most characters of a line
 * @param {number} most lines
 */
export function textLines(text, length, most) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || (lines.length < most && [...joined].length > length)) lines.push(word);
    else lines[lines.length - 1] = joined;
  }
  return lines.map((line) => shorten(line, length));
}

/** @type {CanvasRenderingContext2D | null} */
let measuring = null;

/**
 * Measure the width in pixels of a label of a drawing, in the typeface of the page.
 * @param {string} text
 * @param {{isStrong?: boolean}} options strong labels are larger and bold
 */
export function inkWidth(text, { isStrong = false } = {}) {
  measuring ??= document.createElement("canvas").getContext("2d");
  const size = isStrong ? 14 : 12;
  if (!measuring) return textWidth(text, size);
  measuring.font = `${isStrong ? 650 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return measuring.measureText(text).width;
}

/** Return whether movement is unwelcome. */
export function isStill() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Return the width in pixels that a text of 12 pixels takes at most, by its number of characters.
 * @param {string} text
 * @param {number} size in pixels
 */
export function textWidth(text, size = 12) {
  return [...text].length * size * 0.56;
}

// How are fifty thousand rows listed at once? In chunks, of which only those in sight and next to it are filled.
import { fill, h } from "../lib/dom.js";

const ROWS = 50; // rows of a chunk
const ROW = 84; // pixels that a row is taken to be high before it has been drawn
const NEAR = "800px 0px"; // around what is in sight

/** @typedef {{node: any, from: number, to: number}} Chunk */

/** @type {WeakMap<Element, {observer: IntersectionObserver, reveal: (row: number) => void}>} */
const drawn = new WeakMap();

/**
 * Fill an element with rows; those far away are drawn when they come near, and put away when they are far again.
 * @param {HTMLElement} host
 * @param {Incident[]} rows
 * @param {(from: number, to: number) => any[]} viewOf draws some of the rows
 */
export function drawChunks(host, rows, viewOf) {
  drawn.get(host)?.observer.disconnect();
  /** @type {Chunk[]} */
  const chunks = [];
  for (let from = 0; from < rows.length; from += ROWS) chunks.push({ node: h("div", { class: "chunk" }), from, to: Math.min(rows.length, from + ROWS) });
  const byNode = new Map(chunks.map((chunk) => [chunk.node, chunk]));
  /** @param {Chunk} chunk */
  const show = ({ node, from, to }) => {
    if (node.childElementCount) return;
    fill(node, viewOf(from, to));
    node.style.height = "";
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const chunk = byNode.get(target);
        if (chunk && isIntersecting) show(chunk);
        else if (chunk) putAway(chunk);
      }
    },
    { root: scrolls(host) ? host : null, rootMargin: NEAR },
  );
  for (const chunk of chunks) {
    if (chunk.from) chunk.node.style.height = `${(chunk.to - chunk.from) * ROW}px`;
    else show(chunk);
    if (chunks.length > 1) observer.observe(chunk.node);
  }
  drawn.set(host, { observer, reveal: (row) => show(chunks[Math.floor(row / ROWS)]) });
  return h("div", { class: "items" }, chunks.map(({ node }) => node));
}

/**
 * Draw the chunk of a row, wherever it is.
 * @param {Element} host
 * @param {number} row
 */
export function reveal(host, row) {
  if (row >= 0) drawn.get(host)?.reveal(row);
}

/**
 * Empty a chunk and keep its height; not while something in it has the focus.
 * @param {Chunk} chunk
 */
function putAway({ node }) {
  if (!node.childElementCount || node.contains(document.activeElement)) return;
  node.style.height = `${node.offsetHeight}px`;
  node.replaceChildren();
}

/** @param {Element} host */
function scrolls(host) {
  return ["auto", "scroll"].includes(getComputedStyle(host).overflowY);
}

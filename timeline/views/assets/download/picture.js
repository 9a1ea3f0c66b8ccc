// How does a chart leave the page as a picture? Title, legend, source line and all, as SVG or PNG, in the size of a slide or column.
import { download } from "./exports.js";

const NS = "http://www.w3.org/2000/svg";
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-weight", "font-family", "text-anchor", "paint-order", "letter-spacing", "display"];
export const SHAPES = { slide: { width: 1600, height: 900 }, column: { width: 900, height: 0 } };
const MARGIN = 32;

/**
 * Put a chart of the page under a title and above its legend and source line.
 * @param {SVGSVGElement} chart
 * @param {{title: string, lines: string[], legend: {label: string, colour: string}[], width: number, height: number}} frame
 * @returns {string} text of an SVG file
 */
export function pictureOf(chart, { title, lines, legend, width, height }) {
  const style = getComputedStyle(document.documentElement);
  const box = chart.viewBox.baseVal;
  const scale = (width - 2 * MARGIN) / box.width;
  const [top, foot] = [100, 24 + 20 * lines.length];
  const fits = height ? Math.min(scale, (height - top - foot - MARGIN) / box.height) : scale;
  const tall = height || Math.round(top + box.height * fits + foot + MARGIN);
  const svg = document.createElementNS(NS, "svg");
  for (const [name, value] of Object.entries({ xmlns: NS, width, height: tall, viewBox: `0 0 ${width} ${tall}` })) svg.setAttribute(name, String(value));
  const [paper, ink, soft] = ["--paper", "--ink", "--ink2"].map((name) => style.getPropertyValue(name).trim());
  const font = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";
  svg.append(shape("rect", { width, height: tall, fill: paper }), text(title, { x: MARGIN, y: 46, fill: ink, "font-size": 28, "font-weight": 650, "font-family": font }));
  let x = MARGIN;
  for (const { label, colour } of legend) {
    svg.append(shape("rect", { x, y: 66, width: 12, height: 12, rx: 2, fill: style.getPropertyValue(colour).trim(), stroke: soft, "stroke-width": 0.5 }), text(label, { x: x + 18, y: 77, fill: soft, "font-size": 14, "font-family": font }));
    x += 40 + label.length * 7.6;
  }
  const group = shape("g", { transform: `translate(${MARGIN} ${top}) scale(${fits})` });
  group.append(styled(chart));
  svg.append(group);
  lines.forEach((line, place) => svg.append(text(line, { x: MARGIN, y: tall - foot + 16 + 20 * place, fill: soft, "font-size": 14, "font-family": font })));
  return new XMLSerializer().serializeToString(svg);
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function shape(name, attributes) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/**
 * @param {string} words
 * @param {Record<string, string | number>} attributes
 */
function text(words, attributes) {
  const node = shape("text", attributes);
  node.textContent = words;
  return node;
}

/**
 * Copy a chart with the looks that the page's styles give it.
 * @param {Element} node
 * @returns {Element}
 */
function styled(node) {
  const copy = /** @type {Element} */ (node.cloneNode(false));
  for (const name of [...copy.getAttributeNames()]) if (!KEPT.has(name)) copy.removeAttribute(name);
  const style = getComputedStyle(node);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value && value !== "none" && value !== "normal") copy.setAttribute(name, value);
    else if (name === "fill" || name === "stroke") copy.setAttribute(name, "none");
  }
  for (const child of node.childNodes) {
    if (child instanceof Element) copy.append(styled(child));
    else if (child.nodeType === Node.TEXT_NODE) copy.append(document.createTextNode(child.textContent ?? ""));
  }
  return copy;
}

const KEPT = new Set("x y x1 x2 y1 y2 cx cy r rx d width height transform viewBox text-anchor".split(" "));

/**
 * Save the text of an SVG file, or a PNG made of it.
 * @param {string} name without ending
 * @param {"svg" | "png"} kind
 * @param {string} svg
 */
export async function savePicture(name, kind, svg) {
  if (kind === "svg") {
    download(`${name}.svg`, svg, "image/svg+xml");
    return;
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob) download(`${name}.png`, blob, "image/png");
}

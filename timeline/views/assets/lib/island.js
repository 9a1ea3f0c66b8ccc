// How is the data island read? A small one is JSON as it stands; a large one is deflated and in base64.
import { inflate } from "./inflate.js";

/**
 * Read the text of the data island.
 * @param {any} element
 */
export async function islandText(element) {
  if (element.type === "application/json") return element.textContent;
  const bytes = bytesOf(element.textContent);
  const { DecompressionStream: Unpacker } = /** @type {any} */ (globalThis);
  if (Unpacker === undefined) return new TextDecoder().decode(inflate(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new Unpacker("deflate-raw"));
  return new Response(stream).text();
}

/** @param {string} base64 */
function bytesOf(base64) {
  const binary = atob(base64.trim());
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

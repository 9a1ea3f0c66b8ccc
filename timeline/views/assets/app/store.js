// What does the page remember on this machine? Theme, what was kept, notes, corrections, the lesson being written.

const PREFIX = "conflict-timeline";

/**
 * Read a value; the fallback where nothing is remembered or the browser forbids it.
 * @template Value
 * @param {string} name
 * @param {Value} fallback
 * @returns {Value}
 */
export function recall(name, fallback) {
  try {
    const text = window.localStorage.getItem(`${PREFIX}:${name}`);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

/**
 * Remember a value; return whether the browser allowed it.
 * @param {string} name
 * @param {unknown} value
 */
export function remember(name, value) {
  try {
    window.localStorage.setItem(`${PREFIX}:${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

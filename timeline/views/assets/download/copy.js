// How does the page write a copy of itself with a lesson inside? From its own text as it was opened.

const ISLAND = "lesson-data";

/** The page as it was opened, and as it is handed on. */
export const pageWith = {
  /** Return the text of the page before anything in it was changed. */
  remember: () => document.documentElement.outerHTML,

  /**
   * Return the lesson that stands in the page, null where there is none.
   * @returns {StoryRow | null}
   */
  lesson() {
    const island = document.getElementById(ISLAND);
    return island ? JSON.parse(island.textContent ?? "null") : null;
  },

  /**
   * Return the text of the page with a lesson inside, which starts when the page is opened.
   * @param {string} pristine
   * @param {{title: string, steps: StepRow[]}} lesson
   */
  text(pristine, { title, steps }) {
    const island = inIsland({ schema: "conflict-timeline-story/1", title, steps });
    const before = pristine.replace(new RegExp(`<script type="application/json" id="${ISLAND}">[^<]*<\\/script>\\n?`), () => "");
    const place = before.indexOf('<script type="module">');
    const script = `<script type="application/json" id="${ISLAND}">${island}<\/script>\n`;
    return `<!doctype html>\n${before.slice(0, place)}${script}${before.slice(place)}\n`;
  },
};

/**
 * Write a value as JSON that can stand inside a script element, whatever its strings hold.
 * @param {unknown} value
 */
export function inIsland(value) {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

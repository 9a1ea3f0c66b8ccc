// What is a story, and is this text one? The same rules as timeline/views/story.py.

export const STORY_SCHEMA = "conflict-timeline-story/1";
export const STEP_FIELDS = ["text", "question", "answer", "view"];
const LONGEST = 4000; // characters of one text
const MOST = 200; // steps

/**
 * Read a story from the text of a file; throws an Error that says what is wrong with it.
 * @param {string} text
 * @returns {StoryRow}
 */
export function readStory(text) {
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error("This file is not JSON.");
  }
  if (content === null || typeof content !== "object" || content.schema !== STORY_SCHEMA)
    throw new Error("This file is not a story.");
  const { steps } = content;
  if (!Array.isArray(steps) || !steps.length || steps.length > MOST) throw new Error(`A story has 1 to ${MOST} steps.`);
  return { schema: STORY_SCHEMA, title: field(content, "title", "The story"), steps: steps.map(stepFrom) };
}

/**
 * @param {any} row
 * @param {number} number
 * @returns {StepRow}
 */
function stepFrom(row, number) {
  const where = `Step ${number + 1}`;
  if (row === null || typeof row !== "object") throw new Error(`${where} is no step.`);
  const step = /** @type {any} */ (Object.fromEntries(STEP_FIELDS.map((name) => [name, field(row, name, where)])));
  if (!step.text && !step.question) throw new Error(`${where} has neither text nor question.`);
  return step;
}

/**
 * @param {any} row
 * @param {string} name
 * @param {string} where
 * @returns {string}
 */
function field(row, name, where) {
  const value = row[name] ?? "";
  if (typeof value !== "string" || value.length > LONGEST)
    throw new Error(`${where}: "${name}" is not a text of at most ${LONGEST} characters.`);
  return value;
}

/**
 * Write a story as the text of a file.
 * @param {{title: string, steps: StepRow[]}} story
 */
export function writeStory({ title, steps }) {
  return `${JSON.stringify({ schema: STORY_SCHEMA, title, steps }, null, 2)}\n`;
}

/**
 * Put a step in another place; gives a new list.
 * @param {StepRow[]} steps
 * @param {number} from
 * @param {number} to
 */
export function moved(steps, from, to) {
  const made = [...steps];
  const [taken] = made.splice(from, 1);
  made.splice(to, 0, taken);
  return made;
}

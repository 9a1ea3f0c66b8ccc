// Which day is it, in words? Days are whole numbers since 1970-01-01 and never go through a time zone.

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
export const DAY_MS = 86400000;

/**
 * Give year, month (1 to 12) and day of the month (Howard Hinnant's civil_from_days).
 * @param {number} day
 */
export function civil(day) {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const dayOfMonth = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfMonth };
}

/**
 * Count the days of a civil date since 1970-01-01.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
export function dayNumber(year, month, day) {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  return era * 146097 + ofEra - 719468;
}

/**
 * Write a day as YYYY-MM-DD.
 * @param {number} day
 */
export function iso(day) {
  const { year, month, day: dayOfMonth } = civil(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/**
 * Read YYYY-MM-DD strictly; null for anything else, also for days that do not exist.
 * @param {string | null | undefined} text
 */
export function parseIso(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "");
  if (!found) return null;
  const day = dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
  return iso(day) === text ? day : null;
}

/**
 * Give "3 February 2020".
 * @param {number} day
 */
export function dayWords(day) {
  const { year, month, day: dayOfMonth } = civil(day);
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year}`;
}

/**
 * Give "Monday 3 February 2020".
 * @param {number} day
 */
export function weekdayWords(day) {
  return `${WEEKDAYS[(((day + 4) % 7) + 7) % 7]} ${dayWords(day)}`;
}

/**
 * Give "3 Feb 2020".
 * @param {number} day
 */
export function shortDay(day) {
  const { year, month, day: dayOfMonth } = civil(day);
  return `${dayOfMonth} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

/**
 * Give "1 and 31 January 2020", leaving out of the first day what the second repeats.
 * @param {number} start
 * @param {number} end
 * @param {string} joint
 * @param {(day: number) => string} render
 */
export function spanWords(start, end, joint, render = dayWords) {
  const first = civil(start);
  const last = civil(end);
  const words = render(start).split(" ");
  let kept = words;
  if (first.year === last.year) kept = words.slice(0, first.month === last.month ? -2 : -1);
  return `${kept.join(" ")}${joint}${render(end)}`;
}

/**
 * Give the name of a whole month, a whole year or whole years; null when the interval is none.
 * @param {number} start
 * @param {number} end
 */
export function wholeUnit(start, end) {
  const first = civil(start);
  const next = civil(end + 1);
  if (first.day !== 1 || next.day !== 1) return null;
  const months = (next.year - first.year) * 12 + next.month - first.month;
  if (months === 1) return `${MONTHS[first.month - 1]} ${first.year}`;
  if (first.month !== 1 || next.month !== 1) return null;
  return months === 12 ? `${first.year}` : `${first.year} to ${next.year - 1}`;
}

/**
 * Say when, in a few words for lists: "3 Feb 2020", "January 2020", "3–9 Feb 2020".
 * @param {When | null} when
 */
export function shortWhen(when) {
  if (!when) return "date not given";
  const { start, end } = when;
  if (start === end) return shortDay(start);
  return (
    wholeUnit(start, end) ?? spanWords(start, end, civil(start).month === civil(end).month ? "–" : " – ", shortDay)
  );
}

/**
 * Say when, in full words; `fine` is true for days and weeks.
 * @param {When | null} when
 */
export function longWhen(when) {
  if (!when) return "Date not given";
  const { start, end, precision } = when;
  let words;
  if (start === end) words = `On ${weekdayWords(start)}`;
  else if (precision === "day" || precision === "time") words = `From ${spanWords(start, end, " to ")}`;
  else if (precision === "period" || precision === "year" || precision === "decade") {
    words = `At some time between ${spanWords(start, end, " and ")}`;
  } else words = `Some day between ${spanWords(start, end, " and ")}`;
  return when.time ? `${words}, “${when.time}”` : words;
}

/**
 * Say how the date is known.
 * @param {When | null} when
 */
export function basisWords(when) {
  if (!when) return "No report gives a way to date it.";
  const quoted = when.text ? ` “${when.text}”` : "";
  if (when.basis === "stated") return quoted ? `Stated in the words${quoted}.` : "Stated in the report.";
  if (when.basis === "relative") {
    return quoted ? `Derived from the words${quoted}.` : "Derived from the day of the report.";
  }
  return quoted
    ? `Assumed, a guess from the words${quoted}.`
    : "Assumed, a guess: no words of the reports give the day.";
}

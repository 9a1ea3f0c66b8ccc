// Do days become the right words?
import assert from "node:assert/strict";
import test from "node:test";
import {
  basisWords,
  civil,
  dayNumber,
  iso,
  longWhen,
  parseIso,
  shortWhen,
  weekdayWords,
} from "../../../timeline/views/assets/lib/days.js";

const when = (start, end, precision, basis = "stated", text = null, time = null) => ({
  start: parseIso(start),
  end: parseIso(end),
  precision,
  basis,
  text,
  time,
});

test("a day number is the same day that JavaScript's UTC calendar has", () => {
  for (let day = -200000; day < 200000; day += 37) {
    const date = new Date(day * 86400000);
    assert.deepEqual(civil(day), {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    });
    assert.equal(dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()), day);
  }
});

test("only real ISO days are read", () => {
  assert.equal(iso(parseIso("2020-02-29")), "2020-02-29");
  for (const text of ["2019-02-29", "2020-13-01", "2020-2-1", "x", "", null, "2020-02-29T00:00"])
    assert.equal(parseIso(text), null);
});

test("a date is said in words, no more exactly than it is known", () => {
  const cases = [
    [when("2020-02-03", "2020-02-03", "day"), "On Monday 3 February 2020", "3 Feb 2020"],
    [
      when("2020-02-03", "2020-02-03", "time", "stated", "3am", "pre-dawn"),
      "On Monday 3 February 2020, “pre-dawn”",
      "3 Feb 2020",
    ],
    [when("2020-02-03", "2020-02-09", "week"), "Some day between 3 and 9 February 2020", "3–9 Feb 2020"],
    [
      when("2020-01-28", "2020-02-03", "week"),
      "Some day between 28 January and 3 February 2020",
      "28 Jan – 3 Feb 2020",
    ],
    [when("2020-01-01", "2020-01-31", "month"), "Some day between 1 and 31 January 2020", "January 2020"],
    [when("2018-01-01", "2018-12-31", "year"), "At some time between 1 January and 31 December 2018", "2018"],
    [
      when("2011-03-15", "2020-02-06", "period"),
      "At some time between 15 March 2011 and 6 February 2020",
      "15 Mar 2011 – 6 Feb 2020",
    ],
    [when("2020-02-03", "2020-02-05", "day"), "From 3 to 5 February 2020", "3–5 Feb 2020"],
    [null, "Date not given", "date not given"],
  ];
  for (const [date, long, short] of cases) assert.deepEqual([longWhen(date), shortWhen(date)], [long, short]);
  assert.equal(weekdayWords(0), "Thursday 1 January 1970");
});

test("a guess is called a guess", () => {
  assert.match(basisWords(when("2020-02-03", "2020-02-03", "day", "assumed")), /a guess/);
  assert.equal(
    basisWords(when("2020-02-03", "2020-02-03", "day", "relative", "Monday")),
    "Derived from the words “Monday”.",
  );
  assert.equal(
    basisWords(when("2020-02-03", "2020-02-03", "day", "stated", "3 February")),
    "Stated in the words “3 February”.",
  );
});

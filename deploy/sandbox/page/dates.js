// Times as the viewer's own clock shows them. Messages carry Unix seconds.

import { spoken, tongue } from "./words.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(tongue, { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(tongue, { day: "numeric", month: "long", year: "numeric" });

export const clock = (seconds) => CLOCK.format(new Date(seconds * 1000));

/** The calendar day as a key that is the same for all messages of that day. */
export function dayKey(seconds) {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

export function dayName(seconds, now = Date.now() / 1000) {
  if (dayKey(seconds) === dayKey(now)) return spoken("Today");
  const yesterday = new Date(now * 1000);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayKey(seconds) === dayKey(yesterday.getTime() / 1000)) return spoken("Yesterday");
  const date = new Date(seconds * 1000);
  return (date.getFullYear() === new Date(now * 1000).getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

export const dayAndClock = (seconds) => `${dayName(seconds)} ${spoken("at")} ${clock(seconds)}`;

/** Seconds of playing time as 1:05. */
export const playtime = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

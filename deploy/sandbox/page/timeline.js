// The order of things in the chat: messages and the narrator's lines, cut into days and rows.

import { dayKey } from "./dates.js";
import { serviceLine } from "./message.js";

const minute = (message) => Math.floor(message.date / 60);

export class Timeline {
  #items = [];
  #stories = 0;

  reset(items) {
    this.#items = [];
    this.#stories = 0;
    for (const item of items) item.type === "story" ? this.story(item) : this.put(item);
  }

  /** Adds the message, or takes the place of the one with its id. Says whether it is new. */
  put(message) {
    const at = this.#find(message.message_id);
    if (at < 0) this.#items.push({ message });
    else this.#items[at] = { message };
    return at < 0;
  }

  story({ text, date }) {
    this.#stories += 1;
    this.#items.push({ story: text, date: date ?? Date.now() / 1000, key: `story-${this.#stories}` });
  }

  remove(messageId) {
    const at = this.#find(messageId);
    if (at >= 0) this.#items.splice(at, 1);
  }

  message(messageId) {
    return this.#items[this.#find(messageId)]?.message ?? null;
  }

  get messages() {
    return this.#items.filter((item) => item.message).map((item) => item.message);
  }

  /** [{key, date, rows: [{key, story} | {key, messages, mine, first, last}]}] */
  days(me) {
    const days = [];
    for (const row of this.#rows(me)) {
      const key = dayKey(row.date);
      if (days.at(-1)?.key !== key) days.push({ key, date: row.date, rows: [] });
      days.at(-1).rows.push(row);
    }
    days.forEach((day) => group(day.rows));
    return days;
  }

  #rows(me) {
    const rows = [];
    for (const item of this.#items) {
      const { message } = item;
      const album = message?.media_group_id;
      const begun = album && rows.findLast((row) => row.album === album);
      if (begun) begun.messages.push(message);
      else rows.push(message ? rowOf(message, me) : { key: item.key, story: item.story, date: item.date });
    }
    return rows;
  }

  #find(messageId) {
    return this.#items.findLastIndex((item) => item.message?.message_id === messageId);
  }
}

function rowOf(message, me) {
  const line = serviceLine(message);
  if (line) return { key: `message-${message.message_id}`, story: line, date: message.date };
  const album = message.media_group_id;
  return {
    key: album ? `album-${album}` : `message-${message.message_id}`,
    album,
    date: message.date,
    messages: [message],
    mine: message.from?.id === me.id,
  };
}

/** Neighbours of one sender and one minute stand close; the first and the last of them look different. */
function group(rows) {
  const together = (a, b) =>
    Boolean(a?.messages && b?.messages && a.mine === b.mine && minute(a.messages.at(-1)) === minute(b.messages[0]));
  rows.forEach((row, at) => {
    row.first = !together(rows[at - 1], row);
    row.last = !together(row, rows[at + 1]);
  });
}

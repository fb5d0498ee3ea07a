// One row of the log: a bubble of one message (or an album's) with the keyboard under it.

import { el, fileUrl, icon, place } from "./dom.js";
import { clock } from "./dates.js";
import { renderText } from "./entities.js";
import { renderKeys } from "./keyboard.js";
import { bridge, fit, renderMedia } from "./media.js";
import { entitiesOf, kindOf, nameOf, snippet, words } from "./message.js";
import { spoken } from "./words.js";

const MEDIA = ["photo", "video", "animation", "document", "audio", "voice", "video_note", "sticker", "has_media_spoiler"];

export class Bubble {
  #actions;
  #parts = {};
  #marks = {};
  #row = null;
  #body = el("div", { class: "bubble" });
  #stack = el("div", { class: "stack" }, this.#body);

  constructor(actions) {
    this.#actions = actions;
    const reply = () => actions.reply(this.#row.messages[0]);
    const about = { class: "reply-to round", type: "button", tabindex: "-1", "aria-label": spoken("Reply"), onclick: reply };
    const button = el("button", about, icon("reply"));
    this.node = el("div", { class: "row", role: "article", tabindex: "-1" }, this.#stack, button);
    this.node.bubble = this;
  }

  reply() {
    this.#actions.reply(this.#row.messages[0]);
  }

  get messages() {
    return this.#row.messages;
  }

  /** Draws the row, building only those parts anew that differ from what is shown. */
  show(row) {
    const before = this.#row;
    this.#row = row;
    if (before && sameRow(before, row)) return;
    const lead = row.messages[0];
    const voiced = row.messages.find(words) ?? lead;
    const focus = this.#focusedKey();
    const { show_caption_above_media: above } = voiced;
    this.#part("quote", lead.reply_to_message, () => quote(lead, this.#actions));
    this.#part("media", row.messages.map(mediaOf), () => this.#media());
    this.#part("text", [words(voiced), entitiesOf(voiced)], () => this.#text(voiced));
    this.#part("keys", [lead.message_id, lead.reply_markup], () => renderKeys(lead, this.#actions));
    const { quote: quoteNode, media, text, keys } = this.#parts;
    const stamp = this.#stamp(row, above);
    if (media) fit(media, row.messages, keys ? 270 : text ? 240 : 0);
    media?.classList.toggle("above", Boolean(above));
    text?.classList.toggle("beside", Boolean(media));
    place(this.#body, [quoteNode, ...(above ? [text, media] : [media, text]), stamp].filter(Boolean));
    place(this.#stack, [this.#body, keys].filter(Boolean));
    this.#dress(row, Boolean(keys));
    this.#actions.drawn(lead.message_id);
    if (focus) this.#refocus(focus);
  }

  #part(name, source, build) {
    const mark = JSON.stringify(source) ?? "";
    if (this.#marks[name] === mark) return;
    this.#marks[name] = mark;
    this.#parts[name] = build();
  }

  #media() {
    const fresh = renderMedia(this.#row.messages, this.#actions);
    bridge(fresh, this.#parts.media);
    return fresh;
  }

  #text(message) {
    const text = words(message);
    const plain = !text && !this.#parts.media;
    if (!text && !plain) return null;
    const content = plain ? el("em", {}, kindOf(message)) : renderText(text, entitiesOf(message), this.#actions);
    const node = el("div", { class: "text", dir: "auto" }, content);
    if (message.text && isEmoji(text)) node.classList.add("emoji");
    return node;
  }

  /** The time goes to the end of the text, over a picture, or under a file: only that one is returned, to be placed. */
  #stamp(row, above) {
    this.node.querySelectorAll(".stamp").forEach((old) => old.remove());
    const stamp = stampOf(row);
    const { text, media } = this.#parts;
    const film = row.messages.length === 1 && Boolean(row.messages[0].video);
    if (text && !(above && media)) text.append(stamp);
    else if (media && !film && !media.classList.contains("files")) {
      stamp.classList.add("over");
      media.append(stamp);
    } else {
      stamp.classList.add("below");
      return stamp;
    }
    return null;
  }

  #dress(row, keyed) {
    const { classList } = this.node;
    const state = { in: !row.mine, out: row.mine, first: row.first, last: row.last, keyed };
    for (const [name, on] of Object.entries(state)) classList.toggle(name, Boolean(on));
    const lead = row.messages[0];
    this.node.dataset.ids = row.messages.map((message) => message.message_id).join(" ");
    this.node.setAttribute("aria-label", `${row.mine ? spoken("You") : nameOf(lead.from)}, ${clock(lead.date)}`);
  }

  #focusedKey() {
    const { keys } = this.#parts;
    if (!keys?.contains(document.activeElement)) return null;
    const all = [...keys.querySelectorAll(".key")];
    return { at: all.indexOf(document.activeElement), label: document.activeElement.textContent };
  }

  /** Somebody paging with the keyboard stays on "Older" although the edit drew a new one. */
  #refocus({ at, label }) {
    if (this.#parts.keys?.contains(document.activeElement)) return;
    const all = [...(this.#parts.keys?.querySelectorAll(".key") ?? [])];
    (all.find((key) => key.textContent === label) ?? all[at] ?? this.node).focus({ preventScroll: true });
  }
}

const sameRow = (a, b) =>
  a.first === b.first &&
  a.last === b.last &&
  a.messages.length === b.messages.length &&
  a.messages.every((message, at) => message === b.messages[at]);

const mediaOf = (message) => [message.message_id, ...MEDIA.map((field) => message[field])];

function stampOf(row) {
  const edited = row.messages.some((message) => message.edit_date);
  const time = el("time", {}, clock(row.messages[0].date));
  const stamp = el("span", { class: "meta stamp" }, edited ? el("span", {}, spoken("edited")) : null, time);
  if (row.mine) stamp.append(icon("check"));
  return stamp;
}

function quote(message, actions) {
  const original = message.reply_to_message;
  if (!original) return null;
  const who = el("b", { dir: "auto" }, nameOf(original.from));
  const what = el("span", { class: "quote-what" }, who, el("span", { dir: "auto" }, snippet(original)));
  const small = original.photo?.[0];
  const face = small ? el("img", { src: fileUrl(small.file_id), alt: "" }) : null;
  const jump = () => actions.jump(original.message_id);
  return el("button", { class: "quote", type: "button", onclick: jump }, face, what);
}

const EMOJI = /^(?:\p{Extended_Pictographic}(?:[\uFE0F\u{1F3FB}-\u{1F3FF}]|\u200D\p{Extended_Pictographic})*){1,3}$/u;

const isEmoji = (text) => text.length < 40 && EMOJI.test(text.trim());

// The line under the bot's name: connecting, typing, or simply what it is.

import { byId, el } from "./dom.js";
import { spoken } from "./words.js";

const LASTS = 5500;

/** After so many milliseconds without the server it is not only slow. */
const PATIENCE = 8000;

const DOING = {
  typing: "typing",
  upload_photo: "sending a photo",
  record_video: "recording a video",
  upload_video: "sending a video",
  record_voice: "recording a voice message",
  upload_voice: "sending a voice message",
  upload_document: "sending a file",
  choose_sticker: "choosing a sticker",
  find_location: "looking for a place",
  record_video_note: "recording a video",
  upload_video_note: "sending a video",
};

export class Presence {
  #line = byId("status");
  #timer = 0;
  #connected = false;
  #lostAt = 0;

  connected(on) {
    this.#connected = on;
    if (on) this.#lostAt = 0;
    else this.#lostAt ||= Date.now();
    this.idle();
  }

  /** As Telegram says: an action lasts five seconds unless the bot repeats it or its message comes. */
  doing(action) {
    if (!this.#connected) return;
    this.#show("busy", spoken(DOING[action] ?? "busy"), true);
    this.#timer = setTimeout(() => this.idle(), LASTS);
  }

  idle() {
    if (this.#connected) this.#show("idle", spoken("bot"), false);
    else this.#show("connecting", spoken(this.#gone() ? "no answer: is it still running?" : "connecting…"), false);
  }

  #gone() {
    return this.#lostAt > 0 && Date.now() - this.#lostAt > PATIENCE;
  }

  #show(state, words, dots) {
    clearTimeout(this.#timer);
    if (this.#line.dataset.state === state && this.#line.dataset.words === words) return;
    this.#line.dataset.state = state;
    this.#line.dataset.words = words;
    const trail = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    this.#line.replaceChildren(words, ...(dots ? [trail] : []));
  }
}

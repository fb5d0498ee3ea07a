// Where one writes: a field that grows, Enter to send, and the message one replies to.

import { byId } from "./dom.js";
import { nameOf, snippet } from "./message.js";

const LONGEST = 4096;

export class Composer {
  #form = byId("composer");
  #field = byId("text");
  #send = byId("send");
  #commands;
  #onsend;
  #reply = null;

  /** `onsend(text)` says whether it could be sent; if not, the text stays where it is. */
  constructor({ commands, onsend }) {
    this.#commands = commands;
    this.#onsend = onsend;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("input", () => this.#grow());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    byId("reply-cancel").addEventListener("click", () => this.replyTo(null));
    document.addEventListener("keydown", (event) => this.#anywhere(event));
    this.#grow();
  }

  get replying() {
    return this.#reply;
  }

  /** The message the next one answers; null for none. */
  replyTo(message) {
    this.#reply = message;
    byId("reply-bar").hidden = !message;
    if (!message) return;
    byId("reply-who").textContent = nameOf(message.from);
    byId("reply-text").textContent = snippet(message);
    this.focus();
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  /** A command was picked from the list: what was typed to find it goes, any other draft stays. */
  commanded() {
    if (this.#field.value.startsWith("/")) this.clear();
  }

  clear() {
    this.#field.value = "";
    this.replyTo(null);
    this.#grow();
  }

  /** A new chat shows one large Start button and nothing else to press. */
  starting(on) {
    const started = this.#form.hidden && !on;
    byId("start").hidden = !on;
    this.#form.hidden = on;
    if (on) this.#commands.close();
    if (started && matchMedia("(hover: hover)").matches) this.focus();
  }

  #submit() {
    const text = this.#field.value.trim();
    if (!text) return;
    if (pieces(text).every((piece) => this.#onsend(piece))) this.clear();
    this.focus();
  }

  #key(event) {
    if (event.isComposing || this.#commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && this.#reply) this.replyTo(null);
  }

  #grow() {
    const { style } = this.#field;
    style.height = "auto";
    style.height = `${this.#field.scrollHeight}px`;
    const some = Boolean(this.#field.value.trim());
    this.#send.disabled = !some;
    this.#form.classList.toggle("has-text", Boolean(this.#field.value));
  }

  /** Typing with the focus nowhere in particular writes into the field. */
  #anywhere(event) {
    const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.defaultPrevented || !letter) return;
    const busy = document.querySelector("dialog[open]") || event.target.closest?.("textarea, input, button, a, video");
    if (!busy && !this.#form.hidden) this.focus();
  }
}

/** Cuts what is too long for one message, at a line or a space where there is one. */
function pieces(text) {
  const all = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const window = rest.slice(0, LONGEST);
    const gap = Math.max(window.lastIndexOf("\n"), window.lastIndexOf(" "));
    const inPair = /[\uD800-\uDBFF]$/.test(window) ? 1 : 0;
    const cut = gap > LONGEST / 2 ? gap : LONGEST - inPair;
    all.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...all, rest].filter(Boolean);
}

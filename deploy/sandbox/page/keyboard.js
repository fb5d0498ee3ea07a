// Inline keyboards and the presses that wait for their answer.

import { el, icon } from "./dom.js";
import { spoken } from "./words.js";

const PATIENCE = 30_000;

/** The keyboard under a message, or null. `actions.press(message, button)` and `actions.copy(text)` do the work. */
export function renderKeys(message, actions) {
  const rows = message.reply_markup?.inline_keyboard?.filter((row) => row.length);
  if (!rows?.length) return null;
  const keys = el("div", { class: "keys", role: "group", "aria-label": spoken("Buttons") });
  for (const row of rows) {
    const about = { class: row.length > 2 ? "keys-row narrow" : "keys-row" };
    keys.append(el("div", about, ...row.map((button) => key(button, message, actions))));
  }
  return keys;
}

function key(button, message, actions) {
  const style = ["danger", "success", "primary"].includes(button.style) ? ` ${button.style}` : "";
  const label = el("span", { dir: "auto" }, button.text);
  const base = { class: `key${style}`, type: "button", "data-message": message.message_id };
  if (button.callback_data !== undefined) {
    const press = () => actions.press(message, button);
    return el("button", { ...base, "data-data": button.callback_data, onclick: press }, label);
  }
  const url = button.url ?? button.login_url?.url;
  if (url && /^(https?|tg|mailto):/i.test(url)) {
    const link = { ...base, type: null, href: url, target: "_blank", rel: "noopener noreferrer" };
    return el("a", link, label, icon("link", "icon corner"));
  }
  if (button.copy_text) {
    const copy = () => actions.copy(button.copy_text.text);
    return el("button", { ...base, onclick: copy }, label, icon("copy", "icon corner"));
  }
  return el("button", { ...base, "aria-disabled": "true", title: "This kind of button does nothing here" }, label);
}

/** Presses on their way: each button is busy from the tap until its answer, an outage, or half a minute. */
export class Presses {
  #waiting = new Map();
  #count = 0;
  #root;

  constructor(root) {
    this.#root = root;
  }

  /** The nonce of a new press, or null when this very button already waits. */
  begin(messageId, { callback_data: data, text: label }) {
    if (this.#busy(messageId, data, label)) return null;
    this.#count += 1;
    const nonce = `press-${Date.now().toString(36)}-${this.#count}`;
    const timer = setTimeout(() => this.end(nonce), PATIENCE);
    this.#waiting.set(nonce, { messageId, data, label, timer });
    this.paint(messageId);
    return nonce;
  }

  /** Says whether the press was one of ours and still waiting. */
  end(nonce) {
    const press = this.#waiting.get(nonce);
    if (!press) return false;
    clearTimeout(press.timer);
    this.#waiting.delete(nonce);
    this.paint(press.messageId);
    return true;
  }

  drop() {
    for (const nonce of [...this.#waiting.keys()]) this.end(nonce);
  }

  /** Sets the busy look of a message's buttons; to be called after they were drawn anew. */
  paint(messageId) {
    for (const button of this.#root.querySelectorAll(`.key[data-message="${Number(messageId)}"]`)) {
      const busy = this.#busy(messageId, button.dataset.data, button.firstElementChild.textContent);
      if (busy) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  }

  #busy(messageId, data, label) {
    const same = (press) => press.messageId === messageId && press.data === data && press.label === label;
    return [...this.#waiting.values()].some(same);
  }
}

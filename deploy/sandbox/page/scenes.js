// At the door: what can be made to happen there, and how it went.

import { byId, el, icon } from "./dom.js";
import { spoken } from "./words.js";

const MARKS = {
  playing: () => el("span", { class: "spin" }),
  done: () => icon("check"),
  failed: () => icon("alert"),
};

export class Door {
  #list = byId("scenes");
  #toggle = byId("door-toggle");
  #cards = new Map();
  #onplay;

  /** `onplay(id)` says whether the wish could be sent. */
  constructor(onplay) {
    this.#onplay = onplay;
    this.#toggle.addEventListener("click", () => this.#fold(!byId("door").classList.contains("folded")));
  }

  set(scenes) {
    this.#cards.clear();
    byId("door").hidden = !scenes.length;
    byId("house").classList.toggle("with-door", scenes.length > 0);
    this.#list.replaceChildren(...scenes.map((scene) => el("li", {}, this.#card(scene))));
    byId("door-now").textContent = "";
  }

  state(id, state, text) {
    const card = this.#cards.get(id);
    if (!card) return;
    const words = text || spoken({ playing: "Playing…", done: "Done", failed: "That did not work" }[state] || "");
    card.node.dataset.state = state;
    card.node.setAttribute("aria-busy", String(state === "playing"));
    card.word.textContent = words;
    card.mark.replaceChildren(MARKS[state]?.() ?? "");
    byId("door-now").textContent = words;
  }

  /** After an outage nobody knows how a running scene ended. */
  lost() {
    for (const card of this.#cards.values()) {
      if (card.node.dataset.state !== "playing") continue;
      delete card.node.dataset.state;
      card.node.removeAttribute("aria-busy");
      card.word.textContent = "";
      card.mark.replaceChildren();
    }
  }

  #card({ id, title, hint }) {
    const mark = el("span", {});
    const word = el("span", { class: "scene-word", role: "status", dir: "auto" });
    const name = el("b", {}, el("span", { dir: "auto" }, title), mark);
    const about = el("span", { class: "scene-hint", dir: "auto" }, hint);
    const node = el("button", { class: "scene", type: "button", "data-scene": id }, name, word, about);
    node.addEventListener("click", () => {
      if (node.dataset.state !== "playing" && this.#onplay(id)) this.state(id, "playing", "");
    });
    this.#cards.set(id, { node, word, mark, title });
    return node;
  }

  #fold(folded) {
    byId("door").classList.toggle("folded", folded);
    this.#toggle.setAttribute("aria-expanded", String(!folded));
  }
}

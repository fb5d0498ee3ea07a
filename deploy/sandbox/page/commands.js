// The list of commands over the composer: opened by the Menu button or by typing "/".

import { byId, el } from "./dom.js";

export class CommandMenu {
  #list = byId("commands");
  #button = byId("menu");
  #field = byId("text");
  #commands = [];
  #shown = [];
  #at = -1;
  #hushed = null;
  #onchoose;

  /** `onchoose(text)` gets "/command" when one is picked. */
  constructor(onchoose) {
    this.#onchoose = onchoose;
    this.#button.addEventListener("click", () => this.#toggle());
    this.#button.addEventListener("keydown", (event) => this.key(event));
    this.#field.addEventListener("input", () => this.#typed());
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest("#commands, #menu, #text")) this.close();
    });
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  set(commands) {
    this.#commands = commands ?? [];
    this.#button.hidden = !this.#commands.length;
    if (!this.#list.hidden) this.#typed();
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  close() {
    this.#list.hidden = true;
    this.#at = -1;
    this.#button.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }

  /** Takes the keys that belong to an open list; true when the key was one of them. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    const act = {
      ArrowDown: () => this.#select(this.#at + 1),
      ArrowUp: () => this.#select(this.#at - 1),
      Escape: () => this.#hush(),
      Enter: () => this.#choose(this.#at),
      Tab: () => this.#complete(),
    }[event.key];
    if (!act || event.shiftKey || (event.key === "Tab" && event.target !== this.#field)) return false;
    event.preventDefault();
    event.stopPropagation();
    act();
    return true;
  }

  #toggle() {
    if (this.isOpen) this.close();
    else this.#open(this.#commands);
  }

  #typed() {
    const { value } = this.#field;
    if (value !== this.#hushed) this.#hushed = null;
    if (this.#hushed !== null || !/^\/[a-z0-9_]*$/i.test(value)) return this.close();
    const start = value.slice(1).toLowerCase();
    const fitting = this.#commands.filter(({ command }) => command.startsWith(start));
    return fitting.length ? this.#open(fitting) : this.close();
  }

  /** Escape closes the list and leaves it closed while the text stays. */
  #hush() {
    this.#hushed = this.#field.value;
    this.close();
  }

  #open(commands) {
    this.#shown = [...commands];
    this.#list.replaceChildren(...commands.map((entry, at) => this.#row(entry, at)));
    this.#list.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#select(Math.max(0, commands.findIndex(({ command }) => `/${command}` === this.#field.value.toLowerCase())));
  }

  #row({ command, description }, at) {
    const about = { class: "command-row", role: "option", id: `command-${at}`, "aria-selected": "false" };
    const row = el("div", about, el("b", {}, `/${command}`), el("span", { dir: "auto" }, description));
    row.addEventListener("click", () => this.#choose(at));
    return row;
  }

  #select(at) {
    const count = this.#shown.length;
    this.#at = (at + count) % count;
    [...this.#list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === this.#at)));
    this.#list.children[this.#at].scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", `command-${this.#at}`);
    this.#button.setAttribute("aria-activedescendant", `command-${this.#at}`);
  }

  #choose(at) {
    const entry = this.#shown[at];
    this.close();
    if (entry) this.#onchoose(`/${entry.command}`);
  }

  #complete() {
    const entry = this.#shown[this.#at];
    this.close();
    this.#field.value = `/${entry.command} `;
    this.#field.dispatchEvent(new Event("input"));
  }
}

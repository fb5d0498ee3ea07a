// The log's elements: days holding rows. Draws a timeline's days, moving and rebuilding as little as it can.

import { calm, el, place } from "./dom.js";
import { dayName } from "./dates.js";
import { Bubble } from "./bubble.js";

export class Log {
  #root;
  #scroller;
  #actions;
  #days = new Map();
  #rows = new Map();

  constructor(root, scroller, actions) {
    this.#root = root;
    this.#scroller = scroller;
    this.#actions = actions;
    root.addEventListener("keydown", (event) => this.#travel(event));
    root.addEventListener("focusin", (event) => this.#rove(event.target.closest(".row")));
  }

  /** `live` rows arrive and leave in motion; the first drawing of a history does not. */
  draw(days, { live }) {
    this.#root.setAttribute("aria-busy", String(!live));
    this.#scroller.keep(() => this.#draw(days, live));
    this.#root.setAttribute("aria-busy", "false");
  }

  /** Brings a message into view and lights it up; false when it is not in the log. */
  jump(messageId) {
    const row = this.#rowOf(messageId);
    if (!row) return false;
    row.scrollIntoView({ block: "center", behavior: calm() ? "instant" : "smooth" });
    row.classList.remove("flash");
    row.getBoundingClientRect();
    row.classList.add("flash");
    setTimeout(() => row.classList.remove("flash"), 1500);
    return true;
  }

  #draw(days, live) {
    const keys = new Set(days.flatMap((day) => day.rows.map((row) => row.key)));
    for (const [key, entry] of this.#rows) {
      if (!keys.has(key)) this.#drop(key, entry.node, live);
    }
    const sections = days.map((day) => this.#day(day, live));
    for (const [key, section] of this.#days) {
      if (!sections.includes(section)) this.#days.delete(key);
    }
    place(this.#root, sections);
    const rows = [...this.#root.querySelectorAll(".row:not(.leaving)")];
    this.#rove(rows.find((row) => row.tabIndex === 0) ?? rows.at(-1));
  }

  #day(day, live) {
    let section = this.#days.get(day.key);
    if (!section) {
      section = el("section", { class: "day" }, el("h3", { class: "day-name pill" }));
      this.#days.set(day.key, section);
    }
    const name = dayName(day.date);
    if (section.firstElementChild.textContent !== name) section.firstElementChild.textContent = name;
    section.setAttribute("aria-label", name);
    place(section, [section.firstElementChild, ...day.rows.map((row) => this.#row(row, live))]);
    return section;
  }

  #row(row, live) {
    let entry = this.#rows.get(row.key);
    const kind = row.messages ? "bubble" : "story";
    if (entry?.kind !== kind) {
      entry = kind === "bubble" ? this.#bubble() : { node: el("p", { class: "pill story", dir: "auto" }) };
      entry.kind = kind;
      this.#rows.set(row.key, entry);
      if (live) this.#arrive(entry.node);
    }
    if (row.messages) entry.bubble.show(row);
    else if (entry.node.textContent !== row.story) entry.node.textContent = row.story;
    return entry.node;
  }

  #bubble() {
    const bubble = new Bubble(this.#actions);
    return { bubble, node: bubble.node };
  }

  #arrive(node) {
    node.classList.add("fresh");
    node.addEventListener("animationend", () => node.classList.remove("fresh"), { once: true });
  }

  #drop(key, node, live) {
    this.#rows.delete(key);
    const { top, bottom, height } = node.getBoundingClientRect();
    const view = this.#root.parentElement.getBoundingClientRect();
    if (!live || calm() || bottom < view.top || top > view.bottom) return node.remove();
    node.classList.add("leaving");
    node.inert = true;
    node.style.overflow = "hidden";
    const frames = [
      { height: `${height}px`, opacity: 1 },
      { height: `${height}px`, opacity: 0, offset: 0.4 },
      { height: 0, padding: 0, margin: 0, opacity: 0 },
    ];
    node.animate(frames, { duration: 260, easing: "ease-in-out", fill: "forwards" }).onfinish = () => node.remove();
  }

  #rowOf(messageId) {
    return this.#root.querySelector(`.row[data-ids~="${Number(messageId)}"]`);
  }

  /** Arrow keys walk the messages, R replies to the one in focus. */
  #travel(event) {
    const row = event.target.closest(".row");
    if (!row || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...this.#root.querySelectorAll(".row:not(.leaving)")];
    const at = rows.indexOf(row);
    const goal = { ArrowUp: rows[at - 1], ArrowDown: rows[at + 1], Home: rows[0], End: rows.at(-1) }[event.key];
    if (goal) goal.focus();
    else if (event.key === "r" || event.key === "R") row.bubble.reply();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** One row is a stop for the Tab key, and only its reply button is. */
  #rove(row) {
    if (!row) return;
    for (const other of this.#root.querySelectorAll('.row[tabindex="0"]')) {
      other.tabIndex = -1;
      other.querySelector(".reply-to").tabIndex = -1;
    }
    row.tabIndex = 0;
    row.querySelector(".reply-to").tabIndex = 0;
  }
}

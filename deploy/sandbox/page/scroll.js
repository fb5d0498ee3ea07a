// Where the log stands: it sticks to the newest message, or to what is being read; and counts what was missed.

const NEAR = 60;
const REST = 1100;

const floats = (name, edge) => name.parentElement.getBoundingClientRect().top < edge - 8;

function coversLine(name) {
  const { top, bottom } = name.getBoundingClientRect();
  return [...name.parentElement.querySelectorAll(".story")].some((line) => {
    const box = line.getBoundingClientRect();
    return box.top < bottom && box.bottom > top;
  });
}

export class Scroller {
  #view;
  #button;
  #badge;
  #unread = 0;
  #stuck = true;
  #onread;
  #resting = 0;

  constructor({ view, content, button, badge, onread }) {
    this.#view = view;
    this.#button = button;
    this.#badge = badge;
    this.#onread = onread;
    view.addEventListener("scroll", () => {
      this.#look();
      this.#float();
    }, { passive: true });
    button.addEventListener("click", () => this.toEnd({ smooth: true }));
    document.addEventListener("visibilitychange", () => this.#look());
    const resized = new ResizeObserver(() => this.#stuck && this.toEnd());
    resized.observe(view);
    resized.observe(content);
  }

  get stuck() {
    return this.#stuck;
  }

  /** Runs `change` and keeps in place what the reader looks at: the end, or the uppermost row in view. */
  keep(change) {
    const stuck = this.#stuck;
    const anchor = stuck ? null : this.#anchor();
    change();
    if (stuck) this.toEnd();
    else if (anchor?.row.isConnected) this.#view.scrollTop += anchor.row.getBoundingClientRect().top - anchor.top;
    this.#look();
  }

  toEnd({ smooth = false } = {}) {
    const slow = smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#view.scrollTo({ top: this.#view.scrollHeight, behavior: slow ? "smooth" : "instant" });
  }

  /** A message came that may be out of sight. */
  missed() {
    if (this.#stuck && !document.hidden) return;
    this.#unread += 1;
    this.#show();
  }

  reset() {
    this.#unread = 0;
    this.#stuck = true;
    this.#show();
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#view;
    this.#stuck = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#stuck && !document.hidden) this.#unread = 0;
    this.#show();
  }

  #show() {
    this.#button.hidden = this.#stuck;
    this.#badge.textContent = this.#unread || "";
    const unread = this.#unread ? `, ${this.#unread} unread` : "";
    this.#button.setAttribute("aria-label", `To the newest message${unread}`);
    this.#onread(this.#unread);
  }

  /** A day's name that floats over the messages shows while one scrolls, then fades; never over a line
   *  that looks like it. */
  #float() {
    clearTimeout(this.#resting);
    const edge = this.#view.getBoundingClientRect().top;
    for (const name of this.#view.querySelectorAll(".day-name")) {
      name.classList.toggle("resting", floats(name, edge) && coversLine(name));
    }
    this.#resting = setTimeout(() => {
      const top = this.#view.getBoundingClientRect().top;
      for (const name of this.#view.querySelectorAll(".day-name")) name.classList.toggle("resting", floats(name, top));
    }, REST);
  }

  #anchor() {
    const edge = this.#view.getBoundingClientRect().top;
    for (const row of this.#view.querySelectorAll(".row, .story")) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom > edge && !row.classList.contains("leaving")) return { row, top };
    }
    return null;
  }
}

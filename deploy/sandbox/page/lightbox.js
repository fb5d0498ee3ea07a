// Pictures and clips at full size, one after the other through the whole chat.

import { byId, el, fileUrl } from "./dom.js";
import { dayAndClock } from "./dates.js";
import { nameOf, pictureOf, words } from "./message.js";
import { spoken } from "./words.js";

const SWIPE = 60;

export class Lightbox {
  #dialog = byId("lightbox");
  #view = byId("lightbox-view");
  #list = [];
  #at = 0;
  #opener = null;

  constructor() {
    byId("lightbox-close").addEventListener("click", () => this.#dialog.close());
    byId("lightbox-older").addEventListener("click", () => this.#turn(-1));
    byId("lightbox-newer").addEventListener("click", () => this.#turn(1));
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#view.addEventListener("click", (event) => this.#click(event));
    this.#swipes();
  }

  /** `messages` are all of the chat's; `message` is shown first. Focus goes back to where it was on closing. */
  open(message, messages) {
    this.#list = messages.filter(pictureOf);
    this.#at = this.#list.findIndex((one) => one.message_id === message.message_id);
    if (this.#at < 0) return;
    this.#opener = document.activeElement;
    this.#show();
    this.#dialog.showModal();
    byId("lightbox-close").focus({ focusVisible: false });
  }

  #show() {
    const message = this.#list[this.#at];
    const picture = pictureOf(message);
    this.#view.classList.remove("zoomed");
    this.#view.replaceChildren(element(picture, words(message)));
    byId("lightbox-who").textContent = nameOf(message.from);
    byId("lightbox-when").textContent = dayAndClock(message.date);
    byId("lightbox-caption").textContent = words(message);
    const save = byId("lightbox-save");
    save.href = fileUrl(picture.file_id);
    save.download = picture.file_name ?? `latchkey-${message.message_id}${picture.kind === "photo" ? ".jpg" : ""}`;
    byId("lightbox-older").hidden = this.#at === 0;
    byId("lightbox-newer").hidden = this.#at === this.#list.length - 1;
  }

  #turn(by) {
    if (!this.#list[this.#at + by]) return;
    this.#at += by;
    this.#show();
    if (!this.#dialog.contains(document.activeElement) || document.activeElement.hidden) byId("lightbox-close").focus();
  }

  #key(event) {
    if (event.target.closest("video")) return;
    if (event.key === "ArrowLeft") this.#turn(-1);
    else if (event.key === "ArrowRight") this.#turn(1);
  }

  #click(event) {
    const picture = event.target.closest("img");
    if (picture) this.#zoom(picture, event);
    else if (event.target === this.#view) this.#dialog.close();
  }

  /** Between "all of it" and twice that (or its own size if larger), about the point that was tapped. */
  #zoom(picture, { clientX, clientY }) {
    if (this.#view.classList.contains("zoomed")) {
      picture.style.width = "";
      this.#view.classList.remove("zoomed");
      return;
    }
    const { left, top, width, height } = picture.getBoundingClientRect();
    const [x, y] = [(clientX - left) / width, (clientY - top) / height];
    const larger = Math.max(width * 2, Math.min(picture.naturalWidth, width * 5));
    picture.style.width = `${larger}px`;
    this.#view.classList.add("zoomed");
    this.#view.scrollTo(larger * x - clientX, (larger / width) * height * y - clientY);
  }

  #swipes() {
    let from = null;
    this.#view.addEventListener("touchstart", (event) => {
      const [touch] = event.touches;
      const zoomed = this.#view.classList.contains("zoomed");
      const usable = event.touches.length === 1 && !zoomed && !event.target.closest("video");
      from = usable ? { x: touch.clientX, y: touch.clientY } : null;
    }, { passive: true });
    this.#view.addEventListener("touchend", (event) => {
      if (!from) return;
      const [touch] = event.changedTouches;
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(x) > SWIPE && Math.abs(x) > Math.abs(y)) this.#turn(x < 0 ? 1 : -1);
      else if (y > SWIPE * 1.5) this.#dialog.close();
    }, { passive: true });
  }

  /** An edit may have redrawn what was tapped: then its successor, the same message's picture, gets the focus. */
  #closed() {
    this.#view.replaceChildren();
    const id = this.#opener?.dataset?.message;
    const goal = this.#opener?.isConnected ? this.#opener : id && document.querySelector(`.log [data-message="${id}"]`);
    (goal || byId("text")).focus({ preventScroll: true });
  }
}

function element(picture, about) {
  const source = { src: fileUrl(picture.file_id) };
  if (picture.kind === "photo" || picture.kind === "document") {
    return el("img", { ...source, alt: about || spoken("Picture"), draggable: "false" });
  }
  return el("video", { ...source, controls: true, autoplay: true, playsinline: true, loop: picture.kind === "animation" });
}

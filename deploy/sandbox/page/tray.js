// Pictures on their way out: chosen, dropped or pasted, looked over, given a caption, sent.

import { byId, el, icon } from "./dom.js";
import { spoken } from "./words.js";

const ALBUM = 10;

export class Tray {
  #dialog = byId("tray");
  #caption = byId("tray-caption");
  #plain = byId("tray-plain");
  #files = [];
  #urls = new Map();
  #target;

  /** `target()` says where to: {chatId, replyTo}; `ondone()` is called once all is sent. */
  constructor({ target, ondone }) {
    this.#target = target;
    this.ondone = ondone;
    byId("clip").addEventListener("click", () => byId("files").click());
    byId("files").addEventListener("change", (event) => {
      this.add([...event.target.files]);
      event.target.value = "";
    });
    byId("tray-cancel").addEventListener("click", () => this.#dialog.close());
    byId("tray-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#caption.addEventListener("input", () => this.#grow());
    this.#caption.addEventListener("keydown", (event) => this.#enter(event));
    this.#dialog.addEventListener("close", () => this.#forget());
    this.#dialog.addEventListener("cancel", (event) => this.#sending && event.preventDefault());
    this.#accept();
  }

  add(files) {
    if (!files.length || this.#sending) return;
    this.#files.push(...files);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#draw();
    this.#caption.focus();
  }

  get #sending() {
    return this.#dialog.classList.contains("sending");
  }

  #draw() {
    const count = this.#files.length;
    const odd = this.#files.some((file) => !file.type.startsWith("image/"));
    const thing = odd ? "file" : "photo";
    byId("tray-title").textContent = count > 1 ? `Send ${count} ${thing}s` : `Send a ${thing}`;
    if (odd) this.#plain.checked = true;
    this.#plain.disabled = odd;
    byId("tray-pictures").replaceChildren(...this.#files.map((file) => this.#tile(file)));
  }

  #tile(file) {
    const remove = { "aria-label": `Remove ${file.name}`, onclick: () => this.#remove(file) };
    const drop = el("button", { class: "tray-drop", type: "button", ...remove }, icon("close"));
    if (!file.type.startsWith("image/")) {
      return el("li", {}, el("span", { class: "tray-file" }, icon("file"), file.name), drop);
    }
    if (!this.#urls.has(file)) this.#urls.set(file, URL.createObjectURL(file));
    return el("li", {}, el("img", { src: this.#urls.get(file), alt: file.name }), drop);
  }

  #remove(file) {
    this.#files = this.#files.filter((one) => one !== file);
    if (!this.#files.length) return this.#dialog.close();
    this.#draw();
    this.#caption.focus();
  }

  async #send() {
    if (this.#sending || !this.#files.length) return;
    this.#trouble("");
    this.#dialog.classList.add("sending");
    try {
      await this.#upload();
      this.#dialog.close();
      this.ondone();
    } catch (error) {
      this.#trouble(error instanceof TypeError ? spoken("Could not reach the server. Try again.") : error.message);
    } finally {
      this.#dialog.classList.remove("sending");
    }
  }

  /** Ten at most make an album; what was sent leaves the tray, so trying again sends only the rest. */
  async #upload() {
    while (this.#files.length) {
      const batch = this.#files.slice(0, ALBUM);
      const response = await fetch("chat/upload", { method: "POST", body: this.#form(batch) });
      if (!response.ok) throw new Error(await reason(response));
      this.#files = this.#files.slice(batch.length);
      this.#caption.value = "";
    }
  }

  #form(batch) {
    const { chatId, replyTo } = this.#target();
    const form = new FormData();
    form.append("chat_id", String(chatId));
    if (this.#caption.value.trim()) form.append("caption", this.#caption.value.trim());
    if (this.#plain.checked) form.append("as_document", "1");
    if (replyTo) form.append("reply_to_message_id", String(replyTo));
    for (const file of batch) form.append("file", file, file.name || "picture.png");
    return form;
  }

  #trouble(text) {
    byId("tray-trouble").textContent = text;
    byId("tray-trouble").hidden = !text;
    if (text) this.#draw();
  }

  #forget() {
    this.#files = [];
    this.#urls.forEach((url) => URL.revokeObjectURL(url));
    this.#urls.clear();
    this.#caption.value = "";
    this.#plain.checked = this.#plain.disabled = false;
    this.#trouble("");
    this.#grow();
  }

  #enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #grow() {
    this.#caption.style.height = "auto";
    this.#caption.style.height = `${this.#caption.scrollHeight}px`;
  }

  /** Dropped and pasted files. A drag over the page shows where it will land. */
  #accept() {
    const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    let depth = 0;
    const over = (by) => (event) => {
      if (!holds(event)) return;
      depth = Math.max(0, depth + by);
      byId("drop").hidden = depth === 0;
    };
    addEventListener("dragenter", over(1));
    addEventListener("dragleave", over(-1));
    addEventListener("dragover", (event) => holds(event) && event.preventDefault());
    addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      depth = 0;
      byId("drop").hidden = true;
      this.add([...event.dataTransfer.files]);
    });
    addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      this.add(files);
    });
  }
}

async function reason(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).description || `The server answered ${response.status}.`;
  } catch {
    return text.slice(0, 200) || `The server answered ${response.status}.`;
  }
}

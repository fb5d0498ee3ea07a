// Words that pass by: a toast for a quiet answer, a pop-up for one that must be read.

import { byId, el } from "./dom.js";
import { spoken } from "./words.js";

const TOAST = 3400;

export function toast(text) {
  const node = el("div", { class: "toast", dir: "auto" }, text);
  const toasts = byId("toasts");
  while (toasts.children.length > 1) toasts.firstElementChild.remove();
  toasts.append(node);
  setTimeout(() => node.classList.add("leaving"), TOAST + text.length * 25);
  setTimeout(() => node.remove(), TOAST + text.length * 25 + 300);
}

const waiting = [];

/** Pop-ups come one at a time; focus returns to where it was. */
export function popup(name, text) {
  const dialog = byId("popup");
  if (dialog.open) {
    waiting.push([name, text]);
    return;
  }
  const opener = document.activeElement;
  byId("popup-name").textContent = name;
  byId("popup-text").textContent = text;
  dialog.addEventListener("close", () => {
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    if (waiting.length) popup(...waiting.shift());
  }, { once: true });
  dialog.showModal();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(spoken("Copied"));
  } catch {
    toast(spoken("The browser does not allow copying here"));
  }
}

// Text with entities -> nodes. Offsets are UTF-16 units, which is what JavaScript's strings count in.

import { el } from "./dom.js";
import { spoken } from "./words.js";

const SAFE = new Set(["http:", "https:", "tg:", "mailto:", "tel:"]);

/** After these a line ends anyway; the line break in the text would make an empty line. */
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/**
 * Entities may nest and, badly made, overlap: one that crosses another's end is cut there in two.
 * `actions.command(text)` runs a tapped command, `actions.copy(text)` copies tapped code.
 */
export function renderText(text, entities, actions) {
  const sorted = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...renderSpan(text, 0, text.length, sorted, actions));
  return fragment;
}

function renderSpan(text, start, end, entities, actions) {
  const nodes = [];
  const queue = [...entities];
  let at = start;
  while (queue.length) {
    const entity = queue.shift();
    const from = Math.max(at, entity.offset);
    const to = Math.min(end, entity.offset + entity.length);
    if (to <= from) continue;
    const [inside, after] = split(queue, to);
    if (from > at) nodes.push(text.slice(at, from));
    nodes.push(wrap(entity, text.slice(from, to), renderSpan(text, from, to, inside, actions), actions));
    queue.splice(0, queue.length, ...after);
    at = BLOCKS.has(entity.type) && text[to] === "\n" ? to + 1 : to;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function split(entities, at) {
  const inside = [];
  const after = [];
  for (const entity of entities) {
    const end = entity.offset + entity.length;
    if (entity.offset < at) inside.push(entity);
    if (end > at) after.push(entity.offset >= at ? entity : { ...entity, offset: at, length: end - at });
  }
  return [inside, after];
}

const WRAPPERS = {
  bold: (_, __, kids) => el("strong", {}, ...kids),
  italic: (_, __, kids) => el("em", {}, ...kids),
  underline: (_, __, kids) => el("u", {}, ...kids),
  strikethrough: (_, __, kids) => el("s", {}, ...kids),
  code: (_, words, kids, actions) => el("code", { title: spoken("Copy"), onclick: () => actions.copy(words) }, ...kids),
  pre: (entity, words, kids) => el("pre", { "data-language": entity.language, dir: "ltr" }, ...kids),
  blockquote: (_, __, kids) => el("blockquote", { dir: "auto" }, ...kids),
  expandable_blockquote: (_, __, kids) => openable("blockquote", "long", "Show all of the quote", kids),
  spoiler: (_, __, kids) => openable("span", "spoiler", "Show the hidden text", kids),
  text_link: (entity, _, kids) => link(entity.url, kids),
  url: (_, words, kids) => link(/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `http://${words}`, kids),
  email: (_, words, kids) => link(`mailto:${words}`, kids),
  phone_number: (_, words, kids) => link(`tel:${words}`, kids),
  bot_command: (_, words, kids, actions) =>
    el("button", { class: "command", type: "button", onclick: () => actions.command(words) }, ...kids),
};
for (const name of ["mention", "text_mention", "hashtag", "cashtag"]) {
  WRAPPERS[name] = (_, __, kids) => el("span", { class: "mention" }, ...kids);
}

function wrap(entity, words, kids, actions) {
  const wrapper = WRAPPERS[entity.type];
  return wrapper ? wrapper(entity, words, kids, actions) : el("span", {}, ...kids);
}

function link(address, kids) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return el("span", {}, ...kids);
  }
  if (!SAFE.has(url.protocol)) return el("span", {}, ...kids);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href }, ...kids);
}

function openable(tag, className, label, kids) {
  const node = el(tag, { class: className, role: "button", tabindex: "0", "aria-label": label }, ...kids);
  const open = (event) => {
    if (node.classList.contains("open") || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", open, true);
  node.addEventListener("keydown", open);
  return node;
}

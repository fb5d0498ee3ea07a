// Photos, videos, albums and files inside a bubble. Sizes are CSS pixels, known before any byte is loaded.

import { el, fileUrl, icon } from "./dom.js";
import { playtime } from "./dates.js";
import { kindOf, pictureOf, words } from "./message.js";
import { spoken } from "./words.js";

const WIDEST = 400;
const TALLEST = 420;
const NARROWEST = 120;

/** The node for all that the row's messages carry besides text, or null. `actions.look(message)` opens the lightbox. */
export function renderMedia(messages, actions) {
  const pictures = messages.filter((message) => pictureOf(message) && !asFile(message));
  if (pictures.length === messages.length) {
    return el("div", { class: "media" }, pictures.length > 1 ? album(pictures, actions) : single(pictures[0], actions));
  }
  const files = messages.map((message) => file(message, actions)).filter(Boolean);
  return files.length ? el("div", { class: "media files" }, ...files) : null;
}

const asFile = (message) => Boolean(message.document && !message.animation);

/** Gives the pictures their names and a lone one its size; `least` is the bubble's least width. */
export function fit(node, messages, least) {
  for (const frame of node.querySelectorAll(".frame")) {
    const message = messages.find((one) => String(one.message_id) === frame.dataset.message);
    frame.setAttribute("aria-label", `${spoken("Open picture")}: ${words(message) || kindOf(message)}`);
  }
  const picture = node.classList.contains("files") ? null : pictureOf(messages[0]);
  if (!picture) return;
  const frame = node.firstElementChild;
  const { width, height } = messages.length > 1 ? { width: WIDEST, height: 0 } : box(picture, least);
  node.style.width = `${width}px`;
  if (height) frame.style.aspectRatio = `${width} / ${height}`;
}

function box({ width = 16, height = 9 }, least) {
  const ratio = width / height;
  let boxWidth = Math.min(WIDEST, Math.max(width, 220), TALLEST * ratio);
  const boxHeight = Math.max(48, Math.min(TALLEST, boxWidth / ratio));
  boxWidth = Math.max(boxWidth, least, NARROWEST);
  return { width: Math.round(boxWidth), height: Math.round(boxHeight) };
}

/** Shows the picture that was there until the new one has come, so an edit does not blink. */
export function bridge(fresh, former) {
  const before = former?.querySelector(".frame img");
  const after = fresh?.querySelector(".frame img");
  if (!before?.currentSrc || !after) return;
  after.parentElement.style.backgroundImage = `url("${before.currentSrc}")`;
  after.addEventListener("load", () => (after.parentElement.style.backgroundImage = ""), { once: true });
}

function single(message, actions) {
  if (message.video || message.animation) return player(message);
  return frame(message, actions);
}

function player(message) {
  const clip = message.video ?? message.animation;
  const moving = Boolean(message.animation);
  const poster = clip.thumbnail ? fileUrl(clip.thumbnail.file_id) : null;
  const video = el("video", {
    src: fileUrl(clip.file_id), poster, preload: "metadata", playsinline: true,
    controls: !moving, loop: moving, "aria-label": kindOf(message),
  });
  video.muted = moving;
  video.autoplay = moving;
  return video;
}

function frame(message, actions) {
  const picture = pictureOf(message);
  const node = el("button", { class: "frame", type: "button", "data-message": message.message_id });
  node.append(picture.kind === "video" || picture.kind === "animation" ? still(picture) : image(picture, node));
  if (picture.kind === "video") node.append(el("span", { class: "badge" }, icon("play")));
  if (picture.duration) node.append(el("span", { class: "meta over" }, playtime(picture.duration)));
  node.classList.toggle("veiled", Boolean(message.has_media_spoiler));
  node.addEventListener("click", () => {
    if (node.classList.contains("veiled")) node.classList.remove("veiled");
    else if (!node.classList.contains("lost")) actions.look(message);
  });
  return node;
}

function image(picture, frameNode) {
  const srcset = picture.sizes?.map((size) => `${fileUrl(size.file_id)} ${size.width}w`).join(", ");
  return el("img", {
    sizes: srcset ? "400px" : null, srcset, src: fileUrl(picture.file_id),
    alt: "", loading: "lazy", decoding: "async", draggable: "false",
    onerror: () => frameNode.classList.add("lost"),
    onload: () => frameNode.classList.remove("lost"),
  });
}

function still(clip) {
  if (clip.thumbnail) return el("img", { src: fileUrl(clip.thumbnail.file_id), alt: "", loading: "lazy" });
  const src = `${fileUrl(clip.file_id)}#t=0.1`;
  const video = el("video", { src, preload: "metadata", playsinline: true, tabindex: "-1" });
  video.muted = true;
  return video;
}

const ROWS = {
  2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 4, 4],
};

/** Rows of whole width; in each, widths go by the pictures' shapes so that little is cut off. */
function album(messages, actions) {
  const node = el("div", { class: "album", role: "group", "aria-label": `Album of ${messages.length}` });
  let at = 0;
  for (const count of ROWS[messages.length] ?? evenly(messages.length)) {
    node.append(albumRow(messages.slice(at, at + count), actions));
    at += count;
  }
  return node;
}

const evenly = (count) => Array.from({ length: Math.ceil(count / 3) }, (_, row) => Math.min(3, count - row * 3));

function albumRow(messages, actions) {
  const shapes = messages.map((message) => shape(pictureOf(message)));
  const total = shapes.reduce((sum, one) => sum + one, 0);
  const row = el("div", { class: "album-row" });
  row.style.aspectRatio = String(Math.min(3.2, Math.max(1.25, total)));
  messages.forEach((message, at) => {
    const tile = frame(message, actions);
    tile.style.flexGrow = String(Math.round(shapes[at] * 100));
    row.append(tile);
  });
  return row;
}

const shape = ({ width = 1, height = 1 }) => Math.min(1.9, Math.max(0.6, width / height));

function file(message, actions) {
  const sound = message.audio ?? message.voice;
  if (sound) return el("audio", { src: fileUrl(sound.file_id), controls: true, preload: "metadata" });
  const note = message.video_note;
  if (note) return el("video", { src: fileUrl(note.file_id), controls: true, preload: "metadata", playsinline: true });
  const sticker = message.sticker;
  if (sticker) {
    return el("img", { src: fileUrl(sticker.file_id), alt: sticker.emoji ?? "Sticker", width: "160", height: "160" });
  }
  return message.document ? documentRow(message, actions) : null;
}

function documentRow(message, actions) {
  const { document } = message;
  const small = document.thumbnail ? el("img", { src: fileUrl(document.thumbnail.file_id), alt: "" }) : icon("file");
  const face = el("span", { class: "document-icon" }, small);
  const name = el("b", { dir: "auto" }, document.file_name ?? "File");
  const about = el("span", { class: "document-what" }, name, el("span", {}, weight(document.file_size)));
  if (pictureOf(message)) {
    const look = () => actions.look(message);
    const base = { class: "document", type: "button", "data-message": message.message_id };
    return el("button", { ...base, onclick: look }, face, about);
  }
  const save = { href: fileUrl(document.file_id), download: document.file_name ?? "file" };
  return el("a", { class: "document", ...save }, face, about);
}

function weight(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

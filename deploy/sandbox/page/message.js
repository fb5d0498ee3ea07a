// Questions about a Bot API Message that several parts of the page ask.

import { spoken } from "./words.js";

export const words = (message) => message.text ?? message.caption ?? "";

export const entitiesOf = (message) => message.entities ?? message.caption_entities ?? [];

const sizeOf = (photo) => photo[photo.length - 1];

/** What can be looked at large: a photo, a video, an animation, or a document that is a picture. */
export function pictureOf(message) {
  if (message.photo?.length) return { kind: "photo", ...sizeOf(message.photo), sizes: message.photo };
  if (message.animation) return { kind: "animation", ...message.animation };
  if (message.video) return { kind: "video", ...message.video };
  const document = message.document;
  if (document && isPicture(document)) return { kind: "document", ...document };
  return null;
}

/** SVG is left out: it is a document, and shown as one. */
const isPicture = (document) => /^image\/(png|jpeg|webp|gif|bmp|avif)$/.test(document.mime_type ?? "");

const KINDS = [
  ["photo", "Photo"], ["animation", "GIF"], ["video", "Video"], ["video_note", "Video message"], ["audio", "Audio"],
  ["voice", "Voice message"], ["sticker", "Sticker"], ["document", "File"], ["location", "Location"],
  ["contact", "Contact"], ["poll", "Poll"], ["dice", "Dice"],
];

/** What kind of thing a message carries, in a word; null for text alone. */
export const kindOf = (message) => spoken(KINDS.find(([field]) => message[field])?.[1] ?? null);

/** One line that stands for the message: in a quote, in the reply bar, for a screen reader. */
export function snippet(message) {
  const line = words(message).replace(/\s+/g, " ").trim();
  return line || message.document?.file_name || kindOf(message) || spoken("Message");
}

export const nameOf = (user) => [user?.first_name, user?.last_name].filter(Boolean).join(" ") || "Somebody";

/** A line for what is no bubble (pins and the like), or null for an ordinary message. */
export function serviceLine(message) {
  const who = nameOf(message.from);
  if (message.pinned_message) return `${who} pinned “${snippet(message.pinned_message)}”`;
  if (words(message) || kindOf(message)) return null;
  return "A message this page cannot show";
}

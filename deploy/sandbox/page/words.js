// The page's own words in the language of the one who chats; what the bot says is the bot's.

const GERMAN = {
  "connecting…": "verbindet…",
  "no answer: is it still running?": "keine Antwort: Läuft es noch?",
  bot: "Bot",
  busy: "beschäftigt",
  typing: "schreibt",
  "sending a photo": "schickt ein Foto",
  "recording a video": "nimmt ein Video auf",
  "sending a video": "schickt ein Video",
  "sending a file": "schickt eine Datei",
  "At the door": "Vor der Tür",
  "Make something happen in front of the camera, and see what the chat says.":
    "Lass vor der Kamera etwas geschehen, und sieh, was der Chat sagt.",
  "Playing…": "Läuft…",
  Done: "Fertig",
  "That did not work": "Das hat nicht geklappt",
  "Hide this note": "Hinweis ausblenden",
  "A doorman that lives in your chat. It watches the door, tells you who is there, and opens when you say so.":
    "Ein Türsteher, der in deinem Chat lebt. Er behält die Tür im Auge, sagt dir, wer da ist, und öffnet, wenn du es sagst.",
  Press: "Drück auf",
  "to say hello.": "und sag Hallo.",
  Messages: "Nachrichten",
  Message: "Nachricht",
  "To the newest message": "Zur neuesten Nachricht",
  "Drop pictures here to send them": "Bilder hier ablegen, um sie zu schicken",
  Commands: "Befehle",
  "Do not reply": "Nicht antworten",
  You: "Du",
  "Open picture": "Bild öffnen",
  Reply: "Antworten",
  Menu: "Menü",
  "Menu of commands": "Menü der Befehle",
  "Attach pictures": "Bilder anhängen",
  Send: "Senden",
  Picture: "Bild",
  Save: "Speichern",
  Close: "Schließen",
  "Previous picture": "Voriges Bild",
  "Next picture": "Nächstes Bild",
  "Send a photo": "Ein Foto schicken",
  Cancel: "Abbrechen",
  "Send as files, uncompressed": "Als Dateien schicken, unverkleinert",
  "Add a caption": "Bildunterschrift",
  Caption: "Bildunterschrift",
  Buttons: "Knöpfe",
  Today: "Heute",
  Yesterday: "Gestern",
  at: "um",
  Photo: "Foto",
  Video: "Video",
  File: "Datei",
  Copy: "Kopieren",
  Copied: "Kopiert",
  edited: "bearbeitet",
  "The browser does not allow copying here": "Der Browser erlaubt hier kein Kopieren",
  "That message is no longer here": "Diese Nachricht ist nicht mehr da",
  "Not connected yet. Trying again…": "Noch nicht verbunden. Neuer Versuch…",
  "Could not reach the server. Try again.": "Der Server war nicht zu erreichen. Versuch es noch einmal.",
};

/** As the server says in index.html. */
export const tongue = document.documentElement.lang;

/** The German of an English text; what has none stays as it is. */
export const spoken = (text) => (tongue === "de" ? GERMAN[text] ?? text : text);

/** Those of index.html. */
export function wordPage() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const words = node.data.trim();
    if (words) node.data = node.data.replace(words, spoken(words));
  }
  for (const name of ["aria-label", "placeholder"]) {
    for (const node of document.querySelectorAll(`[${name}]`)) node.setAttribute(name, spoken(node.getAttribute(name)));
  }
}

// The page: one private chat with the bot, live over one line to the server.

import { byId } from "./dom.js";
import { CommandMenu } from "./commands.js";
import { Composer } from "./composer.js";
import { Presses } from "./keyboard.js";
import { Lightbox } from "./lightbox.js";
import { Line } from "./socket.js";
import { Log } from "./log.js";
import { nameOf } from "./message.js";
import { copy, popup, toast } from "./notices.js";
import { Presence } from "./presence.js";
import { Door } from "./scenes.js";
import { Scroller } from "./scroll.js";
import { swipeToReply } from "./swipe.js";
import { Timeline } from "./timeline.js";
import { Tray } from "./tray.js";
import { spoken, wordPage } from "./words.js";

wordPage();
const state = { me: null, bot: null, chat: null, hushedNotice: null };
const timeline = new Timeline();
const presence = new Presence();
const lightbox = new Lightbox();
const presses = new Presses(byId("log"));
const scroller = new Scroller({
  view: byId("scroll"), content: byId("log"), button: byId("down"), badge: byId("unread"), onread: title,
});
const log = new Log(byId("log"), scroller, {
  command: say,
  copy,
  press,
  jump: (messageId) => log.jump(messageId) || toast(spoken("That message is no longer here")),
  look: (message) => lightbox.open(message, timeline.messages),
  reply: (message) => composer.replyTo(message),
  drawn: (messageId) => presses.paint(messageId),
});
const commands = new CommandMenu((text) => say(text) && composer.commanded());
const composer = new Composer({ commands, onsend: say });
const tray = new Tray({
  target: () => ({ chatId: state.chat.id, replyTo: composer.replying?.message_id }),
  ondone: () => composer.replyTo(null),
});
const door = new Door((id) => send({ type: "scene", id }));
const line = new Line({ frame: receive, lost });

const FRAMES = {
  hello(frame) {
    Object.assign(state, { me: frame.me, bot: frame.bot, chat: frame.chat });
    byId("name").textContent = byId("welcome-name").textContent = nameOf(frame.bot);
    timeline.reset(frame.messages.filter((item) => item.type === "story" || ours(item.chat.id)));
    commands.set(frame.commands);
    door.set(frame.scenes ?? []);
    notice(frame.notice);
    presses.drop();
    presence.connected(true);
    scroller.reset();
    draw({ live: false });
  },
  message({ message }) {
    if (!ours(message.chat.id)) return;
    const fresh = timeline.put(message);
    const mine = message.from?.id === state.me.id;
    if (!mine) presence.idle();
    if (fresh && !mine) scroller.missed();
    draw({ live: true });
    if (fresh && mine) scroller.toEnd();
  },
  edit({ message }) {
    if (!ours(message.chat.id) || !timeline.message(message.message_id)) return;
    timeline.put(message);
    presence.idle();
    draw({ live: true });
  },
  delete({ chat_id: chatId, message_id: messageId }) {
    if (!ours(chatId)) return;
    timeline.remove(messageId);
    if (composer.replying?.message_id === messageId) composer.replyTo(null);
    draw({ live: true });
  },
  typing({ chat_id: chatId, action }) {
    if (ours(chatId)) presence.doing(action);
  },
  commands: (frame) => commands.set(frame.commands),
  callback_answer({ nonce, text, show_alert: alert }) {
    if (!presses.end(nonce) || !text) return;
    if (alert) popup(nameOf(state.bot), text);
    else toast(text);
  },
  scenes: (frame) => door.set(frame.scenes),
  scene: ({ id, state: how, text }) => door.state(id, how, text),
  story(frame) {
    timeline.story(frame);
    scroller.missed();
    draw({ live: true });
  },
};

function receive(frame) {
  if (state.me || frame.type === "hello") FRAMES[frame.type]?.(frame);
}

function lost() {
  presence.connected(false);
  presses.drop();
  door.lost();
}

const ours = (chatId) => chatId === state.chat.id;

function draw(how) {
  const fresh = timeline.messages.length === 0;
  composer.starting(fresh);
  const days = timeline.days(state.me);
  byId("welcome").hidden = days.length > 0;
  log.draw(days, how);
}

function send(frame) {
  const sent = Boolean(state.chat) && line.send(frame);
  if (!sent) toast(spoken("Not connected yet. Trying again…"));
  return sent;
}

function say(text) {
  const replying = composer.replying?.message_id ?? null;
  const sent = send({ type: "send_text", chat_id: state.chat?.id, text, reply_to_message_id: replying });
  if (sent) composer.replyTo(null);
  return sent;
}

function press(message, button) {
  const nonce = presses.begin(message.message_id, button);
  if (!nonce) return;
  const what = { message_id: message.message_id, data: button.callback_data, nonce };
  if (!send({ type: "press", chat_id: state.chat.id, ...what })) presses.end(nonce);
}

function notice(text) {
  byId("notice").hidden = !text || text === state.hushedNotice;
  byId("notice-text").textContent = text ?? "";
}

function title(unread) {
  const name = state.bot ? nameOf(state.bot) : "Latchkey";
  document.title = unread ? `(${unread}) ${name}` : name;
}

/** A link with ?start=CODE carries the code along, as Telegram's links to bots do. */
function start() {
  const code = new URLSearchParams(location.search).get("start") ?? "";
  say(/^[\w-]{1,64}$/.test(code) ? `/start ${code}` : "/start");
}

byId("start").addEventListener("click", start);
byId("notice-close").addEventListener("click", () => {
  state.hushedNotice = byId("notice-text").textContent;
  byId("notice").hidden = true;
});
swipeToReply(byId("log"));
line.connect();

// The line to the server: JSON frames over a WebSocket that comes back by itself.

const SLOWEST = 5000;

export class Line {
  #socket = null;
  #wait = 400;
  #timer = 0;
  #handlers;

  /** `handlers.frame(object)` for each frame, `handlers.lost()` whenever the line is down. */
  constructor(handlers) {
    this.#handlers = handlers;
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
  }

  get open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    const address = new URL("chat/socket", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.search = address.hash = "";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onmessage = (event) => {
      this.#wait = 400;
      this.#handlers.frame(JSON.parse(event.data));
    };
    socket.onclose = () => {
      this.#handlers.lost();
      this.#timer = setTimeout(() => this.connect(), this.#wait);
      this.#wait = Math.min(SLOWEST, this.#wait * 1.7);
    };
  }

  /** Sends and says true, or says false when the line is down. */
  send(frame) {
    if (!this.open) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #hurry() {
    if (this.#socket?.readyState !== WebSocket.CLOSED) return;
    clearTimeout(this.#timer);
    this.connect();
  }
}

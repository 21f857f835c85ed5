// One connection to the server: it says hello with what the page has, comes back by itself, and asks with an answer.
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20000;
const SILENT_MS = 50000; // the server speaks every twenty seconds
const ANSWER_MS = 10000;
// The server's own words for "do not come back": not logged in, too many windows.
const FINAL = new Set([4401, 4429]);

export class Socket {
  // `have` tells what the page holds of each conversation at the moment of the hello.
  constructor({ have, heard, changed }) {
    Object.assign(this, { have, heard, changed });
    this.state = "closed"; // closed · opening · open · refused
    this.tries = 0;
    this.number = 0;
    this.asked = new Map();
    this.onLine = () => this.hurry();
    window.addEventListener("online", this.onLine);
  }

  open() {
    if (this.line || this.state === "refused") return;
    clearTimeout(this.timer);
    this.turn("opening");
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const line = (this.line = new WebSocket(`${scheme}//${location.host}/ws/messages/`));
    line.addEventListener("open", () => this.say({ t: "hello", have: this.have() }));
    line.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    line.addEventListener("close", (event) => line === this.line && this.lost(event.code));
    this.listen();
  }

  close() {
    window.removeEventListener("online", this.onLine);
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    const line = this.line;
    this.line = null;
    line?.close();
    this.turn("closed");
    this.forget();
  }

  hurry() {
    if (this.state === "closed" && this.tries && !this.line) this.open();
  }

  say(frame) {
    if (this.line?.readyState === WebSocket.OPEN) this.line.send(JSON.stringify(frame));
  }

  // The server's answer, or null when none came: the line broke, or nobody said anything.
  ask(frame) {
    if (this.state !== "open") return Promise.resolve(null);
    const re = ++this.number;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(re, null), ANSWER_MS);
      this.asked.set(re, { resolve, timer });
      this.say({ ...frame, re });
    });
  }

  answer(re, frame) {
    const waiting = this.asked.get(re);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.asked.delete(re);
    waiting.resolve(frame);
  }

  take(frame) {
    this.listen();
    if (frame.t === "welcome") {
      this.tries = 0;
      this.turn("open");
    }
    if (frame.t === "bye" && FINAL.has(frame.code)) this.turn("refused");
    if (frame.re && this.asked.has(frame.re)) this.answer(frame.re, frame);
    this.heard(frame);
  }

  listen() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.line?.close(), SILENT_MS);
  }

  lost(code) {
    this.line = null;
    clearTimeout(this.silence);
    this.forget();
    if (FINAL.has(code) || this.state === "refused") {
      this.turn("refused");
      return;
    }
    this.turn("closed");
    const most = Math.min(FIRST_WAIT_MS * 2 ** this.tries, LONGEST_WAIT_MS);
    this.tries += 1;
    this.timer = setTimeout(() => this.open(), most * (0.5 + Math.random() / 2));
  }

  forget() {
    for (const re of [...this.asked.keys()]) this.answer(re, null);
  }

  turn(state) {
    if (state === this.state) return;
    this.state = state;
    this.changed?.(state);
  }
}

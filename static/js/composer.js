// Where one writes: the box that grows, what one answers to, names after an @, files on their way.
import { element, filled, icon, sizeOf } from "./talk_view.js";

const coarse = window.matchMedia("(pointer: coarse)");
const TYPING_EVERY_MS = 3000;
const TAP_MS = 300;

export class Composer {
  constructor({ form, talk, words, view, send, typing }) {
    Object.assign(this, { form, talk, words, view, send, typing });
    this.body = form.querySelector("[data-body]");
    this.names = form.querySelector("[data-names]");
    this.reply = null;
    this.files = [];
    this.uploads = 0;
    this.saidTyping = 0;
    form.querySelector("[data-clip]").hidden = false;
    form.addEventListener("submit", (event) => this.submit(event), true);
    // The box keeps the focus and the phone its keyboard: otherwise the page would move away under the thumb.
    form.querySelector(".nc-composer-send").addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("focusin", () => this.makeRoom(true));
    form.addEventListener("focusout", () => setTimeout(() => this.makeRoom(form.contains(document.activeElement)), TAP_MS));
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("input", () => this.typed());
    this.body.addEventListener("blur", () => setTimeout(() => this.closeNames(), 200));
    form.querySelector("[data-reply-cancel]").addEventListener("click", () => this.answer(null));
    form.querySelector("[data-file]").addEventListener("change", (event) => this.pick(event.target));
  }

  // While one writes on a phone the bar below goes; it comes back when a tap elsewhere is over, not under the finger.
  makeRoom(writes) {
    document.body.classList.toggle("nc-writing", writes);
  }

  // Before the guard against double sending: nothing leaves this page.
  submit(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const body = this.body.value.trim();
    if (this.uploads || (!body && !this.files.length)) return;
    this.send({ body, reply: this.reply?.seq ?? null, files: this.files });
    this.files = [];
    this.showFiles();
    this.answer(null);
    this.body.value = "";
    this.saidTyping = 0;
    this.body.focus();
  }

  typed() {
    this.offerNames();
    if (!this.body.value || Date.now() - this.saidTyping < TYPING_EVERY_MS) return;
    this.saidTyping = Date.now();
    this.typing();
  }

  // --- Keys -----------------------------------------------------------------------------------------------------------------
  key(event) {
    if (event.isComposing) return; // a letter is being put together: Telex, VNI
    if (!this.names.hidden && this.keyInNames(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !coarse.matches) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape" && this.reply) {
      this.answer(null);
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !this.body.value) {
      event.preventDefault();
      this.step(event.key === "ArrowUp" ? -1 : 1);
    }
  }

  // From one message of somebody else to the one before it; below the newest one answers to nothing.
  step(by) {
    const found = [...this.talk.facts.values()].filter((one) => one.by && one.by !== this.talk.me && !one.hidden);
    found.sort((one, other) => one.seq - other.seq);
    const here = this.reply ? found.findIndex((one) => one.seq === this.reply.seq) : found.length;
    const wanted = here + by;
    if (wanted < 0) return;
    this.answer(found[wanted] ?? null);
  }

  answer(message) {
    this.reply = message;
    const box = this.form.querySelector("[data-reply]");
    box.hidden = !message;
    if (!message) return;
    const name = this.view.voiceOf(message.by, message.side).name;
    box.querySelector("[data-reply-text]").replaceChildren(
      element("b", "", filled(this.words.replying, { name })), ` ${this.view.textOf(message)}`);
    this.body.focus();
  }

  // --- Names --------------------------------------------------------------------------------------------------------------
  offerNames() {
    const before = this.body.value.slice(0, this.body.selectionStart);
    const begun = /(?:^|\s)@([\p{L} ]{0,30})$/u.exec(before);
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
    const wanted = begun ? fold(begun[1]) : "";
    const found = begun
      ? Object.values(this.talk.members).filter((one) => !one.is_own && one.name !== one.side_label &&
          (fold(one.name).startsWith(wanted) || fold(one.name).includes(` ${wanted}`))).slice(0, 6)
      : [];
    if (!found.length) {
      this.closeNames();
      return;
    }
    this.begun = begun[1].length;
    this.names.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.names.hidden = false;
    this.body.setAttribute("aria-controls", this.names.id);
    this.mark(0);
  }

  option(one, place) {
    const made = element("li", "", this.view.avatar(one), element("span", "", one.name), element("span", "nc-small nc-soft", one.side_label));
    made.id = `name-${place}`;
    made.setAttribute("role", "option");
    made.dataset.name = one.name;
    made.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.take(made);
    });
    return made;
  }

  mark(place) {
    const options = [...this.names.children];
    this.marked = (place + options.length) % options.length;
    options.forEach((one, number) => one.setAttribute("aria-selected", String(number === this.marked)));
    this.body.setAttribute("aria-activedescendant", options[this.marked].id);
  }

  keyInNames(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) this.mark(this.marked + moves[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.names.children[this.marked]);
    else if (event.key === "Escape") this.closeNames();
    else return false;
    event.preventDefault();
    return true;
  }

  take(option) {
    const end = this.body.selectionStart;
    this.body.setRangeText(`${option.dataset.name} `, end - this.begun, end, "end");
    this.closeNames();
  }

  closeNames() {
    this.names.hidden = true;
    this.body.removeAttribute("aria-activedescendant");
    this.body.removeAttribute("aria-controls");
  }

  // --- Files ------------------------------------------------------------------------------------------------------------------
  pick(input) {
    for (const file of input.files) {
      if (this.files.length + this.uploads >= this.talk.mostFiles) {
        this.say(this.words.tooManyFiles);
        break;
      }
      this.upload(file);
    }
    input.value = "";
  }

  upload(file) {
    this.uploads += 1;
    const bar = element("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", filled(this.words.uploading, { name: file.name }));
    const line = element("li", "", icon("file"), element("span", "", file.name), bar);
    this.fileList.append(line);
    this.fileList.hidden = false;
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => event.lengthComputable && (bar.value = event.loaded / event.total));
    request.addEventListener("loadend", () => this.uploaded(request, file, line));
    request.open("POST", this.talk.urls.upload);
    request.setRequestHeader("X-CSRFToken", document.querySelector('meta[name="csrf-token"]').content);
    request.setRequestHeader("Accept", "application/json");
    const sent = new FormData();
    sent.append("file", file);
    request.send(sent);
  }

  uploaded(request, file, line) {
    this.uploads -= 1;
    line.remove();
    const answer = parsed(request.responseText);
    if (request.status >= 200 && request.status < 300 && answer?.id) this.files.push(answer);
    else this.say(filled(this.words.noUpload, { name: file.name, why: answer?.why ?? answer?.detail ?? "" }));
    this.showFiles();
  }

  get fileList() {
    return this.form.querySelector("[data-files]");
  }

  showFiles() {
    const running = [...this.fileList.children].filter((line) => line.querySelector("progress"));
    this.fileList.replaceChildren(...this.files.map((file) => this.fileLine(file)), ...running);
    this.fileList.hidden = !this.fileList.children.length;
  }

  fileLine(file) {
    const away = element("button", "nc-close", icon("close"));
    away.type = "button";
    away.setAttribute("aria-label", filled(this.words.removeFile, { name: file.name }));
    away.addEventListener("click", () => {
      this.files = this.files.filter((one) => one !== file);
      this.showFiles();
    });
    return element("li", "", icon("file"), element("span", "", file.name), element("span", "nc-small nc-soft", sizeOf(file.size)), away);
  }

  say(text) {
    document.dispatchEvent(new CustomEvent("toast", { detail: { level: "danger", message: text } }));
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// How a conversation looks: what the page holds (conversation.js) turned into lines, reusing those that did not change.
const ZONE = "Asia/Ho_Chi_Minh";
const clock = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: ZONE });
const dayParts = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: ZONE });

// An address made for the number 0, for this number.
const numbered = (address, number) => address.replace("/0/", `/${number}/`);
export const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
export const timeOf = (moment) => clock.format(new Date(moment));
const dayOf = (moment) => dayParts.format(new Date(moment));

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  const [amount, unit] = kilo < 1024 ? [kilo, "KB"] : [kilo / 1024, "MB"];
  return `${amount.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
}

export function element(tag, classes = "", ...children) {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

export const icon = (name) => document.querySelector(`template[data-part="${name}"]`).content.cloneNode(true);

// The server has cleaned it: only the few tags of the light Markdown are left.
function rich(html) {
  const box = element("div", "nc-msg-bubble");
  box.innerHTML = html;
  return box;
}

export class View {
  constructor({ list, talk, words, act }) {
    Object.assign(this, { list, talk, words, act });
    this.nodes = new Map();
    list.replaceChildren();
  }

  // --- Lines in their order, each with a key and a mark that changes when its look does ----------------------------------
  sync() {
    const wanted = this.entries();
    const keys = new Set(wanted.map((entry) => entry.key));
    for (const [key, known] of this.nodes) {
      if (keys.has(key)) continue;
      known.node.remove();
      this.nodes.delete(key);
    }
    let place = this.list.firstElementChild;
    for (const entry of wanted) {
      let known = this.nodes.get(entry.key);
      if (!known || known.mark !== entry.mark) {
        const node = entry.make();
        if (known) {
          if (place === known.node) place = node;
          known.node.replaceWith(node);
        }
        known = { node, mark: entry.mark };
        this.nodes.set(entry.key, known);
      }
      if (known.node === place) place = place.nextElementSibling;
      else this.list.insertBefore(known.node, place);
    }
  }

  entries() {
    const { facts, unreadFrom } = this.talk;
    const found = [];
    let day = "";
    let speaker = null;
    for (const seq of [...facts.keys()].sort((one, other) => one - other)) {
      const message = facts.get(seq);
      const own = dayOf(message.at);
      if (seq === unreadFrom) found.push({ key: "unread", mark: "", make: () => this.separator("nc-talk-new", this.words.unread) });
      if (own !== day) found.push({ key: `day-${own}`, mark: own, make: () => this.separator("nc-talk-day", this.dayInWords(own)) });
      const by = message.note ? null : message.by;
      const begins = own !== day || by !== speaker || seq === unreadFrom;
      const mark = [message.change, begins, Boolean(this.quoteOf(message)), this.talk.mayWrite].join();
      found.push({ key: `s${seq}`, mark, make: () => this.message(message, begins) });
      [day, speaker] = [own, by];
    }
    for (const item of this.talk.waiting()) {
      const mark = [item.state, item.why, item.until].join();
      found.push({ key: `c${item.client}`, mark, make: () => this.pending(item) });
    }
    const seen = this.talk.seenBy();
    if (seen) found.push({ key: "seen", mark: seen, make: () => element("li", "nc-talk-seen", seen) });
    return found;
  }

  separator(classes, text) {
    return element("li", classes, element("span", "", text));
  }

  dayInWords(day) {
    const now = Date.now();
    if (day === dayOf(now)) return this.words.today;
    if (day === dayOf(now - 86400000)) return this.words.yesterday;
    const [year, month, date] = day.split("-");
    const weekday = new Date(Date.UTC(+year, +month - 1, +date)).getUTCDay();
    return `${this.words.weekdays[weekday]}, ${date}/${month}/${year}`;
  }

  // --- One message --------------------------------------------------------------------------------------------------------
  message(message, begins) {
    if (message.note) {
      const line = element("li", "nc-talk-note", icon("info"), element("span", "", this.note(message)));
      line.id = `m-${message.seq}`;
      return line;
    }
    const voice = this.voiceOf(message.by, message.side);
    const line = element("li", `nc-msg${voice.is_own ? " nc-msg-own" : ""}${begins ? " nc-msg-first" : ""}`);
    line.id = `m-${message.seq}`;
    line.dataset.seq = message.seq;
    if (!voice.is_own) line.append(this.avatar(voice));
    const body = element("div", "nc-msg-body", this.heading(voice, begins), ...this.content(message), this.meta(message));
    line.append(body);
    if (this.talk.mayWrite && !message.hidden) line.append(this.more(message, voice));
    return line;
  }

  note(message) {
    const why = message.details.map((detail) => this.words.obstacles[detail] ?? "");
    return [this.words.notes[message.note] ?? "", ...why].filter(Boolean).join(" ");
  }

  voiceOf(by, side) {
    const label = this.words.sides[side] ?? "";
    return this.talk.members[by] ?? { name: label, side, side_label: label, initials: label.slice(0, 1), shade: 0, is_own: by === this.talk.me };
  }

  avatar(voice) {
    const made = element("span", `nc-avatar nc-avatar-s nc-shade-${voice.shade}`, voice.initials);
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  heading(voice, begins) {
    if (voice.is_own) return element("span", "visually-hidden", `${this.words.you}: `);
    if (!begins) return element("span", "visually-hidden", `${voice.name}: `);
    const who = element("p", "nc-msg-who", element("b", "", voice.name));
    if (voice.side !== "pupil" && voice.name !== voice.side_label)
      who.append(" ", element("span", `nc-msg-side nc-side-${voice.side}`, voice.side_label));
    return who;
  }

  content(message) {
    if (message.hidden) return [element("p", "nc-msg-bubble nc-msg-hidden", icon("hidden"), ` ${this.words.hidden}`)];
    const quote = this.quoteOf(message);
    return [
      quote ? this.quote(message.reply, quote) : null,
      message.html ? rich(message.html) : null,
      ...message.files.map((file) => this.file(file)),
      this.reactions(message),
    ];
  }

  quoteOf(message) {
    if (!message.reply) return null;
    const known = this.talk.facts.get(message.reply);
    if (!known) return this.talk.quotes[message.reply] ?? null;
    return { name: this.voiceOf(known.by, known.side).name, text: this.textOf(known) };
  }

  textOf(message) {
    if (message.hidden) return this.words.hidden;
    const text = new DOMParser().parseFromString(message.html, "text/html").body.textContent.replace(/\s+/g, " ").trim();
    return (text || message.files[0]?.name || "").slice(0, 120);
  }

  quote(seq, { name, text }) {
    const link = element("a", "", element("b", "", name), ` ${text}`);
    link.href = `#m-${seq}`;
    return element("p", "nc-msg-quote", link);
  }

  file(file) {
    const link = element("a");
    link.href = numbered(this.talk.urls.file, file.id);
    if (file.width && file.type.startsWith("image/")) {
      const picture = element("img", "nc-msg-picture");
      Object.assign(picture, { src: link.href, alt: filled(this.words.file, { name: file.name }), loading: "lazy", width: file.width, height: file.height });
      link.append(picture);
    } else {
      link.append(icon("file"), element("span", "", file.name));
    }
    link.append(" ", element("span", "nc-small nc-soft", sizeOf(file.size)));
    return element("p", "nc-msg-file", link);
  }

  reactions(message) {
    const given = Object.entries(message.reactions);
    if (!given.length) return null;
    const labels = Object.fromEntries(this.words.emojis);
    return element("p", "nc-msg-reactions", ...given.map(([emoji, by]) => {
      const own = by.includes(this.talk.me);
      const names = by.map((one) => (one === this.talk.me ? this.words.you : this.voiceOf(one, "").name)).join(", ");
      const said = filled(this.words.reactedBy, { label: labels[emoji], names });
      const chip = element(this.talk.mayWrite ? "button" : "span", "nc-msg-reaction", element("span", "", `${emoji} ${by.length}`));
      chip.title = said;
      if (this.talk.mayWrite) {
        chip.type = "button";
        chip.setAttribute("aria-pressed", String(own));
        chip.setAttribute("aria-label", `${emoji} ${by.length} · ${said}`);
        chip.addEventListener("click", () => this.act.react(message.seq, emoji, !own));
      }
      return chip;
    }));
  }

  meta(message) {
    const time = element("time", "", timeOf(message.at));
    time.dateTime = message.at;
    return element("p", "nc-msg-meta", time, message.edited ? ` · ${this.words.edited}` : "");
  }

  // --- Answering and reacting -----------------------------------------------------------------------------------------------
  more(message, voice) {
    const button = element("button", "nc-msg-more", icon("more"));
    button.type = "button";
    button.setAttribute("aria-label", this.words.more);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (button.nextElementSibling ? this.fold(button) : this.unfold(button, message, voice)));
    return button;
  }

  unfold(button, message, voice) {
    for (const open of this.list.querySelectorAll('.nc-msg-more[aria-expanded="true"]')) this.fold(open);
    const choice = (inside, label, does) => {
      const made = element("button", "nc-msg-act", inside);
      made.type = "button";
      made.setAttribute("aria-label", label);
      made.title = label;
      made.addEventListener("click", () => {
        this.fold(button);
        does();
      });
      return made;
    };
    const mine = (emoji) => message.reactions[emoji]?.includes(this.talk.me);
    const acts = element("div", "nc-msg-acts",
      choice(icon("reply"), this.words.reply, () => this.act.reply(message, voice)),
      ...this.words.emojis.map(([emoji, label]) => choice(emoji, label, () => this.act.react(message.seq, emoji, !mine(emoji)))));
    if (this.talk.urls.hide) acts.append(this.hideLink(message));
    acts.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.fold(button);
      button.focus();
    });
    button.setAttribute("aria-expanded", "true");
    button.after(acts);
    acts.firstElementChild.focus();
    acts.scrollIntoView({ block: "nearest" });
  }

  hideLink(message) {
    const link = element("a", "nc-msg-act", icon("hidden"));
    link.href = numbered(this.talk.urls.hide, message.id);
    link.setAttribute("aria-label", this.words.hide);
    link.title = this.words.hide;
    return link;
  }

  fold(button) {
    button.setAttribute("aria-expanded", "false");
    button.nextElementSibling?.remove();
  }

  // --- What has no place yet --------------------------------------------------------------------------------------------------
  pending(item) {
    const line = element("li", `nc-msg nc-msg-own nc-msg-first nc-msg-waits${item.state === "blocked" || item.state === "failed" ? " nc-msg-blocked" : ""}`);
    line.dataset.client = item.client;
    const bubble = item.html ? rich(item.html) : item.body ? element("div", "nc-msg-bubble nc-msg-plain", item.body) : null;
    const body = element("div", "nc-msg-body", element("span", "visually-hidden", `${this.words.you}: `), bubble);
    for (const file of item.files ?? []) body.append(element("p", "nc-msg-file", icon("file"), element("span", "", file.name)));
    if (item.care) body.append(this.care());
    body.append(this.state(item));
    if (item.state === "failed") body.append(this.again(item));
    line.append(body);
    return line;
  }

  state(item) {
    const time = item.until ? timeOf(item.until) : "";
    const [sign, text] = {
      held: ["clock", this.words.heldWhy],
      delayed: ["moon", filled(this.words.delayedWhy, { time })],
      blocked: ["ban", filled(this.words.blockedWhy, { reason: item.reason })],
      failed: ["ban", filled(this.words.failed, { why: item.why })],
      kept: ["clock", this.words.kept],
      delivered: ["clock", this.words.sent],
    }[item.state] ?? ["clock", this.words.sending];
    return element("p", "nc-msg-meta", icon(sign), ` ${text}`);
  }

  care() {
    const call = element("a", "", this.words.call);
    call.href = "tel:111";
    return element("p", "nc-msg-care", `${this.words.care} `, call);
  }

  again(item) {
    const button = (text, does) => {
      const made = element("button", "btn btn-quiet btn-sm", text);
      made.type = "button";
      made.addEventListener("click", does);
      return made;
    };
    return element("p", "nc-row", button(this.words.again, () => this.act.again(item)), button(this.words.drop, () => this.act.drop(item)));
  }
}

// What was written and is not yet taken by the server. It survives a reload and a lost connection, in this browser and
// for this account alone: school computers are shared. One key a message, so that two windows do not lose each other's.
const OWNER = document.documentElement.dataset.owner || "0";
const KEPT_DAYS = 3;
const PATIENCE_MS = 30000; // a bar of signal that carries nothing

// Each kind of thing has a box of its own; `c` of an item says which place it belongs to.
export function box(name) {
  const prefix = `nc:${name}:${OWNER}:`;
  const memory = new Map(); // where the browser keeps nothing
  const keyOf = (item) => `${prefix}${item.at.toString(36)}-${item.client}`;

  function put(item) {
    memory.set(item.client, item);
    try {
      localStorage.setItem(keyOf(item), JSON.stringify(item));
    } catch {
      // Full or forbidden: it lives as long as the page.
    }
  }

  function drop(client) {
    const item = memory.get(client) ?? stored().find((known) => known.client === client);
    memory.delete(client);
    try {
      if (item) localStorage.removeItem(keyOf(item));
    } catch {
      // It was never stored.
    }
  }

  // In the order in which they were written.
  function all(place) {
    const found = new Map(stored().map((item) => [item.client, item]));
    for (const [client, item] of memory) found.set(client, item);
    return [...found.values()].filter((item) => item.c === place).sort((one, other) => one.at - other.at);
  }

  function stored() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(`nc:${name}:`)) continue;
        const item = JSON.parse(localStorage.getItem(key));
        if (!item?.client || Date.now() - item.at > KEPT_DAYS * 86400000) localStorage.removeItem(key);
        else if (key.startsWith(prefix)) found.push(item);
      }
    } catch {
      // Nothing that can be read.
    }
    return found;
  }

  return { put, drop, all };
}

export const { put, drop, all } = box("outbox");

// Gives up where no answer comes: nothing more would be sent. What arrived all the same is known by its id and is not
// taken twice.
export async function post(address, given) {
  const giveUp = new AbortController();
  const patience = setTimeout(() => giveUp.abort(), PATIENCE_MS);
  try {
    return await fetch(address, { method: "POST", signal: giveUp.signal, ...given });
  } finally {
    clearTimeout(patience);
  }
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // pages without TLS, on a school's own network
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// Phones for tests: the page's own queue, with a storage in memory, a network that fails as it is told, and clocks
// of their own. `deliver` is the portal itself.
import { makeQueue } from "/static/js/roll-queue.js";
import { makeSeal } from "/static/js/roll-seal.js";

const memory = () => {
  let rows = [];
  let next = 1;
  const change = async (decide) => {
    const { put = [], drop = [], result } = decide(structuredClone(rows));
    for (const row of structuredClone(put)) {
      row.seq ??= next++;
      rows = [...rows.filter((one) => one.seq !== row.seq), row];
    }
    rows = rows.filter((row) => !drop.includes(row.seq)).sort((one, other) => one.seq - other.seq);
    return structuredClone(result);
  };
  return { change, dump: () => structuredClone(rows) };
};

const mutex = () => {
  let last = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
};

const html = (status) => new Response("<html><body>Welcome to our network</body></html>", { status });

// Sealing a text takes its time, and not the same for each: what was kept first may be sealed last.
const makeSlowSeal = (keys) => {
  const seal = makeSeal(window.crypto, keys);
  const close = async (text) => {
    for (let turns = text.length % 5; turns > 0; turns--) await null;
    return seal.close(text);
  };
  return { ...seal, close };
};

class Phone {
  constructor() {
    this.store = memory();
    this.lock = mutex();
    this.tabs = [];
    this.user = "";
    this.modes = [];
    this.late = [];
    this.expire = () => {};
  }

  async answer(body) {
    const { status, text } = await window.deliver(this.user, body);
    return new Response(text, { status });
  }

  // Nobody answers until the queue's patience is at its end.
  hang() {
    setTimeout(() => this.expire());
    return new Promise(() => {});
  }

  async fetch(address, { body }) {
    const mode = this.modes.shift() ?? "ok";
    if (mode === "offline") throw new TypeError("no network");
    if (mode === "500" || mode === "502") return html(Number(mode));
    if (mode === "captive") return html(200);
    if (mode === "lost request") return this.hang();
    if (mode === "late") {
      this.late.push([this.user, body]);
      return this.hang();
    }
    if (mode === "twice") await this.answer(body);
    const answer = await this.answer(body);
    if (mode === "lost answer") return this.hang();
    if (mode === "broken") throw new TypeError("the connection broke");
    if (mode === "half") return new Response((await answer.text()).slice(0, 20), { status: answer.status });
    return answer;
  }

  open(user, owners, keys) {
    this.user = user;
    const clock = { wait: () => new Promise((resolve) => (this.expire = resolve)) };
    const queue = makeQueue({
      store: this.store,
      lock: this.lock,
      clock,
      owners,
      seal: makeSlowSeal(keys),
      csrf: () => "",
      fetch: (...request) => this.fetch(...request),
    });
    this.tabs.push(queue);
  }

  tab() {
    return this.tabs.at(-1);
  }
}

const phones = {};

window.harness = {
  // A clock that is wrong, for whoever should ask it.
  skew: (days) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + days * 86_400_000;
  },
  reset: (names) => names.forEach((name) => (phones[name] = new Phone())),
  open: ([name, user, owners, keys]) => phones[name].open(user, owners, keys),
  keep: ([name, given]) => phones[name].tab().keep(given),
  keepMany: ([name, list]) => Promise.all(list.map((given) => phones[name].tab().keep(given))),
  network: ([name, modes]) => (phones[name].modes = modes),
  send: async ([name, tabs]) => (await Promise.all(phones[name].tabs.slice(-tabs).map((tab) => tab.send()))).map((ended) => ended.state),
  signOut: (name) => (phones[name].user = ""),
  kill: (name) => (phones[name].tabs = phones[name].tabs.slice(-1)),
  late: async (name) => {
    const sent = phones[name].late.splice(0);
    for (const [user, body] of sent.reverse()) await window.deliver(user, body);
  },
  counts: (name) => phones[name].tab().counts(),
  dump: (name) => JSON.stringify(phones[name].store.dump(), (key, value) => (ArrayBuffer.isView(value) ? [...value] : value)),
};
window.ready = true;

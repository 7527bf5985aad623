// On every page of somebody who has signed in: sends what waits on this phone, and says in words how it stands.
import * as ways from "./roll-queue.js";
import { makeSeal } from "./roll-seal.js";
import { store } from "./roll-store.js";

const place = document.getElementById("waiting");
const words = place?.dataset ?? {};

const csrf = () => document.cookie.split("; ").find((part) => part.startsWith("csrftoken="))?.slice("csrftoken=".length) ?? "";

const clock = { wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) };

const lock = (work) => (navigator.locks ? navigator.locks.request("samklang-roll-calls", work) : work());

// Without a safe place to keep things in, nothing is kept: the roll call then works as without a queue.
const able = place && window.indexedDB && window.crypto?.subtle;

export const queue = able
  ? ways.makeQueue({
      store,
      clock,
      lock,
      csrf,
      fetch: (...request) => window.fetch(...request),
      seal: makeSeal(window.crypto, words.keys.split(" ")),
      owners: words.owners.split(" "),
      online: () => navigator.onLine,
    })
  : null;

export const filled = (text, name, value) => text.replace(`{${name}}`, value);

// Whether the latest sending found the portal; the roll call then need not keep each mark at once.
let last = ways.DONE;
export const reaches = () => navigator.onLine && last === ways.DONE;

const paragraph = (text) => {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
};

const alertWith = (color, ...parts) => {
  const box = document.createElement("div");
  box.className = "ds-alert";
  box.dataset.color = color;
  box.append(...parts);
  return box;
};

const signIn = () => {
  const link = document.createElement("a");
  link.className = "ds-link";
  link.href = words.signIn;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = words.signInLabel;
  const line = document.createElement("p");
  line.append(link);
  return line;
};

const reasons = (row) =>
  Object.entries(row.why).map(([why, number]) => `${filled(words.unsaved, "n", number)} ${words[`why${camel(why)}`] ?? ""}`);

const camel = (words) => words.split("-").map((word) => word[0].toUpperCase() + word.slice(1)).join("");

const refusedBox = async (row) => {
  const note = row.noteChanged && (await queue.noteOf(row));
  const seen = document.createElement("button");
  seen.type = "button";
  seen.className = "ds-button";
  seen.dataset.variant = "secondary";
  seen.textContent = words.seen;
  seen.addEventListener("click", async () => {
    await queue.dismiss(row.seq);
    await show();
  });
  const lines = reasons(row).map(paragraph);
  return alertWith("warning", ...lines, ...(note ? [paragraph(`${words.note} ${note}`)] : []), seen);
};

const texts = { [ways.SIGNED_OUT]: "signedOut", [ways.SOMEBODY_ELSE]: "somebodyElse", [ways.TROUBLE]: "trouble" };

// How it stands with so many that wait.
export const wordsFor = (waiting) => {
  const text = navigator.onLine ? words[texts[last]] : "";
  return filled(text || words.waits, "n", waiting);
};

const show = async () => {
  const { waiting, elsewhere, refused } = await queue.counts();
  const boxes = await Promise.all(refused.map(refusedBox));
  // The roll call says by its own button how it stands; it has no place for a link.
  const own = waiting && !document.getElementById("status");
  if (own || (waiting && last === ways.SIGNED_OUT)) {
    boxes.unshift(alertWith("info", paragraph(wordsFor(waiting)), ...(last === ways.SIGNED_OUT ? [signIn()] : [])));
  }
  if (elsewhere) boxes.push(alertWith("info", paragraph(filled(words.elsewhere, "n", elsewhere))));
  place.replaceChildren(...boxes);
  return waiting;
};

const tell = async (ended) => {
  last = ended.state;
  const waiting = await show();
  document.dispatchEvent(new CustomEvent("samklang:sent", { detail: { ...ended, waiting } }));
  if (ended.answered.length && !document.getElementById("status")) {
    place.prepend(alertWith("success", paragraph(filled(words.saved, "at", ended.at))));
  }
};

const courier = queue && ways.makeCourier({ queue, clock, tell });

export const wake = () => courier?.wake().catch(() => {});

if (queue) {
  wake();
  window.addEventListener("online", wake);
  window.addEventListener("offline", () => show().catch(() => {}));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());
  window.addEventListener("focus", wake);
}

// Without this file the roll call works all the same. It counts, marks all at once, says how saving went, and
// keeps on the phone what cannot be sent: see waiting.js.
import { filled, queue, reaches, wake, wordsFor } from "./waiting.js";

const TYPING_PAUSE = 400;
const attended = new Set(["present", "late"]);
const uuid = () => crypto.randomUUID?.() ?? "";
const page = uuid();

const form = () => document.getElementById("roll-call-form");
const words = () => form().dataset;

// What the next saving is called, so that it counts once though it may be sent twice.
let entry = uuid();
let changed = false;
let typing = 0;
let waiting = 0;

const count = () => {
  const marks = form().querySelectorAll("input[name^=mark-]:checked");
  form().querySelector("[data-attended]").textContent = [...marks].filter((mark) => attended.has(mark.value)).length;
};

const say = (state, text) => {
  const line = document.getElementById("status");
  if (!line) return;
  line.dataset.state = state;
  line.textContent = text;
};

const shownFields = () => [...form().querySelectorAll("input[name^=shown-]")];
const keyOf = (shown) => shown.name.slice("shown-".length);
const plain = (text) => text.replaceAll("\r\n", "\n");

const valueOf = (key) => {
  const field = form().elements.namedItem(key);
  if (field?.type === "checkbox") return field.checked ? "yes" : "";
  if (key === "partner") return field.value.trim() || "0";
  return plain(field?.value ?? "");
};

// The form as the queue takes it: under tokens alone, and the note apart. A mark that stands open is left out.
const snapshot = () => {
  const base = {};
  const values = {};
  let note = null;
  shownFields().forEach((shown) => {
    const [key, { token }] = [keyOf(shown), shown.dataset];
    const value = valueOf(key);
    if (key === "note") note = { token, base: plain(shown.value), value };
    else if (value || !key.startsWith("mark-")) [base[token], values[token]] = [shown.value, value];
  });
  return { base, values, note };
};

// What is kept is what the next change is based on; gives back how to undo it.
const rebase = () => {
  const before = shownFields().map((shown) => [shown, shown.value]);
  before.forEach(([shown]) => (shown.value = valueOf(keyOf(shown)) || (shown.name.startsWith("shown-mark-") ? shown.value : "")));
  return () => before.forEach(([shown, value]) => (shown.value = value));
};

const keep = async ({ tried = false } = {}) => {
  clearTimeout(typing);
  typing = 0;
  const taken = { entry, session: words().session, page, tried, ...snapshot() };
  const undo = rebase();
  entry = uuid();
  changed = false;
  try {
    await queue.keep(taken);
  } catch {
    undo();
    changed = true;
    say("failed", words().unsaved);
    return;
  }
  ({ waiting } = await queue.counts());
  say("waiting", wordsFor(waiting));
  wake();
};

const mustWait = () => queue && (waiting > 0 || !reaches());

const change = (event) => {
  count();
  changed = true;
  if (!mustWait()) {
    say("waiting", words().changed);
  } else if (event.target.matches("textarea, input[type=number]")) {
    clearTimeout(typing);
    typing = setTimeout(keep, TYPING_PAUSE);
  } else {
    keep();
  }
};

const prepare = () => {
  if (!form()) return;
  changed = false;
  const all = form().querySelector("[data-all-present]");
  all.hidden = false;
  all.addEventListener("click", (event) => {
    form()
      .querySelectorAll("input[name^=mark-][value=present]")
      .forEach((mark) => (mark.checked = true));
    change(event);
  });
  form().addEventListener("input", change);
};

const renew = () => window.htmx.ajax("GET", window.location.pathname, { target: "#roll-call", swap: "outerHTML show:none" });

const showConflicts = (answers) => {
  if (answers.some((answer) => answer.conflicts)) document.getElementById("roll-conflicts")?.scrollIntoView();
};

// What came of what was waiting: here if it was about this session. Another tab may have sent it.
const arrived = ({ detail }) => {
  const gone = waiting > 0 && detail.waiting === 0;
  ({ waiting } = detail);
  if (!form()) return;
  const own = detail.answered.filter((answer) => answer.session === words().session);
  if (waiting) say("waiting", wordsFor(waiting));
  else if (own.some((answer) => !answer.saved)) say("failed", words().refused);
  else if (own.some((answer) => answer.conflicts)) say("conflict", words().conflict);
  else if (own.length && !changed) say("saved", filled(words().saved, "at", detail.at));
  if ((own.length || gone) && !changed && !waiting) renew().then(() => showConflicts(own));
};

// Whoever has settled a conflict sees in the form what holds now; what she has changed herself stays.
const settle = ({ detail: { key, value } }) => {
  const shown = form()?.querySelector(`input[name="shown-${key}"]`);
  if (!shown) return;
  const field = form().elements.namedItem(key);
  if (valueOf(key) === plain(shown.value)) {
    if (field.type === "checkbox") field.checked = Boolean(value);
    else field.value = value;
  }
  shown.value = value;
  count();
};

// Before a swap htmx names the place that is swapped, and who asked elsewhere.
const isSaving = ({ detail }) => form() && (detail.requestConfig?.elt ?? detail.elt) === form();

const failed = (event) => {
  const status = event.detail.xhr?.status ?? 0;
  const lost = status === 0 || status === 401 || status >= 500;
  if (!isSaving(event)) say("failed", words().unsaved);
  else if (queue && lost) keep({ tried: true });
  else if (status === 401) say("failed", words().signedOut);
  else say("failed", lost ? words().unsaved : words().refused);
};

prepare();
document.addEventListener("htmx:afterSwap", prepare);
document.addEventListener("htmx:configRequest", (event) => {
  if (isSaving(event)) event.detail.parameters.entry = entry;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isSaving(event)) return;
  if (mustWait()) {
    event.preventDefault();
    keep();
  } else {
    say("saving", words().saving);
  }
});
// A network with a sign-in of its own answers with a page of its own.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (!isSaving(event) || xhr.responseText.includes('id="roll-call"') || ![200, 422].includes(xhr.status)) return;
  event.detail.shouldSwap = false;
  failed({ detail: { elt: form(), xhr: { status: 0 } } });
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (isSaving(event) && event.detail.successful) entry = uuid();
});
["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => document.addEventListener(name, failed));
document.addEventListener("settled", settle);
document.addEventListener("samklang:sent", arrived);
window.addEventListener("offline", () => {
  if (form() && queue && changed) keep();
});
window.addEventListener("pagehide", () => {
  if (typing) keep();
});
// A page that comes back from the browser's memory shows what was saved meanwhile.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && form()) count();
});
navigator.serviceWorker?.register("/service-worker.js").catch(() => {});

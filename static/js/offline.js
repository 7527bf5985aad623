// The page without network: it says how much waits, and goes on when the portal can be reached again. A network
// that has just come back may fail once more, so it is asked until it answers.
import { store } from "./roll-store.js";

const line = document.getElementById("waits");

const tell = async () => {
  const waiting = await store.change((rows) => ({
    result: rows.filter((row) => row.state === "waiting").reduce((sum, row) => sum + row.number, 0),
  }));
  line.textContent = waiting ? line.dataset.waits.replace("{n}", waiting) : line.dataset.nothing;
  document.getElementById("kept").hidden = !waiting;
};

const PAUSE = 2_000;
const PATIENCE = 10_000;

const reaches = async () => {
  try {
    return (await fetch(line.dataset.health, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
};

// Opened by its own address, there is no other page behind it to go on to: the first page, then.
const goOn = () => {
  if (window.location.pathname === line.dataset.page) window.location.replace(line.dataset.home);
  else window.location.reload();
};

const tryAgain = async () => {
  if (navigator.onLine && (await reaches())) goOn();
  else setTimeout(tryAgain, PAUSE);
};

tell().catch(() => {});
// Not at once: a page that cannot be had while the portal answers would be asked for without end.
setTimeout(tryAgain, PAUSE);

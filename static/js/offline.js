// The page without network: it says how much waits, and goes on when the network is back.
import { store } from "./roll-store.js";

const line = document.getElementById("waits");

const tell = async () => {
  const waiting = await store.change((rows) => ({
    result: rows.filter((row) => row.state === "waiting").reduce((sum, row) => sum + row.number, 0),
  }));
  line.textContent = waiting ? line.dataset.waits.replace("{n}", waiting) : line.dataset.nothing;
};

tell().catch(() => {});
window.addEventListener("online", () => window.location.reload());

// − and + beside a number: counted here where it can be, so that the page need not be asked. Without this the
// buttons send the form, and the page comes back with the number changed.
const DAY = 24 * 60;
const HIGHEST = 999_999;

const quarters = (written, step) => {
  const match = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(written.trim() || "0");
  if (!match) return null;
  const minutes = Math.round((Number(match[1]) + Number(`0.${match[2] ?? 0}`)) * 60);
  const next = step > 0 ? Math.floor(minutes / 15) + 1 : Math.ceil(minutes / 15) - 1;
  const moved = Math.max(0, Math.min(DAY, next * 15));
  return String(moved / 60).replace(".", ",");
};

const people = (written, step) => {
  const digits = written.replace(/[\s.]/g, "") || "0";
  return /^\d{1,6}$/.test(digits) ? String(Math.max(0, Math.min(HIGHEST, Number(digits) + step))) : null;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest(".stepper-step");
  const input = button?.closest(".stepper").querySelector("input");
  if (!input) return;
  const count = input.dataset.stepper === "quarters" ? quarters : people;
  const next = count(input.value, Number(button.value));
  if (next === null) return;
  event.preventDefault();
  input.value = next;
  input.dispatchEvent(new Event("input", { bubbles: true }));
});

// Without this file the roll call works all the same: it only counts, marks all at once, and says how saving went.
const form = () => document.getElementById("roll-call-form");
const attended = new Set(["present", "late"]);

const count = () => {
  const marks = form().querySelectorAll("input[name^=mark-]:checked");
  form().querySelector("[data-attended]").textContent = [...marks].filter((mark) => attended.has(mark.value)).length;
};

const say = (state, text) => {
  const line = document.getElementById("status");
  line.dataset.state = state;
  line.textContent = text;
};

const prepare = () => {
  if (!form()) return;
  const all = form().querySelector("[data-all-present]");
  all.hidden = false;
  all.addEventListener("click", () => {
    form()
      .querySelectorAll("input[name^=mark-][value=present]")
      .forEach((mark) => (mark.checked = true));
    count();
    say("waiting", form().dataset.changed);
  });
  form().addEventListener("input", () => {
    count();
    say("waiting", form().dataset.changed);
  });
};

prepare();
document.addEventListener("htmx:afterSwap", prepare);
document.addEventListener("htmx:beforeRequest", () => say("saving", form().dataset.saving));
document.addEventListener("htmx:sendError", () => say("failed", form().dataset.unsaved));
document.addEventListener("htmx:responseError", (event) => {
  const signedOut = event.detail.xhr.status === 401;
  say("failed", signedOut ? form().dataset.signedOut : form().dataset.refused);
});
// A page that comes back from the browser's memory shows what was saved meanwhile.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) count();
});

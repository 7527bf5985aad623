// A page may stand open while somebody signs in again in another tab: the token in the cookie is then newer
// than the one in the page, and what was typed can still be saved.
document.addEventListener("htmx:configRequest", (event) => {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  if (cookie) {
    event.detail.headers["x-csrftoken"] = cookie.slice("csrftoken=".length);
    delete event.detail.parameters.csrfmiddlewaretoken;
  }
});

// A page with a status line says there how saving went; on any other the message stands at the top.
const say = (name) => {
  const words = document.getElementById(`says-${name}`);
  const messages = document.getElementById("messages");
  if (!words || document.getElementById("status")) return;
  messages.replaceChildren(words.content.cloneNode(true));
  messages.dataset.said = name;
  messages.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:sendError", () => say("no-network"));
document.addEventListener("htmx:responseError", (event) =>
  say(event.detail.xhr.status === 401 ? "signed-out" : "failed"),
);
document.addEventListener("htmx:afterOnLoad", (event) => {
  const messages = document.getElementById("messages");
  if (event.detail.successful && messages.dataset.said) {
    messages.replaceChildren();
    delete messages.dataset.said;
  }
});

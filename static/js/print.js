/* The buttons that print the page. Without this script the browser's own menu does so. */
document.querySelectorAll("[data-print]").forEach((button) => {
  button.addEventListener("click", () => window.print());
});

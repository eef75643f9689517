// Gives each value a button that copies it. Without scripts, or where the browser has no clipboard (plain http), the value
// is selected instead, so that Ctrl+C takes it whole.
for (const value of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const says = document.createElement("span");
  button.type = "button";
  button.className = "copy";
  button.textContent = value.dataset.copy;
  button.setAttribute("aria-label", value.dataset.copy + ": " + value.dataset.label);
  says.className = "copied";
  says.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const range = document.createRange();
    range.selectNodeContents(value);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(value.textContent);
      says.textContent = value.dataset.copied;
    }
  });
  (value.closest("pre") ?? value).after(button, says);
}

// Keeps a private key in the browser: a field that holds one is emptied as soon as it does, and a form is sent only with what
// is none. Of the field for a key, only what was recognised as public leaves, and nothing beside it.

import {isPrivate, publicPart} from "./keytext.js";

const said = document.getElementById("said");

function say(word, field) {
  said.textContent = word ? said.dataset[word] : "";
  said.hidden = !word;
  if (word) field.focus();
}

function emptied(field) {
  if (!isPrivate(field.value)) return false;
  field.value = "";
  say("private", field);
  return true;
}

for (const form of document.querySelectorAll("form[data-guarded]")) {
  const field = form.querySelector("textarea");
  field.addEventListener("paste", (event) => {
    if (isPrivate(event.clipboardData?.getData("text/plain") ?? "")) {
      event.preventDefault();
      say("private", field);
    }
  });
  // A line end that comes behind a key is no answer to what is said about the key.
  field.addEventListener("input", () => emptied(field) || (field.value.trim() && say()));
  form.addEventListener("submit", (event) => {
    if (emptied(field)) {
      event.preventDefault();
    } else if (field.name === "held") {
      const part = publicPart(field.value);
      if (part) {
        field.value = part;
      } else {
        event.preventDefault();
        say("unreadable", field);
      }
    }
  });
  // What the browser kept of a page that was left.
  emptied(field);
}

// The page that takes over the old scripts. What is chosen or dropped is read here and stays here: the page's policy lets
// no request out. Text out of a file is only ever set as text.

import {move, read} from "./scripts.js";
import {decode} from "./vbscript.js";

const LARGEST = 1024 * 1024;
const MOST = 16;
const part = (id) => document.getElementById(id);
const page = part("move");
let found;
let urls = [];

function say(word) {
  part("status").textContent = page.dataset[word];
}

async function take(files) {
  const chosen = [...files];
  const refused = chosen.length > MOST ? "many" : chosen.some((file) => file.size > LARGEST) ? "large" : undefined;
  if (refused) {
    clear();
    say(refused);
    return;
  }
  try {
    const octets = await Promise.all(chosen.map((file) => file.arrayBuffer()));
    found = read(octets.map((buffer) => decode(new Uint8Array(buffer))));
  } catch {
    // A folder that was dropped, or a file that is gone.
    found = undefined;
  }
  show();
  if (!part("result").hidden) part("findings-title").focus();
}

function clear() {
  found = undefined;
  part("result").hidden = true;
  part("descriptor").textContent = "";
  part("findings").replaceChildren();
  part("files").replaceChildren();
  urls.forEach((url) => URL.revokeObjectURL(url));
  urls = [];
}

function show() {
  const kept = found;
  clear();
  found = kept;
  const result = found && move(found, {
    domain: part("domain").value.trim() || part("domain").placeholder,
    host: part("host").value.trim() || part("host").placeholder,
    contextPath: page.dataset.context,
  });
  say(result ? "done" : "none");
  if (!result) return;
  part("descriptor").textContent = result.descriptor;
  part("findings").append(...[...samples(), ...result.findings].map(finding));
  part("files").append(...[...result.files, {name: page.dataset.file, content: result.descriptor + "\n"}].map(file));
  part("result").hidden = false;
}

/** What the descriptor has of the page's samples, since nobody told it. */
function samples() {
  const names = Object.entries({domain: "domain", host: "publicUrl"})
    .filter(([id]) => !part(id).value.trim())
    .map(([, attribute]) => attribute);
  return names.length > 0 ? [{name: "missing", seen: names.join(", ")}] : [];
}

function finding({name, seen}) {
  const item = part("words").content.querySelector(`[data-finding="${name}"]`).cloneNode(true);
  item.querySelector("code").textContent = seen;
  return item;
}

function file({name, content}) {
  const item = part("words").content.querySelector("[data-saved]").cloneNode(true);
  const link = item.querySelector("a");
  link.href = URL.createObjectURL(new Blob([content], {type: "application/octet-stream"}));
  link.download = name;
  link.setAttribute("aria-label", `${link.textContent}: ${name}`);
  item.querySelector("code").textContent = name;
  urls.push(link.href);
  return item;
}

part("scripts").addEventListener("change", (event) => take(event.target.files));
for (const id of ["domain", "host"]) {
  part(id).addEventListener("input", () => found && show());
}
// A file dropped beside the field would else be opened in place of the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer?.files.length) take(event.dataTransfer.files);
});
page.hidden = false;

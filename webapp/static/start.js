// The first steps with the reader's own names in them. The page shows sample names without this; nothing is stored or sent.

import {context, label, resource, secretPath} from "./descriptor.js";
import {understand} from "./shown.js";

const IDS = {jwt: "freshservice", hmac: "freshdesk", saml: "organisation"};
const TITLE = "IT Service Desk";
const FIELDS = ["domain", "account", "host", "start", "target", "entity"];
const part = (id) => document.getElementById(id);
const ask = part("ask");

function values() {
  const filled = (id) => part(id).value.trim() || part(id).placeholder;
  const all = Object.fromEntries(FIELDS.map((id) => [id, filled(id)]));
  return {...all, mechanism: part("mechanism").value, target: part("target").value.trim() || example(all.start)};
}

/** What stands in for an address that only Freshworks can tell. */
function example(start) {
  const named = part("mechanism").selectedOptions[0].dataset.example;
  if (part("mechanism").value !== "hmac") return named;
  return URL.canParse(start) ? new URL(start).origin : named;
}

function application({mechanism, start, target, entity}) {
  const common = {protocol: mechanism, title: TITLE, startUrl: start};
  if (mechanism === "hmac") return {...common, portal: target, secretFile: secretPath(`${IDS.hmac}-secret`)};
  if (mechanism === "saml") return {...common, spEntityId: entity, acs: target};
  return {...common, redirectUri: target, keyFile: secretPath(`${IDS.jwt}.pem`)};
}

function descriptor(all) {
  const signing = {keyFile: secretPath("saml.key"), certificateFile: secretPath("saml.crt")};
  return context([
    resource("site", {publicUrl: `https://${all.host}${ask.dataset.context}`}),
    resource(`directory/${label(all.domain)}`, {
      domain: all.domain,
      account: `${all.account}@${all.domain}`,
      passwordFile: secretPath("ldap-password"),
      trustFile: secretPath("ca.pem"),
    }),
    ...(all.mechanism === "saml" ? [resource("saml", signing)] : []),
    resource(`app/${IDS[all.mechanism]}`, application(all)),
  ]);
}

/** What goes into a command is a name and nothing else, whatever was typed or pasted. */
function plain(name) {
  return name.replace(/[^\p{L}\p{N}._$-]/gu, "");
}

function show() {
  const all = values();
  const host = plain(all.host);
  part("descriptor").textContent = descriptor(all);
  part("spn").textContent = `setspn -S HTTP/${host} ${label(all.domain).toUpperCase()}\\${plain(all.account)}`;
  part("certificate").textContent = part("certificate").dataset.command.replace("{}", host);
  for (const element of document.querySelectorAll("[data-when]")) {
    element.hidden = !element.dataset.when.split(" ").includes(all.mechanism);
  }
}

function fill(found) {
  part("mechanism").value = found.mechanism;
  part("target").value = found.redirectUri ?? found.acs ?? found.portal;
  part("entity").value = found.entityId ?? "";
  if (found.startUrl) part("start").value = found.startUrl;
}

async function take() {
  const shown = part("shown").value;
  const found = await understand(shown);
  if (shown !== part("shown").value) return;
  if (found) fill(found);
  part("understood").textContent = shown.trim() ? ask.dataset[found ? "taken" : "unknown"] : "";
  show();
}

part("shown").addEventListener("input", take);
part("mechanism").addEventListener("input", () => {
  part("target").value = "";
  part("entity").value = "";
  show();
});
FIELDS.forEach((id) => part(id).addEventListener("input", show));
ask.hidden = false;
show();

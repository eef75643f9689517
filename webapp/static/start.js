// The first steps with the reader's own names in them. The page shows sample names without this; nothing is stored or sent.

import {context, label, resource, secretPath} from "./descriptor.js";
import {account, group, server} from "./names.js";
import {understand} from "./shown.js";

const IDS = {jwt: "freshservice", hmac: "freshdesk", saml: "organisation"};
const TITLE = "IT Service Desk";
const FIELDS = ["domain", "account", "host", "admins", "start", "target", "entity"];
const CHOICES = ["system", "mechanism"];
const part = (id) => document.getElementById(id);
const ask = part("ask");

function values() {
  const filled = (id) => part(id).value.trim() || part(id).placeholder;
  const all = Object.fromEntries(FIELDS.map((id) => [id, filled(id)]));
  const chosen = Object.fromEntries(CHOICES.map((id) => [id, part(id).value]));
  return {...all, ...chosen, target: part("target").value.trim() || example(all.start)};
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

/** By the name that it signs in with: its own suffix where it was written with one. */
function reader({account: written, domain}) {
  const {name, suffix} = account(written);
  return `${name}@${suffix || domain}`;
}

/** A realm is its domain's name in capitals. */
function keytab({host, domain}) {
  return {keytab: secretPath("latchkey.keytab"), servicePrincipal: `HTTP/${server(host).name}@${domain.toUpperCase()}`};
}

function descriptor(all) {
  const signing = {keyFile: secretPath("saml.key"), certificateFile: secretPath("saml.crt")};
  return context([
    resource("site", {
      publicUrl: `https://${server(all.host).host}${ask.dataset.context}`,
      adminGroup: group(all.admins, all.domain),
    }),
    ...(all.system === "linux" ? [resource("windows", keytab(all))] : []),
    resource(`directory/${label(all.domain)}`, {
      domain: all.domain,
      account: reader(all),
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

/** A domain's short name is not always the first label of its DNS name: it stands here only where somebody wrote it. */
function holder(written) {
  const {short, name} = account(written);
  return short ? `${plain(short)}\\${plain(name)}` : plain(name);
}

function show() {
  const all = values();
  const host = plain(server(all.host).name);
  part("descriptor").textContent = descriptor(all);
  part("spn").textContent = `setspn -S HTTP/${host} ${holder(all.account)}`;
  part("certificate").textContent = part("certificate").dataset.command.replace("{}", host);
  for (const element of document.querySelectorAll("[data-when]")) {
    element.hidden = !CHOICES.some((id) => element.dataset.when === all[id]);
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
part("system").addEventListener("input", show);
FIELDS.forEach((id) => part(id).addEventListener("input", show));
ask.hidden = false;
show();

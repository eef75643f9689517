// From the old scripts' texts to the descriptor, the files and the findings. Nothing here touches the page or the network.

import {context, label, resource, secretPath} from "./descriptor.js";
import {server, url} from "./names.js";
import {bits, lines} from "./pem.js";
import {assignments, constants, statements} from "./vbscript.js";

const STRONG = 2048;
const CLOCK = /time|stamp|now|date|epoch|utc/;

const SECRETS = ["srsaprivatekey", "stoken"];

/** Request("debug") looks into the query, too. */
const REQUESTS = ["request", "querystring"];

/**
 * What the scripts say, once for each file that has a key or a secret of its own: both families of scripts, or those of two
 * helpdesks. The other files are read along with each of them.
 */
export function read(texts) {
  const scripts = texts.map(statements);
  const homes = scripts.filter((script) => SECRETS.some((name) => constants(script).get(name)));
  if (homes.length < 2) return [readOne(scripts.flat())];
  const shared = scripts.filter((script) => !homes.includes(script)).flat();
  return homes.map((home) => readOne([...home, ...shared]));
}

/** By our names for it. Freshworks' two families of scripts named some things differently. */
function readOne(all) {
  const known = constants(all);
  const assigned = new Set(all.flatMap(assignments).map(([name]) => name));
  const unreadable = Object.entries({srsaprivatekey: "sRSAPrivateKey", stoken: "sToken", sldapreaderpassword: "sLdapReaderPassword"})
    .filter(([name]) => assigned.has(name) && !known.get(name))
    .map(([, name]) => name);
  const first = (...names) => names.map((name) => known.get(name)).find(Boolean) ?? "";
  return {
    account: first("sldapreaderusername", "sadminlogin"),
    password: first("sldapreaderpassword", "sadminpassword"),
    token: first("stoken"),
    key: first("srsaprivatekey"),
    address: first("sreturnurl"),
    apology: first("snologin"),
    controller: host(first("sdomaincontroller")),
    signs: assigned.has("srsaprivatekey"),
    unreadable,
    host: returnsToHost(all),
    untimed: hashesWithoutTime(all),
    debug: hasDebugSwitch(all),
  };
}

/**
 * A controller's name out of what ADSI takes: LDAP://dc1:389/DC=corp; nothing where it names an entry only. The port goes: it
 * is the one without TLS.
 */
function host(controller) {
  const name = controller.trim().replace(/^(ldaps?|gc):\/*/i, "").split(/[/:]/)[0];
  return name.includes("=") ? "" : name;
}

function names(tokens) {
  return tokens.filter((token) => token.kind === "name").map((token) => token.value);
}

function hasText(tokens, text) {
  return tokens.some((token) => token.kind === "string" && token.value.toLowerCase() === text);
}

function returnsToHost(all) {
  return all.flatMap(assignments).some(([name, tokens]) => name === "sreturnurl" && hasText(tokens, "host_url"));
}

function hashesWithoutTime(all) {
  return all.flatMap(assignments).some(([name, tokens]) => {
    const joined = names(tokens);
    return name !== "stoken" && joined.length > 2 && joined.includes("stoken") && !joined.some((part) => CLOCK.test(part));
  });
}

function hasDebugSwitch(all) {
  return all.some((tokens) => names(tokens).some((name) => REQUESTS.includes(name)) && hasText(tokens, "debug"));
}

/**
 * @param all as read() has it
 * @param site what the scripts do not say: domain, host, contextPath
 * @return undefined where nothing in them is of use
 */
export function move(all, site) {
  const useful = all.filter((found) => found.key || found.token || found.password || found.unreadable.length > 0);
  if (useful.length === 0) return undefined;
  const reader = useful.find((found) => found.account && found.password) ?? useful[0];
  const files = [];
  const applications = useful.map((found, i) => application(found, i === 0 ? "helpdesk" : `helpdesk${i + 1}`, files));
  const resources = [
    resource("site", {
      publicUrl: `https://${server(site.host).host}${site.contextPath}`,
      helpText: useful.map((found) => text(found.apology)).find(Boolean),
    }),
    resource(`directory/${label(site.domain)}`, {
      domain: site.domain,
      servers: reader.controller,
      account: reader.account,
      passwordFile: secretFile(files, "ldap-password", reader.password && reader.password + "\n"),
      trustFile: secretPath("ca.pem"),
    }),
    ...applications,
  ];
  return {descriptor: context(resources), files, findings: distinct([...useful.flatMap(findings), ...readers(useful, reader)])};
}

/**
 * What people read of a piece of HTML: the script wrote it into its page as it was, and here it is shown as it is. The browser
 * gets no element of it to make, but the characters by their names.
 */
function text(html) {
  const [before, ...hidden] = html.split(/<(?:script|style)\b/i);
  const seen = [before, ...hidden.map((part) => part.split(/<\/(?:script|style)\s*>/i).slice(1).join(" "))].join(" ");
  const words = seen.replace(/<\/?(?:br|p|div|li|td|h[1-6])\b[^<>]*>/gi, " ").replace(/<\/?[a-z!][^<>]*>/gi, "");
  const {body} = new DOMParser().parseFromString(words.replaceAll("<", "&lt;"), "text/html");
  return body.textContent.replace(/\s+/g, " ").trim();
}

/** The path of a secret; the file itself is made where the scripts hold its content. */
function secretFile(files, name, content) {
  if (content) files.push({name, content});
  return secretPath(name);
}

function application(found, id, files) {
  const pem = lines(found.key);
  return resource(`app/${id}`, isJwt(found)
    ? jwtApplication(found, strength(pem), secretFile(files, `${id}.pem`, pem))
    : hmacApplication(found, secretFile(files, `${id}-secret`, found.token && found.token + "\n")));
}

const isJwt = (found) => Boolean(found.key) || found.signs;

const strength = (pem) => (pem ? bits(pem) : 0);

/** Accounts beside the one that was taken; one is enough. */
function readers(useful, reader) {
  return useful
    .filter(({account}) => account && account.toLowerCase() !== reader.account.toLowerCase())
    .map(({account}) => ({name: "reader", seen: account}));
}

function distinct(all) {
  return all.filter(({name, seen}, i) => all.findIndex((other) => other.name === name && other.seen === seen) === i);
}

function jwtApplication(found, keyBits, keyFile) {
  return {
    protocol: "jwt",
    title: "IT Service Desk",
    replaces: "ADScriptJWT.asp",
    redirectUri: url(found.address) && secure(found.address),
    keyFile,
    acceptWeakKey: keyBits > 0 && keyBits < STRONG ? "true" : "",
  };
}

/** No portal where the scripts do not tell whose it is: a sample would send signed links to somebody else's host. */
function hmacApplication(found, secretFile) {
  const address = url(found.address);
  return {
    protocol: "hmac",
    title: "IT Service Desk",
    replaces: "ADScript.asp",
    portal: address && `https://${address.host}`,
    secretFile,
  };
}

function secure(address) {
  return address.trim().replace(/^http:/i, "https:");
}

function findings(found) {
  const keyBits = strength(lines(found.key));
  const clear = Object.entries({sLdapReaderPassword: found.password, sToken: found.token, sRSAPrivateKey: found.key})
    .filter(([, secret]) => secret)
    .map(([name]) => name);
  const missing = Object.entries({sLdapReaderUsername: found.account, sReturnURL: url(found.address)})
    .filter(([, setting]) => !setting)
    .map(([name]) => name)
    .concat(found.unreadable);
  return [
    [Boolean(found.key) && keyBits === 0, "keybad", "sRSAPrivateKey"],
    [keyBits > 0 && keyBits < STRONG, "weakkey", String(keyBits)],
    [clear.length > 0, "rotate", clear.join(", ")],
    [/^\s*http:/i.test(found.address) || found.host, "http", found.host ? "http://" : found.address],
    [found.untimed, "formula", "MD5"],
    [found.debug, "debug", "?debug=1"],
    [found.host, "portal", "host_url"],
    [missing.length > 0, "missing", missing.join(", ")],
    [isJwt(found), "subject", 'subject="objectGUID"'],
  ].filter(([is]) => is).map(([, name, seen]) => ({name, seen}));
}

// From the old scripts' texts to the descriptor, the files and the findings. Nothing here touches the page or the network.

import {context, label, resource, secretPath} from "./descriptor.js";
import {bits, lines} from "./pem.js";
import {assignments, constants, statements} from "./vbscript.js";

const STRONG = 2048;
const CLOCK = /time|stamp|now|date|epoch|utc/;

/** What the scripts say, by our names for it. Freshworks' two families of scripts named some things differently. */
export function read(texts) {
  const all = texts.flatMap(statements);
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
    controller: first("sdomaincontroller"),
    signs: assigned.has("srsaprivatekey"),
    unreadable,
    host: returnsToHost(all),
    untimed: hashesWithoutTime(all),
    debug: hasDebugSwitch(all),
  };
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
  return all.some((tokens) => names(tokens).includes("querystring") && hasText(tokens, "debug"));
}

function url(text) {
  try {
    const parsed = new URL(text.trim());
    return /^https?:$/.test(parsed.protocol) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param found as read() has it
 * @param site what the scripts do not say: domain, host, contextPath, fileName
 */
export function move(found, site) {
  if (!found.key && !found.token && !found.password && found.unreadable.length === 0) return undefined;
  const pem = lines(found.key);
  const strength = pem ? bits(pem) : 0;
  const id = "helpdesk";
  const files = [];
  const path = (name, content) => {
    files.push({name, content});
    return secretPath(name);
  };
  const jwt = Boolean(found.key) || found.signs;
  const app = jwt
    ? jwtApplication(found, strength, pem ? path(`${id}.pem`, pem) : secretPath(`${id}.pem`))
    : hmacApplication(found, found.token ? path(`${id}-secret`, found.token + "\n") : secretPath(`${id}-secret`));
  const resources = [
    resource("site", {publicUrl: `https://${site.host}${site.contextPath}`, helpText: found.apology}),
    resource(`directory/${label(site.domain)}`, {
      domain: site.domain,
      servers: found.controller,
      account: found.account,
      passwordFile: found.password ? path("ldap-password", found.password + "\n") : secretPath("ldap-password"),
    }),
    resource(`app/${id}`, app),
  ];
  return {descriptor: context(resources), files, findings: findings(found, jwt, pem, strength)};
}

function jwtApplication(found, strength, keyFile) {
  return {
    protocol: "jwt",
    title: "IT Service Desk",
    replaces: "ADScriptJWT.asp",
    redirectUri: secure(found.address),
    keyFile,
    acceptWeakKey: strength > 0 && strength < STRONG ? "true" : "",
  };
}

function hmacApplication(found, secretFile) {
  const address = url(found.address);
  return {
    protocol: "hmac",
    title: "IT Service Desk",
    replaces: "ADScript.asp",
    portal: address ? `https://${address.host}` : "https://acme.freshdesk.com",
    secretFile,
  };
}

function secure(address) {
  return address.trim().replace(/^http:/i, "https:");
}

function findings(found, jwt, pem, strength) {
  const clear = Object.entries({sLdapReaderPassword: found.password, sToken: found.token, sRSAPrivateKey: found.key})
    .filter(([, secret]) => secret)
    .map(([name]) => name);
  const missing = Object.entries({sLdapReaderUsername: found.account, sReturnURL: found.address || found.host})
    .filter(([, setting]) => !setting)
    .map(([name]) => name)
    .concat(found.unreadable);
  return [
    [Boolean(found.key) && strength === 0, "keybad", "sRSAPrivateKey"],
    [strength > 0 && strength < STRONG, "weakkey", String(strength)],
    [clear.length > 0, "rotate", clear.join(", ")],
    [/^\s*http:/i.test(found.address) || found.host, "http", found.host ? "http://" : found.address],
    [found.untimed, "formula", "MD5"],
    [found.debug, "debug", "?debug=1"],
    [found.host, "portal", "host_url"],
    [missing.length > 0, "missing", missing.join(", ")],
    [jwt, "subject", 'subject="objectGUID"'],
  ].filter(([is]) => is).map(([, name, seen]) => ({name, seen}));
}

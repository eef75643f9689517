// Tells what somebody pasted: a private key, whole or cut, or the public part of one. Nothing here touches the page or the
// network. Java's PrivateKeyText and PublicPart do the same for browsers without scripts.

import {INTEGER, SEQUENCE, element} from "./pem.js";

const LONGEST = 16384;
const BITS = 0x03;
const PUBLIC = new RegExp("[-\u2010-\u2015]\\s*BEGIN (?:X509 |TRUSTED )?(?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY)"
  + "\\s*[-\u2010-\u2015]+((?:[^-\u2010-\u2015]|-(?!-))+)", "i");
const MAIL = /^[ \t]*>[> \t]*/gm;
const BARE = /(?<![A-Za-z0-9+/_-])MI[A-P][A-Za-z0-9+/_-][\s\S]+/;
const BETWEEN = /\\[rn]|[\s"'\\]/g;

const DASHES = "[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]{2}";
const LABEL = "(?:BEGIN|END)[\\s\\w+\\\\]{0,60}PRIVATE[\\s_+\\\\]{0,4}KEY";

// PEM labels, OpenSSH, PuTTY, openssl -text.
const WORDS = new RegExp(`${DASHES}\\s*${LABEL}|${LABEL}(?:\\sBLOCK)?\\s*${DASHES}`
  + "|openssh-key-v1|PuTTY-User-Key-File|Private-Lines|privateExponent|Private-Key:|(?<![a-z0-9_])priv:"
  + "|(?:prime[12]|exponent[12]|coefficient)\\s*[:=]\\s*(?:0x)?[0-9a-f]{2}[:\\s]?[0-9a-f]{2}", "i");

const JWK = /(?<![A-Za-z0-9_.-])d\\*["']?\s*:\s*\\*["']?[A-Za-z0-9_+/-]{40}/;

const XML = new RegExp("<(?:[A-Za-z]\\w{0,20}:)?(?:D|P|Q|DP|DQ|InverseQ)(?:\\s[^<>]{0,200})?>"
  + "(?:\\s*<!\\[CDATA\\[)?(?:\\s*[A-Za-z0-9+/]){40}");

// In Base64 at each of its three places: openssh-key-v1, that in Base64 again, PRIVATE KEY; and a Java key store's beginning.
const INSIDE = new RegExp("b3BlbnNzaC1rZXktdj|9wZW5zc2gta2V5LXYx|vcGVuc3NoLWtleS12M"
  + "|YjNCbGJuTnphQzFyWlhrdGRqR|IzQmxibk56YUMxclpYa3Rkak|iM0JsYm5OemFDMXJaWGt0ZGpF"
  + "|UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFW|[/_]u3[+-]7QAA|zs7OzgAAAA");

// A version where a modulus or a certificate would stand, and no name behind it, as a request for a certificate has; or an
// algorithm that encrypts with a password.
const START = "30(?:[0-7].|80|81..|82....|83......)02010[013](?:02|04|30(?:..|80|81..|82....|83......)06)"
  + "|30(?:..|80|81..|82....)30(?:..|80|81..)06..2a864886f70d01(?:05|0c)";
const BEGINNING = new RegExp(`^(?:${START})`);
const HEXADECIMAL = new RegExp(`${START}|feedfeed000000|cececece000000`, "i");

const INVISIBLE = /[\p{Cf}\0]/gu;
const ESCAPE = new RegExp("%([0-7][0-9A-Fa-f])|\\\\u00([0-7][0-9A-Fa-f])|&#[xX]0{0,4}([0-7]?[0-9A-Fa-f]);"
  + "|&#0{0,4}([0-9]{1,3});|&(lt|gt|quot|apos|amp|nbsp);", "g");
const ENTITIES = {lt: "<", gt: ">", quot: "\"", apos: "'", amp: "&", nbsp: " "};
const QUOTED = /"([^"]*)"|\u201C([^\u201C-\u201F]*)[\u201D\u201C\u201F]/g;
const SINGLE = /'([^']*)'|\u2018([^\u2018-\u201B]*)[\u2018\u2019]/g;
const NO_BASE64 = /<[^<>]{0,80}>|\\[rnt]|&\s*_(?![A-Za-z0-9+/])|[^A-Za-z0-9+/_-]/g;
const NO_HEXADECIMAL = /<[^<>]{0,80}>|\\[rntx]|0[xX]|&[hH]|[^A-Za-z0-9]/g;

/** Whether a private key is in it, in any of the forms in which people have one. */
export function isPrivate(text) {
  const clear = plain(text);
  return WORDS.test(clear) || JWK.test(clear) || XML.test(clear)
    || [clear, joined(QUOTED, clear), joined(SINGLE, clear)].some(isEncodedIn);
}

/** Without what cannot be seen, with one kind of space, and with what escapes stand for; they are often nested. */
function plain(text) {
  return unescaped(unescaped(text.replace(INVISIBLE, ""))).replace(INVISIBLE, "").replace(/\p{Z}/gu, " ");
}

function unescaped(text) {
  return text.replace(ESCAPE, (all, percent, json, hex, decimal, entity) => ENTITIES[entity]
    ?? String.fromCharCode(decimal ? Number(decimal) : parseInt(percent ?? json ?? hex, 16)));
}

/** The pieces that a script puts together. */
function joined(quoted, clear) {
  return [...clear.matchAll(quoted)].map((piece) => piece[1] ?? piece[2]).join("");
}

function isEncodedIn(clear) {
  const dense = clear.replace(NO_BASE64, "");
  if (INSIDE.test(dense)) return true;
  for (const [, rest] of dense.matchAll(/M(?=([A-Za-z0-9+/_-]{31}))/g)) {
    if (BEGINNING.test(hexadecimal(octets(`M${rest}`)))) return true;
  }
  return HEXADECIMAL.test(clear.replace(NO_HEXADECIMAL, ""));
}

/** The public key or certificate in it, as Base64 on one line and nothing beside it; undefined where there is none. */
export function publicPart(text) {
  if (text.length > LONGEST || isPrivate(text)) return undefined;
  const clear = plain(text).replace(MAIL, "");
  const body = (PUBLIC.exec(clear)?.[1] ?? BARE.exec(clear)?.[0] ?? clear)
    .replace(BETWEEN, "").replace(/-/g, "+").replace(/_/g, "/");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined;
  try {
    const der = octets(body);
    return isKey(der) || isSpki(der) || isCertificate(der) ? body : undefined;
  } catch {
    return undefined;
  }
}

function octets(base64) {
  return Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
}

function hexadecimal(bytes) {
  return [...bytes].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** PKCS#1: a modulus and an exponent, and nothing more. */
function isKey(der) {
  const whole = outer(der);
  if (der[whole.from] !== INTEGER) return false;
  const modulus = element(der, whole.from, INTEGER);
  return modulus.end - modulus.from >= 64 && element(der, modulus.end, INTEGER).end === whole.end;
}

/** SubjectPublicKeyInfo: an algorithm, and a bit string. An encrypted private key has octets there. */
function isSpki(der) {
  return ends(der, [SEQUENCE, BITS]);
}

function isCertificate(der) {
  return ends(der, [SEQUENCE, SEQUENCE, BITS]);
}

function outer(der) {
  const whole = element(der, 0, SEQUENCE);
  if (whole.end !== der.length) throw new RangeError("more behind it");
  return whole;
}

function ends(der, tags) {
  const whole = outer(der);
  let at = whole.from;
  for (const tag of tags) {
    if (der[at] !== tag) return false;
    at = element(der, at, tag).end;
  }
  return at === whole.end;
}

// Tells what somebody pasted: a private key, whole or cut, or the public part of one. Nothing here touches the page or the
// network. Java's PrivateKeyText and PublicPart do the same for browsers without scripts.

import {INTEGER, SEQUENCE, element} from "./pem.js";

const LONGEST = 16384;
const BITS = 0x03;
const PUBLIC = /[-\u2010-\u2015]\s*BEGIN (?:X509 )?(?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY)\s*[-\u2010-\u2015]+([^-\u2010-\u2015]+)/;
const BETWEEN = /\\[rn]|[\s"'\\\u00a0\u200b\ufeff]/g;

// PEM, OpenSSH, PuTTY, openssl rsa -text, JWK, XML.
const WORDS = new RegExp("(?:BEGIN|END)[\\w\\s%+\\\\]{0,60}PRIVATE|openssh-key-v1|b3BlbnNzaC1rZXktdjE"
  + "|PuTTY-User-Key-File|Private-Lines|privateExponent|\"d\"\\s*:\\s*\"[\\w-]{40}|<(?:D|P|Q|DP|DQ|InverseQ)>", "i");

// A version where a modulus, an algorithm or a certificate would stand, or an algorithm that encrypts with a password.
const VERSIONED = /^30(?:[0-7].|81..|82....|83......)02010[013](?:02|04|30)/;
const ENCRYPTED = /^30(?:..|81..|82....)30(?:..|81..)06..2a864886f70d01(?:05|0c)/;
const HEXADECIMAL = /3082[0-9a-f]{4}02010[013](?:02|04|30)/i;

/** Whether a private key is in it, in any of the forms in which people have one. */
export function isPrivate(text) {
  if (WORDS.test(text)) return true;
  const dense = text.replace(/%2B/gi, "+").replace(/%2F/gi, "/").replace(/%0[AD]|:/gi, "").replace(BETWEEN, "");
  for (const [, rest] of dense.matchAll(/M(?=([A-Za-z0-9+/_-]{31}))/g)) {
    const start = hexadecimal(octets(`M${rest}`));
    if (VERSIONED.test(start) || ENCRYPTED.test(start)) return true;
  }
  return HEXADECIMAL.test(dense);
}

/** The public key or certificate in it, as Base64 on one line and nothing beside it; undefined where there is none. */
export function publicPart(text) {
  if (text.length > LONGEST || isPrivate(text)) return undefined;
  const body = (PUBLIC.exec(text)?.[1] ?? text).replace(BETWEEN, "");
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

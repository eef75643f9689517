// Private keys as the old scripts have them: PEM on one line, PKCS#1 (RFC 8017) or PKCS#8 (RFC 5958).

export const INTEGER = 0x02;
const OCTETS = 0x04;
export const SEQUENCE = 0x30;

/** The key in lines again; undefined where there is none. */
export function lines(text) {
  const found = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([^-]*)-----END \1-----/.exec(text);
  if (!found) return undefined;
  const body = found[2].replace(/\\[rn]|[^A-Za-z0-9+/=]/g, "");
  return `-----BEGIN ${found[1]}-----\n${body.replace(/.{64}(?=.)/g, "$&\n")}\n-----END ${found[1]}-----\n`;
}

/** Where the content of the DER element at a place begins and ends. */
export function element(bytes, at, tag) {
  if (bytes[at] !== tag) throw new RangeError("another tag");
  let length = bytes[at + 1];
  let from = at + 2;
  if (length > 0x80) {
    let more = length - 0x80;
    if (more > 3) throw new RangeError("too long");
    for (length = 0; more > 0; more--) length = length * 256 + bytes[from++];
  }
  if (!(from + length <= bytes.length)) throw new RangeError("cut off");
  return {from, end: from + length};
}

/** The length of the modulus in bits; 0 where the key cannot be read. */
export function bits(pem) {
  try {
    const body = atob(pem.replace(/-----[^-]*-----|\s/g, ""));
    const bytes = Uint8Array.from(body, (c) => c.charCodeAt(0));
    let at = element(bytes, element(bytes, 0, SEQUENCE).from, INTEGER).end;
    if (bytes[at] === SEQUENCE) {
      const inner = element(bytes, element(bytes, at, SEQUENCE).end, OCTETS).from;
      at = element(bytes, element(bytes, inner, SEQUENCE).from, INTEGER).end;
    }
    const modulus = element(bytes, at, INTEGER);
    while (modulus.from < modulus.end && bytes[modulus.from] === 0) modulus.from++;
    if (modulus.from === modulus.end) return 0;
    return (modulus.end - modulus.from) * 8 - Math.clz32(bytes[modulus.from]) + 24;
  } catch {
    return 0;
  }
}

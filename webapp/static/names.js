// Names as people write them, taken apart. Nothing here touches the page.

const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/;

/** An address of the web; undefined where it is none. Browsers take more for a host than there can be, such as spaces. */
export function url(text) {
  try {
    const parsed = new URL(text.trim());
    return /^https?:$/.test(parsed.protocol) && HOST.test(parsed.hostname) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A server, as its name, with a port, or as an address.
 *
 * @return host with the port of an https address, and name alone; what is no server is left as it is, for its reader to see
 */
export function server(text) {
  const parsed = url(text) ?? url(`https://${text.trim()}`);
  if (!parsed) return {host: text.trim(), name: text.trim()};
  return {host: parsed.protocol === "https:" ? parsed.host : parsed.hostname, name: parsed.hostname};
}

/** An account, as its name, as DOMAIN\name or as name@domain. */
export function account(text) {
  const [, short, name, suffix] = /^(?:([^\\]*)\\)?([^@]*)@?(.*)$/s.exec(text.trim());
  return {short: short ?? "", name, suffix};
}

/** A group; a name alone is one of this domain. */
export function group(text, domain) {
  const isWhole = /[\\=]|^S-1-/i.test(text);
  return isWhole ? text.trim() : `${domain}\\${text.trim()}`;
}

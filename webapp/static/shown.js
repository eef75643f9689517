// Understands what Freshworks shows an administrator: the redirect URL, the ACS URL, the service provider's metadata, or the
// long address at which a browser stopped. Nothing here touches the page or the network.

import {url} from "./names.js";

const LONGEST = 65536;
const PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
const ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
const METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
const POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

/** Fields by our names, mechanism among them; undefined where nothing is understood. */
export async function understand(text) {
  const shown = text.trim();
  if (!shown || shown.length > LONGEST) return undefined;
  if (shown.startsWith("<") || shown.startsWith("\ufeff<")) return metadata(shown);
  const address = url(shown);
  return address && ((await asked(address.searchParams)) ?? place(address));
}

function withoutQuery(address) {
  return `https://${address.host}${address.pathname}`;
}

/** What a request that is on its way to the identity provider carries. */
async function asked(query) {
  const back = url(query.get("redirect_uri") ?? "");
  if (back) return {mechanism: "jwt", redirectUri: query.get("redirect_uri")};
  if (query.has("SAMLRequest")) return request(query.get("SAMLRequest"));
  const host = query.get("host_url");
  if (host && /^[a-z0-9.-]+$/i.test(host)) return {mechanism: "hmac", portal: `https://${host}`, startUrl: `https://${host}/`};
  return undefined;
}

function place(address) {
  if (/^\/sp\/OIDC\/[^/]+\/implicit$/.test(address.pathname)) {
    return {mechanism: "jwt", redirectUri: withoutQuery(address)};
  }
  const module = /^(\/sp\/SAML\/[^/]+)\/(?:callback|metadata)$/.exec(address.pathname);
  if (module) {
    const base = `https://${address.host}${module[1]}`;
    return {mechanism: "saml", acs: `${base}/callback`, entityId: `${base}/metadata`};
  }
  if (address.pathname === "/login/saml") {
    return {mechanism: "saml", acs: withoutQuery(address), entityId: `https://${address.host}`, startUrl: `https://${address.host}/`};
  }
  if (/^\/login\/sso\/?$/.test(address.pathname)) {
    return {mechanism: "hmac", portal: `https://${address.host}`, startUrl: `https://${address.host}/`};
  }
  return undefined;
}

/** No document type: the entities in it could grow without end. */
function xml(text) {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const parsed = new DOMParser().parseFromString(text.replace(/^\ufeff/, ""), "application/xml");
  return parsed.getElementsByTagName("parsererror").length ? undefined : parsed;
}

function metadata(text) {
  const parsed = xml(text);
  const entityId = parsed?.getElementsByTagNameNS(METADATA, "EntityDescriptor")[0]?.getAttribute("entityID");
  const services = [...(parsed?.getElementsByTagNameNS(METADATA, "AssertionConsumerService") ?? [])];
  const posted = services.filter((service) => service.getAttribute("Binding") === POST);
  const acs = usual(posted.length ? posted : services)?.getAttribute("Location");
  return entityId && url(acs ?? "") ? {mechanism: "saml", acs, entityId} : undefined;
}

/** The default of several endpoints (SAML 2.0 metadata, 2.2.3). */
function usual(endpoints) {
  const says = (endpoint) => endpoint.getAttribute("isDefault")?.trim();
  return endpoints.find((endpoint) => ["true", "1"].includes(says(endpoint)))
    ?? endpoints.find((endpoint) => says(endpoint) === undefined)
    ?? endpoints[0];
}

/** An AuthnRequest in the redirect binding: deflated, then Base64 (SAML 2.0 bindings, 3.4.4.1). */
async function request(encoded) {
  try {
    const octets = Uint8Array.from(atob(encoded.replace(/ /g, "+")), (c) => c.charCodeAt(0));
    const parsed = xml(await inflate(octets));
    const acs = parsed?.getElementsByTagNameNS(PROTOCOL, "AuthnRequest")[0]?.getAttribute("AssertionConsumerServiceURL");
    const entityId = parsed?.getElementsByTagNameNS(ASSERTION, "Issuer")[0]?.textContent.trim();
    return entityId && url(acs ?? "") ? {mechanism: "saml", acs, entityId} : undefined;
  } catch {
    return undefined;
  }
}

async function inflate(octets) {
  const reader = new Blob([octets]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += decoder.decode(next.value, {stream: true});
    if (text.length > LONGEST) {
      await reader.cancel();
      throw new RangeError("too long");
    }
  }
  return text;
}

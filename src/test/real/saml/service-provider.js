// A service provider made of node-saml: one question on each line of standard input, one answer on each line of standard output,
// both JSON. node-saml builds every request and judges every response; this file only hands over.
"use strict";

const { randomUUID } = require("node:crypto");
const { createInterface } = require("node:readline");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const { SAML } = createRequire(join(process.argv[2], "package.json"))("@node-saml/node-saml");

/** Knows one request that is open, which a sign-in begun on the other side does not have. */
function requests(id) {
  return {
    saveAsync: async (key, value) => ({ value, createdAt: Date.now() }),
    getAsync: async (key) => (key === id ? new Date().toISOString() : null),
    removeAsync: async (key) => key,
  };
}

function saml(sp, requestId) {
  return new SAML({
    issuer: sp.entityId,
    audience: sp.entityId,
    callbackUrl: sp.acs,
    entryPoint: sp.singleSignOn,
    idpIssuer: sp.idpEntityId,
    idpCert: sp.idpCertificate,
    privateKey: sp.signed ? sp.key : undefined,
    publicCert: sp.signed ? sp.certificate : undefined,
    decryptionPvk: sp.wantEncrypted ? sp.key : undefined,
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
    authnRequestBinding: sp.binding === "post" ? "HTTP-POST" : undefined,
    passive: sp.passive === true,
    skipRequestCompression: !sp.deflated,
    wantAssertionsSigned: sp.wantAssertionSigned,
    wantAuthnResponseSigned: sp.wantResponseSigned,
    acceptedClockSkewMs: 0,
    maxAssertionAgeMs: 5 * 60 * 1000,
    validateInResponseTo: requestId === undefined ? "never" : "always",
    cacheProvider: requests(requestId),
    generateUniqueId: () => requestId ?? "_" + randomUUID(),
  });
}

function metadata({ sp }) {
  const certificate = sp.certificate;
  return {
    metadata: saml(sp).generateServiceProviderMetadata(
      sp.wantEncrypted ? certificate : null,
      sp.signed ? certificate : null,
    ),
  };
}

async function request({ sp, relayState }) {
  const id = "_" + randomUUID();
  const made = saml(sp, id);
  if (sp.binding === "post") {
    return { id, fields: await made.getAuthorizeMessageAsync(relayState ?? "", undefined, {}) };
  }
  return { id, address: await made.getAuthorizeUrlAsync(relayState ?? "", undefined, {}) };
}

async function judge({ sp, response, requestId }) {
  try {
    const { profile } = await saml(sp, requestId).validatePostResponseAsync({ SAMLResponse: response });
    if (profile === null) {
      return { accepted: false, errors: ["NoPassive"] };
    }
    return {
      accepted: true,
      nameId: profile.nameID,
      inResponseTo: profile.inResponseTo,
      sessionIndex: profile.sessionIndex,
      attributes: profile.attributes,
    };
  } catch (e) {
    return { accepted: false, errors: [String(e.message)] };
  }
}

const answers = { metadata, request, judge };

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    console.log(JSON.stringify(await answers[question.ask](question)));
  }
})();

// The message is on its way as soon as the page is there; without scripts, the page's button sends it (SAML bindings, 3.5.4).
document.forms[0].submit();

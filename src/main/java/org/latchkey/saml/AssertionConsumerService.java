package org.latchkey.saml;

import java.net.URI;

/** Where a service provider takes responses, by the binding HTTP-POST (saml-metadata-2.0-os, 2.4.4). */
public record AssertionConsumerService(int index, boolean isDefault, URI location) {}

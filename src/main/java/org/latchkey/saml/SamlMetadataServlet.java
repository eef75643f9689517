package org.latchkey.saml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;

/** {@code GET /saml/metadata}: the identity provider's metadata, for anybody. */
public final class SamlMetadataServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Registered in saml-metadata-2.0-os, appendix A. */
    private static final String MEDIA_TYPE = "application/samlmetadata+xml";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET", "HEAD");
        PublishedMetadata.Document document = Parts.find(getServletContext(), PublishedMetadata.class)
                .orElseThrow(() -> ClosedSaml.whyAbsent(getServletContext()))
                .current();
        response.setHeader("ETag", document.entityTag());
        // A new certificate has to be seen at once by whoever asks.
        response.setHeader("Cache-Control", "no-cache");
        if (matches(request.getHeader("If-None-Match"), document.entityTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(MEDIA_TYPE);
        byte[] octets = document.xml().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(octets.length);
        if ("GET".equals(request.getMethod())) {
            response.getOutputStream().write(octets);
        }
    }

    /** RFC 9110, 13.1.2: compared weakly. */
    private static boolean matches(@Nullable String known, String entityTag) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
    }
}

package org.latchkey.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads id_tokens without the library that made them. */
final class IdTokens {

    private static final Pattern TOKEN = Pattern.compile("[?&]id_token=([^&]+)");

    private IdTokens() {}

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** The claims of the token in a redirect, after its signature was checked. */
    static JsonNode claims(HttpResponse<String> answer, KeyPair key) {
        Matcher token = TOKEN.matcher(location(answer));
        if (!token.find()) {
            throw new AssertionError("no id_token in " + answer.statusCode() + " " + location(answer));
        }
        String[] parts = token.group(1).split("\\.", -1);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                throw new AssertionError("signature does not fit the key");
            }
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}

package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** The body of a POSTed form, read as strictly as a query string and never further than a form of ours can reach. */
public final class FormBody {

    private static final int LONGEST = 64 * 1024;

    private FormBody() {}

    /** @throws Refusal {@link Reason#FORM_TOO_LARGE}, or {@link Reason#FORM_MALFORMED} when the body is not a form */
    public static QueryString read(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded")) {
            throw new Refusal(Reason.FORM_MALFORMED).with("content type", String.valueOf(type));
        }
        byte[] octets = request.getInputStream().readNBytes(LONGEST + 1);
        if (octets.length > LONGEST) {
            throw new Refusal(Reason.FORM_TOO_LARGE).with("longest", Integer.toString(LONGEST));
        }
        return QueryString.parse(new String(octets, StandardCharsets.ISO_8859_1));
    }
}

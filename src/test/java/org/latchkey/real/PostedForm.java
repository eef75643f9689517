package org.latchkey.real;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form with which a page hands a message over, as a browser reads it. */
record PostedForm(String action, Map<String, String> fields) {

    private static final Pattern FORM = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">");
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    static PostedForm in(Curl.Answer answer) {
        Matcher form = FORM.matcher(answer.body());
        if (!form.find()) {
            throw new AssertionError("no form in " + answer);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(answer.body());
        while (field.find()) {
            fields.put(field.group(1), unescaped(field.group(2)));
        }
        return new PostedForm(unescaped(form.group(1)), fields);
    }

    String response() {
        return fields.getOrDefault("SAMLResponse", "");
    }

    private static String unescaped(String text) {
        return text.replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}

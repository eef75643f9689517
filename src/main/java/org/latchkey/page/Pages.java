package org.latchkey.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Shows pages. Templates were compiled when Latchkey was built; none is compiled while it runs. */
public final class Pages {

    private static final String COMPILED = "org.latchkey.page.templates";

    private final Languages languages;
    private final TemplateEngine engine;

    public Pages(Languages languages) {
        this.languages = languages;
        engine = TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), COMPILED);
    }

    /**
     * Answers with a page, in the browser's language. The page is rendered whole before the answer begins, so that a fault in
     * a template is a fault and not half a page.
     */
    public void show(HttpServletRequest request, HttpServletResponse response, int status, Page page)
            throws IOException {
        Texts texts = Texts.of(languages.of(request));
        Utf8ByteOutput html =
                render(page, new Frame(texts, request.getServletContext().getContextPath()));
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(html.getContentLength());
        SecurityHeaders.apply(response);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Language", texts.language());
        response.addHeader("Vary", "Accept-Language");
        if (page.leadsToOtherSites()) {
            response.setHeader(SecurityHeaders.CSP, SecurityHeaders.LEADS_TO_OTHER_SITES);
        }
        if (page.copies()) {
            response.setHeader(SecurityHeaders.CSP, SecurityHeaders.COPIES);
        }
        if (page.submitsItself()) {
            response.setHeader(SecurityHeaders.CSP, SecurityHeaders.SUBMITS_ITSELF);
        }
        if (!"HEAD".equals(request.getMethod())) {
            html.writeTo(response.getOutputStream());
        }
    }

    Utf8ByteOutput render(Page page, Frame frame) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        engine.render(page.template() + ".jte", Map.of("frame", frame, "page", page), html);
        return html;
    }
}

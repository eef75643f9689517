package org.latchkey.page;

import jakarta.servlet.http.HttpServletResponse;
import org.latchkey.refusal.Refusal;

/** A refusal with a page of its own: one that takes a protocol's message to the application, or a form to try again. */
public final class AnsweredRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Page page;

    private AnsweredRefusal(Refusal refusal, int status, Page page) {
        super(refusal.reason(), refusal.facts());
        this.status = status;
        this.page = page;
    }

    /** The application hears of it in the words of its protocol, so that for the browser all is well. */
    public static AnsweredRefusal toApplication(Refusal refusal, Page page) {
        return new AnsweredRefusal(refusal, HttpServletResponse.SC_OK, page);
    }

    /** Another try may help, on this page. */
    public static AnsweredRefusal again(Refusal refusal, Page page) {
        return new AnsweredRefusal(refusal, refusal.reason().status(), page);
    }

    public int answerStatus() {
        return status;
    }

    public Page page() {
        return page;
    }
}

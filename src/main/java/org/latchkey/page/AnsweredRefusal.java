package org.latchkey.page;

import org.latchkey.refusal.Refusal;

/** A refusal that the application hears of in the words of its protocol: a page takes the message there. */
public final class AnsweredRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient Page page;

    public AnsweredRefusal(Refusal refusal, Page page) {
        super(refusal.reason(), refusal.facts());
        this.page = page;
    }

    public Page page() {
        return page;
    }
}

package org.latchkey.setup;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serializable;
import org.latchkey.http.Parts;

/**
 * What a session keeps of the survey that was begun in it: whoever begins one sees it in any session of his. When the
 * session ends, the survey does, too.
 *
 * @param id the reference of the request that began it
 */
record SurveyMark(String id) implements HttpSessionBindingListener, Serializable {

    private static final long serialVersionUID = 1L;

    private static final String ATTRIBUTE = SurveyMark.class.getName();

    void put(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** The session ended, or another mark took the place of this one. */
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        Parts.find(event.getSession().getServletContext(), Surveys.class).ifPresent(surveys -> surveys.drop(id));
    }
}

package org.latchkey.application;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * A mechanism's way in to its applications, for whoever serves it at another address than the mechanism's own. Nothing is
 * judged by the address: the same request is answered, refused and audited in the same way at each of them.
 */
public interface Entrance {

    /** Whether an application speaks this mechanism; one that is closed does, too. */
    boolean knows(String id);

    /**
     * One of its applications.
     *
     * @throws Refusal {@link Reason#APPLICATION_UNKNOWN} or {@link Reason#APPLICATION_BROKEN}
     */
    Registration require(String id);

    /** Whether a request's parameter names this application. It selects among several and is no judgement. */
    boolean isNamed(String id, String parameter, String value);

    /**
     * Judges a request and answers it.
     *
     * @throws Refusal whatever speaks against it
     */
    void answer(HttpServletRequest request, HttpServletResponse response, String id);

    /**
     * What an answer would be, without anything that signs somebody in.
     *
     * @throws Refusal what {@link #answer} would refuse the request or the person for, but for the rule who may enter
     */
    Preview preview(String id, QueryString query, DirectoryUser user, Membership groups);

    /**
     * An answer that is not given.
     *
     * @param destination where it would be sent
     * @param parameters what it would say about the person: no hash, no signature, nothing of the request
     * @param written the same in the form in which it goes out, by the name of each part, made when somebody asks; what makes
     *     it valid is {@link #LEFT_OUT}
     */
    record Preview(String destination, Map<String, String> parameters, Supplier<Map<String, String>> written) {

        /** Stands for a secret, a hash, a time or an ID, whatever their length. */
        public static final String LEFT_OUT = "\u2022".repeat(8);
    }
}

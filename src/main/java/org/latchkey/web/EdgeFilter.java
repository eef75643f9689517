package org.latchkey.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latchkey.audit.Audit;
import org.latchkey.audit.Decision;
import org.latchkey.http.Client;
import org.latchkey.http.Parts;
import org.latchkey.page.SecurityHeaders;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Reference;
import org.latchkey.refusal.Refusal;

/**
 * The outermost filter: gives each request its reference number, each answer its security headers, and holds the one catch
 * block in which a {@link Refusal} becomes a page, a log line and an audit line.
 */
public final class EdgeFilter implements Filter {

    /** What comes back after a sign-in is sealed into a form, so an address has to stay within reason. */
    private static final int LONGEST_ADDRESS = 8192;

    private @Nullable ServletContext context;

    @Override
    public void init(FilterConfig config) {
        context = config.getServletContext();
    }

    @Override
    public void doFilter(ServletRequest incoming, ServletResponse outgoing, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) incoming;
        HttpServletResponse response = (HttpServletResponse) outgoing;
        ServletContext parts = Objects.requireNonNull(context);
        Decision decision = Decision.begin(request, Reference.next(Parts.get(parts, SecureRandom.class)));
        decision.note("address", Parts.get(parts, Client.class).address(request));
        SecurityHeaders.apply(response);
        Answers answers = new Answers(parts);
        try {
            requireShort(request);
            if (Gate.of(parts).admits(request)) {
                chain.doFilter(request, response);
            } else {
                answers.firstSteps(request, response);
            }
        } catch (Refusal refusal) {
            answers.refuse(request, response, refusal);
        } catch (RuntimeException | ServletException | LinkageError | StackOverflowError e) {
            answers.fault(request, response, e);
        } finally {
            Parts.get(parts, Audit.class).write(decision);
        }
    }

    private static void requireShort(HttpServletRequest request) {
        String query = request.getQueryString();
        int length = request.getRequestURI().length() + (query == null ? 0 : query.length());
        if (length > LONGEST_ADDRESS) {
            throw new Refusal(Reason.ADDRESS_TOO_LONG).with("length", Integer.toString(length));
        }
    }
}

package org.latchkey.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a container would give it, as far as the parts ask for it; what nobody asks for throws. For facts about single
 * parts only: what a real container does is tested in one.
 */
public final class StandInRequest {

    private final Map<String, Object> answers = new HashMap<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private @Nullable StandInSession session;

    private StandInRequest(String method, String uri) {
        int question = uri.indexOf('?');
        answers.put("getMethod", method);
        answers.put("getRequestURI", question < 0 ? uri : uri.substring(0, question));
        answers.put("getQueryString", question < 0 ? null : uri.substring(question + 1));
        answers.put("getContextPath", "/latchkey");
        answers.put("getServletContext", context("/latchkey"));
        answers.put("getRemoteAddr", "192.0.2.1");
        answers.put("getUserPrincipal", null);
        answers.put("getRequestedSessionId", null);
        answers.put("getContentType", null);
        answers.put("getPathInfo", null);
    }

    /** @param uri the whole path and maybe a query, percent-encoded */
    public static StandInRequest get(String uri) {
        return new StandInRequest("GET", uri);
    }

    public static StandInRequest of(String method, String uri) {
        return new StandInRequest(method, uri);
    }

    /** @param body one character for each octet */
    public StandInRequest body(@Nullable String contentType, String body) {
        answers.put("getContentType", contentType);
        answers.put("getInputStream", stream(body.getBytes(StandardCharsets.ISO_8859_1)));
        return this;
    }

    /** At the root of the server, or elsewhere. */
    public StandInRequest contextPath(String path) {
        answers.put("getContextPath", path);
        answers.put("getServletContext", context(path));
        return this;
    }

    /** What {@code getContextPath} says, where it is not what the web application is called. */
    public StandInRequest contextPathAsSent(String path) {
        answers.put("getContextPath", path);
        return this;
    }

    public StandInRequest pathInfo(String path) {
        answers.put("getPathInfo", path);
        return this;
    }

    public StandInRequest from(String address) {
        answers.put("getRemoteAddr", address);
        return this;
    }

    /** What any other method of the request answers. */
    public StandInRequest answering(String method, Object value) {
        answers.put(method, value);
        return this;
    }

    /** One more line of this header. */
    public StandInRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(value);
        return this;
    }

    public StandInRequest cookie(String name, String value) {
        cookies.add(new Cookie(name, value));
        return this;
    }

    public StandInRequest user(Principal principal) {
        answers.put("getUserPrincipal", principal);
        return this;
    }

    public StandInRequest session(StandInSession existing) {
        session = existing;
        answers.put("getRequestedSessionId", existing.id());
        return this;
    }

    /** The session of this request, if it has one by now. */
    public @Nullable StandInSession session() {
        return session;
    }

    public HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                StandInRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments == null ? new Object[0] : arguments));
    }

    private @Nullable Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "getHeader" ->
                headers((String) arguments[0]).stream().findFirst().orElse(null);
            case "getHeaders" -> Collections.enumeration(headers((String) arguments[0]));
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(new Cookie[0]);
            case "getSession" -> session(arguments.length == 0 || (boolean) arguments[0]);
            case "changeSessionId" -> session.changeId();
            default -> {
                if (!answers.containsKey(method)) {
                    throw new UnsupportedOperationException(method);
                }
                yield answers.get(method);
            }
        };
    }

    private List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    private @Nullable HttpSession session(boolean create) {
        if (session != null && session.isInvalid()) {
            session = null;
        }
        if (session == null && create) {
            session = StandInSession.fresh();
        }
        return session == null ? null : session.session();
    }

    private static ServletContext context(String path) {
        return (ServletContext) Proxy.newProxyInstance(
                StandInRequest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getContextPath")) {
                        return path;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static ServletInputStream stream(byte[] octets) {
        ByteArrayInputStream in = new ByteArrayInputStream(octets);
        return new ServletInputStream() {
            @Override
            public int read() {
                return in.read();
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                return in.read(octets, offset, length);
            }

            @Override
            public boolean isFinished() {
                return in.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("nobody reads this way");
            }
        };
    }
}

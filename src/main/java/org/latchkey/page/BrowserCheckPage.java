package org.latchkey.page;

import java.util.List;

/**
 * How this browser answered when Windows sign-in was asked of it. Everything on it is about whoever looks at it.
 *
 * @param state {@code ANSWERED}, {@code REFUSED}, {@code UNANSWERED} or {@code NOT_ASKED}
 * @param mechanism {@code KERBEROS} or {@code NTLM}; empty where nothing was proved
 * @param account as it was proved; empty as well
 * @param octets of the token; 0 where there was none
 * @param refusal what a refused token means, in the user's words; empty for none
 * @param kerberos the ending of the sentence about what went wrong with Kerberos; empty where nothing is known to have
 * @param fault the ending of its remedy, for administrators; empty as well
 * @param reference the number that the help desk asks for
 * @param scheme with which they come
 * @param host by which browsers know this server, for their policies
 * @param again this page's address
 */
public record BrowserCheckPage(
        String state,
        String mechanism,
        String account,
        int octets,
        String refusal,
        String kerberos,
        String fault,
        String reference,
        String scheme,
        String host,
        String again)
        implements Page {

    /** The length of the header that carries the token: Base64 makes four characters of three octets. */
    public int headerLength() {
        return (octets + 2) / 3 * 4;
    }

    /** By which names browsers and Windows know the list of trusted servers, and what belongs into each. */
    public List<SheetPage.Line> policies() {
        return List.of(
                new SheetPage.Line("Edge, Chrome: AuthServerAllowlist", host, ""),
                new SheetPage.Line("Firefox: network.negotiate-auth.trusted-uris", scheme + "://" + host, ""),
                new SheetPage.Line("Firefox, by policy: Authentication › SPNEGO", scheme + "://" + host, ""),
                new SheetPage.Line("Windows: Site to Zone Assignment List", scheme + "://" + host + " = 1", ""));
    }

    @Override
    public String template() {
        return "browsercheck";
    }

    @Override
    public boolean copies() {
        return true;
    }
}

package org.latchkey.real;

import java.util.Base64;

/** Settings as administrators have them in the folder of the old scripts, and a hand that drops them on a page. */
final class OldScripts {

    static final String SECRET = "s3cret-that-must-stay";

    /** In every spelling that VBScript takes. */
    static final String SIMPLE_SSO = """
            <%@ Language="VBScript" %>
            <%
            ' It's a comment: sToken = "not this"
            Rem sToken = "nor this"
            CONST SLDAPREADERUSERNAME = "CORP\\svc-reader"
            Dim a, b : sLdapReaderPassword="a ""quoted"" <&> one" ' said once
              sToken _
                = "SECRET" & _
                  "-here"
            sReturnURL = "http://" & Request.Querystring("host_url") & "/login/sso"
            sNoLogin = "Couldn't sign you in: <b>call 4711</b>"
            sMessage = sFullName & sEmail & sToken
            If Request.QueryString("Debug") = "1" Then Response.Write sMessage
            %>
            """.replace("SECRET", SECRET);

    /** A script block for the server, with functions around the settings, beside one for the browser. */
    static final String WRAPPED = """
            <script language="VBScript" runat="server">
            sToken = Trim(" a " & Chr(34) & ("quoted" & Chr(34)) & " secret ")
            sReturnURL = ("https://acme.freshdesk.com/login/sso")
            sDomainController = "LDAP://dc1.corp.example.com:389/DC=corp,DC=example,DC=com"
            </script>
            <% sLdapReaderUsername = "CORP\\svc-reader" %>
            <script>sToken = "that of the browser"</script>
            """;

    private static final String DONE =
            "new Promise(done => { const look = () => document.getElementById('status').textContent"
                    + " ? done() : requestAnimationFrame(look); look(); })";

    private OldScripts() {}

    static String jwt(String keyOnOneLine, String address) {
        return """
                <%%
                sLdapReaderUsername = "CORP\\svc-reader"
                sLdapReaderPassword = "reader-password"
                sRSAPrivateKey = "%s"
                sReturnURL = "%s"
                %%>
                """.formatted(keyOnOneLine, address);
    }

    /** Drops a file beside every field of the page, and waits until the page says something of it. */
    static void drop(Chromium browser, byte[] content) {
        browser.evaluate("(() => { const dropped = new DataTransfer();"
                + "const octets = Uint8Array.from(atob('"
                + Base64.getEncoder().encodeToString(content) + "'), c => c.charCodeAt(0));"
                + "dropped.items.add(new File([octets], 'Constants.asp'));"
                + "document.getElementById('status').textContent = '';"
                + "document.body.dispatchEvent(new DragEvent('drop',"
                + " {dataTransfer: dropped, bubbles: true, cancelable: true})); })()");
        read(browser);
    }

    static void read(Chromium browser) {
        browser.evaluate(DONE);
    }
}

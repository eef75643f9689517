package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** The same pages in each language, as browsers ask for it, at a site whose own language is Dutch. */
class LanguagesIT {

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("language", "nl"))
                .jwt(
                        "desk",
                        Map.of(
                                "protocol",
                                "jwt",
                                "title",
                                "IT Service Desk",
                                "redirectUri",
                                "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                                "key",
                                SigningKeys.pem(SigningKeys.rsa(2048)).replace("\n", "")))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void assertSpeaks(HttpResponse<String> answer, String language, String words) {
        assertThat(answer.body()).contains("<html lang=\"" + language + "\">").contains(words);
        assertThat(answer.headers().firstValue("Content-Language")).contains(language);
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Language");
    }

    private static String negotiate(DemoPerson person) {
        return "Negotiate " + DemoParts.kdc().ticketFor(person).spnego("HTTP@localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, en, Your account has no e-mail address",
        "de-AT, de, Zu Ihrem Konto fehlt die E‑Mail-Adresse",
        "fr-CA, fr, Votre compte n’a pas d’adresse de messagerie",
        "es-MX, es, Su cuenta no tiene dirección de correo",
        "pt-BR, pt, Sua conta não tem endereço de email",
        "nl-BE, nl, Uw account heeft geen e‑mailadres",
        "ja-JP, ja, アカウントにメール アドレスがありません"
    })
    void refusalWhenBrowserAsksForALanguageThenInIt(String asked, String language, String words) {
        HttpResponse<String> answer = new Browser()
                .get(
                        server.uri("/jwt/desk?state=s&nonce=n"),
                        "Accept-Language",
                        asked + ",sv;q=0.9",
                        "Authorization",
                        negotiate(DemoPeople.ALAN));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertSpeaks(answer, language, words);
    }

    @ParameterizedTest
    @CsvSource({
        "en, Sign in to IT Service Desk, Password, The user name or the password is not right.",
        "de, Bei IT Service Desk anmelden, Kennwort, Der Benutzername oder das Kennwort ist nicht richtig.",
        "fr, Se connecter à IT Service Desk, Mot de passe, Le nom d’utilisateur ou le mot de passe est incorrect.",
        "es, Iniciar sesión en IT Service Desk, Contraseña, El nombre de usuario o la contraseña no son correctos.",
        "pt, Entrar em IT Service Desk, Senha, O nome de usuário ou a senha não está certo.",
        "nl, Aanmelden bij IT Service Desk, Wachtwoord, De gebruikersnaam of het wachtwoord is niet juist.",
        "ja, IT Service Desk にサインイン, パスワード, ユーザー名またはパスワードが正しくありません。"
    })
    void formWhenBrowserAsksForALanguageThenInItAndSoIsWhatWentWrong(
            String language, String title, String label, String wrong) {
        Browser browser = new Browser();
        HttpResponse<String> form = browser.get(server.uri("/jwt/desk?state=s&nonce=n"), "Accept-Language", language);
        HttpResponse<String> answer = browser.post(
                server.uri("/signin"),
                Map.of("state", Browser.sealedState(form), "account", "CORP\\nobody." + language, "password", "wrong"),
                "Accept-Language",
                language);

        assertThat(form.statusCode()).isEqualTo(401);
        assertSpeaks(form, language, "<h1>" + title + "</h1>");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertSpeaks(answer, language, wrong);
        assertThat(form.body()).contains(label);
    }

    @ParameterizedTest
    @CsvSource({
        "en, Your applications, Signed in by Windows (Kerberos), You are signed out",
        "de, Ihre Anwendungen, Angemeldet durch Windows (Kerberos), Sie sind abgemeldet",
        "fr, Vos applications, Connexion par Windows (Kerberos), Vous avez fermé votre session",
        "es, Sus aplicaciones, Sesión iniciada por Windows (Kerberos), Ha cerrado la sesión",
        "pt, Seus aplicativos, Entrada pelo Windows (Kerberos), Você saiu",
        "nl, Uw toepassingen, Aangemeld door Windows (Kerberos), U bent afgemeld",
        "ja, アプリケーション, Windows によるサインイン (Kerberos), サインアウトしました"
    })
    void portalWhenBrowserAsksForALanguageThenInItAndSoIsTheWayOut(
            String language, String title, String mechanism, String signedOut) {
        Browser browser = new Browser();
        HttpResponse<String> portal =
                browser.get(server.uri("/"), "Accept-Language", language, "Authorization", negotiate(DemoPeople.ADA));
        HttpResponse<String> out = browser.get(server.uri("/signout"), "Accept-Language", language);

        assertSpeaks(portal, language, "<h1>" + title + "</h1>");
        assertThat(portal.body()).contains(mechanism);
        assertSpeaks(out, language, "<h1>" + signedOut + "</h1>");
    }

    @Test
    void getWhenBrowserAsksForNothingOfOursThenTheLanguageOfTheSite() {
        assertSpeaks(new Browser().get(server.uri("/signout")), "nl", "U bent afgemeld");
        assertSpeaks(
                new Browser().get(server.uri("/nothing"), "Accept-Language", "sv, *;q=0.1"),
                "nl",
                "Deze pagina bestaat niet");
    }

    @Test
    void getWhenHeaderIsHostileThenAnsweredAllTheSame() {
        for (String header : new String[] {
            ",;q=,-*;",
            "de;q=0.0.0,\u00e9\u00ff",
            "*-*-*;q=1",
            "a".repeat(4000),
            "de-".repeat(1000) + "de",
            "${jndi:ldap://x}"
        }) {
            HttpResponse<String> answer = new Browser().get(server.uri("/signout"), "Accept-Language", header);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("jndi");
        }
    }
}

package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Mechanism;

final class NegotiateTokenTest {

    private static NegotiateToken read(String header) {
        return NegotiateToken.read(List.of(header)).orElseThrow();
    }

    private static NegotiateToken negotiate(byte[] token) {
        return read("Negotiate " + Tokens.base64(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Negotiate ", "negotiate ", "NEGOTIATE\t", "  Negotiate   "})
    void schemeWhenInAnyCaseThenFound(String prefix) {
        NegotiateToken token = read(prefix + Tokens.base64(Tokens.kerberos("x")));

        assertThat(token.scheme()).isEqualTo(Scheme.NEGOTIATE);
    }

    @Test
    void headerWhenOfAnotherSchemeThenNone() {
        assertThat(NegotiateToken.read(List.of("Basic x", "Bearer y", "", "Negotiated z", "Kerberos z")))
                .isEmpty();
        assertThat(NegotiateToken.read(List.of("Basic x", "NTLM " + Tokens.base64(Tokens.ntlm(1, "")))))
                .isPresent();
    }

    @Test
    void tokenWhenRawNtlmThenNtlmWhateverTheScheme() {
        for (String scheme : List.of("Negotiate ", "NTLM ")) {
            NegotiateToken first = read(scheme + Tokens.base64(Tokens.ntlm(1, "")));
            NegotiateToken third = read(scheme + Tokens.base64(Tokens.ntlm(3, "answer")));

            assertThat(List.of(first.isFirst(), third.isFirst())).containsExactly(true, false);
            assertThat(List.of(first, third)).allMatch(NegotiateToken::isNtlmOnly);
            assertThat(first.mechanism()).contains(Mechanism.NTLM);
        }
    }

    @Test
    void tokenWhenRawKerberosThenKerberos() {
        NegotiateToken token = negotiate(Tokens.kerberos("AP-REQ"));

        assertThat(token.isFirst()).isTrue();
        assertThat(token.isNtlmOnly()).isFalse();
        assertThat(token.mechanism()).contains(Mechanism.KERBEROS);
    }

    @Test
    void spnegoWhenItsTokenIsOfOneMechanismThenThatOne() {
        String all = Tokens.MS_KERBEROS + Tokens.KERBEROS + Tokens.NEGOEX + Tokens.NTLM;

        assertThat(negotiate(Tokens.init(all, Tokens.kerberos("x"))).mechanism())
                .contains(Mechanism.KERBEROS);
        assertThat(negotiate(Tokens.init(all, Tokens.ntlm(1, ""))).mechanism()).contains(Mechanism.NTLM);
        assertThat(negotiate(Tokens.init(all, Tokens.bytes("NEGOEXTS"))).mechanism())
                .isEmpty();
        assertThat(negotiate(Tokens.init(all, new byte[0])).mechanism()).isEmpty();
    }

    @Test
    void spnegoWhenKerberosIsNotOfferedThenNtlmOnly() {
        assertThat(negotiate(Tokens.init(Tokens.NEGOEX + Tokens.NTLM, new byte[0]))
                        .isNtlmOnly())
                .isTrue();
        assertThat(negotiate(Tokens.init(Tokens.NEGOEX + Tokens.MS_KERBEROS, new byte[0]))
                        .isNtlmOnly())
                .isFalse();
    }

    @Test
    void spnegoWhenItAnswersThenNotFirst() {
        NegotiateToken ntlm = negotiate(Tokens.response(Tokens.ntlm(3, "answer")));
        NegotiateToken kerberos = negotiate(Tokens.response(Tokens.kerberos("x")));

        assertThat(List.of(ntlm.isFirst(), kerberos.isFirst())).containsOnly(false);
        assertThat(List.of(ntlm.isNtlmOnly(), kerberos.isNtlmOnly())).containsExactly(true, false);
    }

    static Stream<byte[]> malformed() {
        byte[] good = Tokens.init(Tokens.KERBEROS, Tokens.kerberos("x"));
        return Stream.of(
                Tokens.concatenated(good, new byte[1]),
                Arrays.copyOf(good, good.length - 1),
                Tokens.init("", Tokens.kerberos("x")),
                Tokens.der(0x60, Tokens.hex("06032a0304")),
                Tokens.der(0x60),
                Tokens.hex("6080060100"),
                Tokens.hex("6084ffffffff"),
                Tokens.hex("60857fffffffff"),
                Tokens.hex("60847fffffff06"),
                Tokens.hex("7f1f00"),
                Tokens.hex("a1"),
                Tokens.bytes("NTLMSSP\0"),
                Tokens.ntlm(2, "a server's"),
                Tokens.ntlm(-1, ""),
                Tokens.bytes("NTLMSSP"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void tokenWhenMalformedThenRefused(byte[] token) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> negotiate(token))
                .matches(refusal -> refusal.reason() == Reason.TOKEN_MALFORMED);
    }

    @Test
    void tokenWhenSpnegoUnderNtlmThenRefused() {
        String spnego = Tokens.base64(Tokens.init(Tokens.NTLM, Tokens.ntlm(1, "")));

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read("NTLM " + spnego));
    }

    @ParameterizedTest
    @ValueSource(strings = {"YWE", "YWF=", "YW E=", "YWE=YWE=", "-_8=", "YWE=,x", "YWE=\u0000", "===="})
    void base64WhenNotToTheLetterThenRefused(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read("Negotiate " + text))
                .matches(refusal -> refusal.reason() == Reason.TOKEN_MALFORMED);
    }

    @Test
    void tokenWhenAtTheLimitThenReadAndAboveItThenTooLarge() {
        byte[] empty = Tokens.ntlm(1, "");
        byte[] largest = Arrays.copyOf(empty, NegotiateToken.LARGEST);
        byte[] larger = Arrays.copyOf(empty, NegotiateToken.LARGEST + 3);

        assertThat(negotiate(largest).size()).isEqualTo(NegotiateToken.LARGEST);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> negotiate(larger))
                .matches(refusal -> refusal.reason() == Reason.TOKEN_TOO_LARGE);
    }

    @Test
    void tokenWhenPrintedThenItsOctetsAreNot() {
        NegotiateToken token = negotiate(Tokens.kerberos("secret"));

        assertThat(token.toString()).isEqualTo("Negotiate token of " + token.size() + " octets");
    }

    @Test
    void tokenWhenOctetsAreChangedAtRandomThenReadOrRefusedButNothingElse() {
        List<byte[]> seeds = List.of(
                Tokens.init(Tokens.MS_KERBEROS + Tokens.KERBEROS + Tokens.NTLM, Tokens.kerberos("AP-REQ")),
                Tokens.response(Tokens.ntlm(3, "answer")),
                Tokens.kerberos("AP-REQ"),
                Tokens.ntlm(1, "0123456789"));
        Random random = new Random(20261122);
        List<Class<?>> others = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            byte[] token = changed(seeds.get(i % seeds.size()), random);
            try {
                NegotiateToken read = negotiate(token);
                NegotiationMessage.ticketOf(read.octets());
            } catch (Refusal e) {
                assertThat(e.reason()).isEqualTo(Reason.TOKEN_MALFORMED);
            } catch (RuntimeException e) {
                others.add(e.getClass());
            }
        }
        assertThat(others).isEmpty();
    }

    private static byte[] changed(byte[] seed, Random random) {
        byte[] token = Arrays.copyOf(seed, random.nextInt(4) == 0 ? 1 + random.nextInt(seed.length) : seed.length);
        for (int n = random.nextInt(4); n >= 0; n--) {
            token[random.nextInt(token.length)] = (byte) random.nextInt();
        }
        return token;
    }

    private static final String SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void ticketWhenItsNameIsNotPrintableThenNotRead() {
        assertThat(ticket("HTTP", "sso.example.com"))
                .contains(new TicketHeader("HTTP/sso.example.com@EXAMPLE.COM", 3, 18, SHA256_OF_NOTHING));
        assertThat(ticket("HTTP", "sso\r\nforged log line")).isEmpty();
        assertThat(ticket("HTTP", "a".repeat(300))).isEmpty();
    }

    private static Optional<TicketHeader> ticket(String service, String host) {
        byte[] names =
                Tokens.concatenated(Tokens.der(0x1B, Tokens.bytes(service)), Tokens.der(0x1B, Tokens.bytes(host)));
        byte[] sname =
                Tokens.der(0x30, Tokens.der(0xA0, Tokens.hex("020102")), Tokens.der(0xA1, Tokens.der(0x30, names)));
        byte[] encrypted = Tokens.der(
                0x30,
                Tokens.der(0xA0, Tokens.hex("020112")),
                Tokens.der(0xA1, Tokens.hex("020103")),
                Tokens.hex("a2020400"));
        byte[] ticket = Tokens.der(
                0x61,
                Tokens.der(
                        0x30,
                        Tokens.hex("a003020105"),
                        Tokens.der(0xA1, Tokens.der(0x1B, Tokens.bytes("EXAMPLE.COM"))),
                        Tokens.der(0xA2, sname),
                        Tokens.der(0xA3, encrypted)));
        byte[] request = Tokens.der(
                0x6E,
                Tokens.der(
                        0x30,
                        Tokens.hex("a003020105a10302010ea20703050000000000"),
                        Tokens.der(0xA3, ticket),
                        Tokens.der(0xA4, Tokens.der(0x30, Tokens.hex("a003020112"), Tokens.hex("a2020400")))));
        return NegotiationMessage.ticketOf(Tokens.der(0x60, Tokens.hex(Tokens.KERBEROS), Tokens.hex("0100"), request));
    }

    @Test
    void answerWhenMadeThenSchemeAndBase64() {
        assertThat(Scheme.NTLM.answering(Base64.getDecoder().decode("YWJj"))).isEqualTo("NTLM YWJj");
    }

    @Test
    void errorInWhenTheServersLegCarriesOneThenItsNumber() {
        assertThat(NegotiateToken.errorIn("Negotiate " + Tokens.base64(Tokens.response(Tokens.error(37)))))
                .contains(new KerberosError(37));
        assertThat(NegotiateToken.errorIn("Negotiate " + Tokens.base64(Tokens.response(Tokens.ticket("ada")))))
                .isEmpty();
        assertThat(NegotiateToken.errorIn("Negotiate")).isEmpty();
        assertThat(NegotiateToken.errorIn("NTLM " + Tokens.base64(Tokens.ntlm(2, "x"))))
                .isEmpty();
    }
}

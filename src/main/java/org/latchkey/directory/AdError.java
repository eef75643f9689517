package org.latchkey.directory;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.InterruptedNamingException;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.InvalidSearchFilterException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * What a failed operation means.
 *
 * @param code LDAP's result code (RFC 4511, 4.1.9), or -1 where no answer came
 * @param subCode Active Directory's hexadecimal detail of a failed bind, for instance {@code 533}; else empty
 * @param detail for the administrator: what the controller or the JVM said
 */
record AdError(Kind kind, int code, String subCode, String detail) {

    private static final Pattern CODE = Pattern.compile("error code (\\d{1,5})");
    private static final Pattern SUB_CODE = Pattern.compile("AcceptSecurityContext error, data ([0-9a-fA-F]{1,8})\\b");
    private static final int LONGEST_DETAIL = 300;

    enum Kind {
        /** No answer: not reached, broken off, or too slow. */
        UNREACHABLE,
        /** The controller's certificate is not trusted, or not for its name. */
        UNTRUSTED,
        /** An answer that says to ask elsewhere. */
        BUSY,
        /**
         * An answer that says no more than that this controller does not do it (1, 53, 80): one that is sick says so to all,
         * but some ask for what none does.
         */
        UNWILLING,
        /** Credentials were refused (49). */
        CREDENTIALS,
        /** The controller wants TLS or signing first (8, 13). */
        TLS_REQUIRED,
        /** The account may not do this (50). */
        RIGHTS,
        /** The thread was interrupted: nothing is known about the controller. */
        INTERRUPTED,
        /** Any other answer. */
        OTHER
    }

    static AdError of(NamingException e) {
        String message = String.valueOf(e.getMessage());
        Matcher code = CODE.matcher(message);
        if (code.find()) {
            Matcher subCode = SUB_CODE.matcher(message);
            int number = Integer.parseInt(code.group(1));
            return new AdError(
                    answered(number),
                    number,
                    subCode.find() ? subCode.group(1).toLowerCase(Locale.ROOT) : "",
                    plain(message));
        }
        return new AdError(unanswered(e), -1, "", plain(innermost(e)));
    }

    private static Kind answered(int code) {
        return switch (code) {
            case 8, 13 -> Kind.TLS_REQUIRED;
            case 49 -> Kind.CREDENTIALS;
            case 50 -> Kind.RIGHTS;
            // timeLimitExceeded, busy, unavailable
            case 3, 51, 52 -> Kind.BUSY;
            // operationsError, unwillingToPerform, other
            case 1, 53, 80 -> Kind.UNWILLING;
            default -> Kind.OTHER;
        };
    }

    private static Kind unanswered(NamingException e) {
        if (e instanceof InterruptedNamingException) {
            return Kind.INTERRUPTED;
        }
        if (e instanceof InvalidNameException || e instanceof InvalidSearchFilterException) {
            // JNDI's own, before it asked anybody.
            return Kind.OTHER;
        }
        boolean untrusted = causes(e)
                .anyMatch(cause -> cause instanceof CertificateException
                        || cause instanceof CertPathValidatorException
                        || cause instanceof SSLPeerUnverifiedException);
        return untrusted ? Kind.UNTRUSTED : Kind.UNREACHABLE;
    }

    private static Stream<Throwable> causes(Throwable e) {
        // Bounded, because a cause may be its own ancestor.
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(20);
    }

    private static String innermost(NamingException e) {
        Throwable last = causes(e).reduce(e, (outer, inner) -> inner);
        return last.getClass().getSimpleName() + ": " + last.getMessage();
    }

    /** A controller's text ends in NUL, and could hold anything. */
    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) : line;
    }

    /** JNDI has no exception of its own for a time-out, only this text. */
    boolean isTimeout() {
        return kind == Kind.UNREACHABLE && detail.contains("timed out");
    }

    /** No connection survives this. */
    boolean isBroken() {
        return code < 0;
    }

    /** Another controller may well answer. */
    boolean isOfController() {
        return switch (kind) {
            case UNREACHABLE, UNTRUSTED, BUSY, UNWILLING -> true;
            case CREDENTIALS, TLS_REQUIRED, RIGHTS, INTERRUPTED, OTHER -> false;
        };
    }

    /** The refusal when Latchkey's own work with the directory fails so. */
    Refusal refusal(Controller controller) {
        Reason reason = switch (kind) {
            case UNTRUSTED -> Reason.DIRECTORY_TLS_UNTRUSTED;
            case TLS_REQUIRED -> Reason.DIRECTORY_REQUIRES_TLS;
            case CREDENTIALS -> Reason.DIRECTORY_ACCOUNT_REFUSED;
            case RIGHTS -> Reason.DIRECTORY_RIGHTS;
            case UNREACHABLE, BUSY, UNWILLING, INTERRUPTED, OTHER -> Reason.DIRECTORY_UNAVAILABLE;
        };
        return new Refusal(reason).with("controller", controller.toString()).with("error", detail);
    }

    /**
     * The refusal when a person's own bind fails so. Controllers tell the state of an account only to who knows its password,
     * except that it is locked.
     */
    Refusal refusalOfPerson(Controller controller) {
        if (kind != Kind.CREDENTIALS) {
            return refusal(controller);
        }
        Refusal refusal = new Refusal(reasonOfPerson()).with("controller", controller.toString());
        return subCode.isEmpty() ? refusal : refusal.with("sub-code", subCode);
    }

    private Reason reasonOfPerson() {
        return switch (subCode) {
            case "533" -> Reason.ACCOUNT_DISABLED;
            case "701" -> Reason.ACCOUNT_EXPIRED;
            case "532", "773" -> Reason.PASSWORD_EXPIRED;
            case "775" -> Reason.ACCOUNT_LOCKED;
            case "530" -> Reason.LOGON_HOURS;
            case "531" -> Reason.LOGON_WORKSTATION;
            // 52e wrong password, 525 no such user.
            default -> Reason.PASSWORD_WRONG;
        };
    }

    /** Whether a controller counts it towards a lockout, as far as one can know. */
    boolean isWrongPassword() {
        return kind == Kind.CREDENTIALS && reasonOfPerson() == Reason.PASSWORD_WRONG;
    }

    /**
     * What a bind that ended so means for the count of wrong passwords. Controllers count none on an account that is locked
     * already, nor one that was right but does not help its owner in. Without an answer nobody knows, so it counts.
     */
    PasswordGate.Outcome outcomeOfPerson() {
        return switch (kind) {
            case TLS_REQUIRED, RIGHTS -> PasswordGate.Outcome.UNCOUNTED;
            case CREDENTIALS -> isWrongPassword() ? PasswordGate.Outcome.WRONG : PasswordGate.Outcome.UNCOUNTED;
            case UNREACHABLE, UNTRUSTED, BUSY, UNWILLING, INTERRUPTED, OTHER -> PasswordGate.Outcome.WRONG;
        };
    }
}

package org.latchkey.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.latchkey.refusal.Refusal;

/**
 * How one controller answers now: for administrators.
 *
 * @param directory the name of the directory, as in {@code latchkey/directory/corp}
 * @param controller {@code host:port}
 * @param listed whether the configuration names it; else DNS does
 * @param site of Active Directory; empty where it does not tell
 * @param certificateEnds of its TLS certificate; empty without TLS
 * @param lookUp how long a search took, on an open connection
 * @param clockOffset how far its clock is ahead of ours, to about a second; empty where it does not tell
 * @param failure why it could not be asked to the end
 */
public record ControllerCheck(
        String directory,
        String controller,
        boolean listed,
        String site,
        Optional<Instant> certificateEnds,
        Optional<Duration> lookUp,
        Optional<Duration> clockOffset,
        Optional<Refusal> failure) {}

package org.latchkey.directory;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Controllers that are examined together: those of one domain, or the global catalogs that are configured with it.
 *
 * @param directory the name of the directory, as in {@code latchkey/directory/corp}
 * @param catalog whether they are global catalogs
 * @param examination asks each by a fresh connection, all at the same time; takes as long as the slowest, and no longer than
 *     it is told. What hangs on the way to the controllers (DNS) can take longer
 */
public record ControllerGroup(
        String directory, boolean catalog, Function<Duration, List<ControllerCheck>> examination) {}

package org.latchkey.config;

import java.util.ArrayList;
import java.util.List;

/** Collects every problem of the configuration, so that an administrator sees all of them at once and not one per restart. */
public final class Problems {

    private final List<Problem> problems = new ArrayList<>();

    public void error(String resource, String attribute, String seen, String expected) {
        problems.add(new Problem(Problem.Severity.ERROR, resource, attribute, seen, expected));
    }

    public void warning(String resource, String attribute, String seen, String expected) {
        problems.add(new Problem(Problem.Severity.WARNING, resource, attribute, seen, expected));
    }

    public boolean hasErrorsIn(String resource) {
        return problems.stream()
                .anyMatch(problem -> problem.isError() && problem.resource().equals(resource));
    }

    public List<Problem> list() {
        return List.copyOf(problems);
    }
}

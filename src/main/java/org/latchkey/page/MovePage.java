package org.latchkey.page;

/**
 * Takes over the settings of the old ASP scripts. The page holds no setting itself: its script reads the files in the browser,
 * and the policy that goes with it lets no request out.
 *
 * @param contextPath where this application is deployed
 */
public record MovePage(String contextPath) implements Page {

    @Override
    public String template() {
        return "move";
    }

    @Override
    public boolean copies() {
        return true;
    }

    /** Of the setup pages. */
    public String overview() {
        return contextPath + "/setup";
    }

    /** Where the old scripts stood, and where alone their addresses are answered as they were. */
    public boolean atRoot() {
        return contextPath.isEmpty();
    }

    /** The descriptor's. */
    public String fileName() {
        return new FirstStepsPage(contextPath, true).fileName();
    }
}

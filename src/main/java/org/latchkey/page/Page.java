package org.latchkey.page;

/** A page as plain values: what it says, not how it looks. Everything in it is shown to whoever asked. */
public sealed interface Page
        permits RefusalPage,
                SignInPage,
                SignedOutPage,
                PortalPage,
                FirstStepsPage,
                MovePage,
                SetupPage,
                SetupCodePage,
                ExplanationPage,
                SheetPage,
                TroublePage,
                DryRunPage,
                SurveyPage,
                ChecksPage,
                BrowserCheckPage,
                SamlMessagePage {

    /** The template's name, without folder and ending. */
    String template();

    /**
     * Whether a form on this page starts a chain of redirects that ends at another site, so that no {@code form-action} may
     * go with it.
     */
    default boolean leadsToOtherSites() {
        return false;
    }

    /** Whether values of the page can be copied by a button, for which a script of our own runs. */
    default boolean copies() {
        return false;
    }

    /** Whether the page's form sends itself, by the one script there is. */
    default boolean submitsItself() {
        return false;
    }
}

package org.latchkey.page;

/** How to reach the help desk, in the site's own words; empty where none are configured. */
public record HelpText(String text) {}

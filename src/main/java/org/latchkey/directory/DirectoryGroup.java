package org.latchkey.directory;

/**
 * A group as the directory has it at this moment.
 *
 * @param sid survives renames and moves
 * @param distinguishedName for administrators only
 * @param security whether it can grant anything; a distribution group is a mailing list, and nobody's token holds it
 */
public record DirectoryGroup(Sid sid, String distinguishedName, boolean security) {}

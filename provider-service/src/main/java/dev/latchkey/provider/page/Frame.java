package dev.latchkey.provider.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a page for somebody who is logged in.
 *
 * @param username who is logged in
 * @param csrf the CSRF token of all forms on the page
 * @param sections where one can go: folders below the issuer's path, such as {@code applications}
 * @param current the section that the page belongs to; empty for none
 * @param notice what they are told this once; null for nothing
 */
public record Frame(
        String username,
        String csrf,
        List<String> sections,
        String current,
        @Nullable PasswordNotice notice) {
    public Frame {
        sections = List.copyOf(sections);
    }
}

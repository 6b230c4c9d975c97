package dev.latchkey.provider.application;

import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RedirectUri;
import java.util.List;

/**
 * What somebody typed about an application.
 *
 * @param name the name, as typed
 * @param redirectUris the redirect URIs, one a line, as typed
 * @param uris those of them that are good; empty for a kind that has none
 * @param problems what is wrong with the fields
 */
record ApplicationForm(String name, String redirectUris, List<RedirectUri> uris, FieldProblems problems) {
    private static final int MAX_NAME = 100;

    /** What was typed about a new application. */
    static ApplicationForm read(ApplicationKind kind, Parameters form) {
        return read(kind, form, List.of());
    }

    /** What was typed about an application that has these redirect URIs. */
    static ApplicationForm read(ApplicationKind kind, Parameters form, List<RedirectUri> stored) {
        FieldProblems problems = new FieldProblems();
        String name = form.find("name").orElse("").strip();
        checkName(name, problems);
        String lines = form.find("redirect_uris").orElse("");
        List<String> before = stored.stream().map(RedirectUri::value).toList();
        List<RedirectUri> uris =
                kind.hasRedirectUris() ? new RedirectUriLines(kind, problems, before).read(lines) : List.of();
        return new ApplicationForm(name, lines, uris, problems);
    }

    /** What the form says before anybody typed into it. */
    static ApplicationForm of(String name, List<RedirectUri> uris) {
        return new ApplicationForm(
                name, String.join("\n", uris.stream().map(RedirectUri::value).toList()), uris, new FieldProblems());
    }

    private static void checkName(String name, FieldProblems problems) {
        if (name.isEmpty()) {
            problems.add("name", "application.name.missing");
        } else if (name.length() > MAX_NAME) {
            problems.add("name", "application.name.long");
        } else if (name.codePoints().anyMatch(ApplicationForm::isInvisible)) {
            problems.add("name", "application.name.characters");
        }
    }

    // Among them those that turn the direction of the text around them.
    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    boolean isGood() {
        return problems.isEmpty();
    }
}

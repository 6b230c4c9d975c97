package dev.latchkey.provider.application;

import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.RedirectUriException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads redirect URIs, one a line, and notes for each line what is wrong with it. */
final class RedirectUriLines {
    private static final String FIELD = "redirect_uris";
    private static final int MAX_LINES = 20;

    private final ApplicationKind kind;
    private final FieldProblems problems;
    private final Collection<String> stored;

    /** Reads those of an application of this kind, which has {@code stored} by now. */
    RedirectUriLines(ApplicationKind kind, FieldProblems problems, Collection<String> stored) {
        this.kind = kind;
        this.problems = problems;
        this.stored = List.copyOf(stored);
    }

    List<RedirectUri> read(String text) {
        List<String> lines = text.lines().limit(MAX_LINES + 1L).toList();
        if (lines.size() > MAX_LINES || areTooMany(lines)) {
            problems.add(FIELD, 0, "redirect.many", String.valueOf(MAX_LINES));
            return List.of();
        }
        Set<RedirectUri> uris = new LinkedHashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            readLine(i + 1, lines.get(i).strip()).ifPresent(uris::add);
        }
        if (uris.isEmpty() && problems.isEmpty()) {
            problems.add(FIELD, "redirect.missing");
        }
        return List.copyOf(uris);
    }

    private boolean areTooMany(List<String> lines) {
        return TypedLists.areTooManyUris(lines.stream().map(String::strip).toList(), stored);
    }

    private Optional<RedirectUri> readLine(int number, String line) {
        if (line.isEmpty()) {
            return Optional.empty();
        }
        if (TypedLists.isTooLong(line, stored)) {
            problems.add(FIELD, number, "redirect.one", String.valueOf(TypedLists.LONGEST_URI));
            return Optional.empty();
        }
        try {
            RedirectUri uri = new RedirectUri(line);
            if (kind != ApplicationKind.NATIVE && !uri.scheme().startsWith("http")) {
                problems.add(FIELD, number, "redirect.native", "");
            }
            return Optional.of(uri);
        } catch (RedirectUriException e) {
            problems.add(FIELD, number, "redirect." + e.rule().word(), "");
            return Optional.empty();
        }
    }
}

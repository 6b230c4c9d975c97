package dev.latchkey.provider.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forms that an application's settings are changed with: a page with all of them would not be light. */
enum ClientFormPart {
    GENERAL("edit"),
    ACCESS("access");

    private final String word;

    ClientFormPart(String word) {
        this.word = word;
    }

    /** The form of this name; empty when there is none. */
    static Optional<ClientFormPart> named(String word) {
        return Arrays.stream(values()).filter(part -> part.word.equals(word)).findFirst();
    }

    /** Its name in addresses and of its template. */
    String word() {
        return word;
    }

    /** Where it is. */
    String path() {
        return "/admin/application/" + word;
    }

    /** Its fields of text. */
    List<String> fields() {
        return switch (this) {
            case GENERAL -> List.of("name", "redirect_uris", "token_format");
            case ACCESS -> List.of("scopes", "default_scopes", "introspects_for", "origins");
        };
    }

    /** Whether it has the boxes to tick. */
    boolean hasBoxes() {
        return this == GENERAL;
    }
}

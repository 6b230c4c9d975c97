package dev.latchkey.provider.admin;

import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserChange;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.protocol.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is typed into the form of a user.
 *
 * @param email the address
 * @param firstName the given name
 * @param lastName the family name
 * @param groups the names of groups, one a line
 */
record UserForm(String email, String firstName, String lastName, String groups) {
    // Octets, RFC 5321 section 4.5.3.1.3.
    private static final int MAX_EMAIL = 254;
    // Where a mail could go at all; whether it arrives only sending one tells.
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int MAX_NAME = 150;
    private static final int MAX_GROUPS = 200;

    static UserForm empty() {
        return new UserForm("", "", "", "");
    }

    static UserForm of(Parameters form) {
        return new UserForm(
                form.find("email").orElse("").strip(),
                form.find("first_name").orElse("").strip(),
                form.find("last_name").orElse("").strip(),
                form.find("groups").orElse(""));
    }

    static UserForm of(User user) {
        return new UserForm(user.email(), user.firstName(), user.lastName(), String.join("\n", user.groups()));
    }

    /** The groups' names. */
    List<String> groupNames() {
        return groups.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    UserChange change() {
        return new UserChange(null, email, firstName, lastName, null, groupNames());
    }

    /** Notes what cannot be stored of a user who has {@code stored} by now, which may stay. */
    void check(FieldProblems problems, UserForm stored) {
        checkEmail(problems, stored);
        requireText(problems, "first_name", firstName, MAX_NAME);
        requireText(problems, "last_name", lastName, MAX_NAME);
        if (groupNames().size() > MAX_GROUPS) {
            problems.add("groups", 0, "admin.user.groups.many", String.valueOf(MAX_GROUPS));
        }
        if (TypedLists.areTooMany(groupNames(), stored.groupNames())) {
            problems.add("groups", 0, "form.heavy", String.valueOf(TypedLists.HEAVIEST));
        }
        groupNames().stream()
                .filter(name -> GroupName.parse(name).isEmpty())
                .findFirst()
                .ifPresent(name -> problems.add("groups", 0, "admin.user.groups.unknown", name));
    }

    private void checkEmail(FieldProblems problems, UserForm stored) {
        requireText(problems, "email", email, MAX_EMAIL);
        if (email.isEmpty() || problems.has("email")) {
            return;
        }
        if (!email.equals(stored.email) && email.getBytes(StandardCharsets.UTF_8).length > MAX_EMAIL) {
            problems.add("email", 0, "admin.user.email.long", String.valueOf(MAX_EMAIL));
        } else if (!EMAIL.matcher(email).matches()) {
            problems.add("email", "admin.user.email.rule");
        }
    }

    private static void requireText(FieldProblems problems, String field, String text, int longest) {
        boolean control = text.codePoints().anyMatch(Character::isISOControl);
        if (text.codePointCount(0, text.length()) > longest || control) {
            problems.add(field, 0, "admin.field.text", String.valueOf(longest));
        }
    }

    /** The fields by name, for the template. */
    Map<String, String> values() {
        return Map.of("email", email, "first_name", firstName, "last_name", lastName, "groups", groups);
    }

    /** What differs from {@code now}: field, what is stored, what is typed here. */
    List<Map<String, String>> differences(UserForm now) {
        List<Map<String, String>> differences = new ArrayList<>();
        add(differences, "email", now.email, email);
        add(differences, "first_name", now.firstName, firstName);
        add(differences, "last_name", now.lastName, lastName);
        add(differences, "groups", sorted(now), sorted(this));
        return differences;
    }

    private static String sorted(UserForm form) {
        return form.groupNames().stream().sorted().collect(Collectors.joining(", "));
    }

    private static void add(List<Map<String, String>> differences, String field, String stored, String typed) {
        if (!stored.equals(typed)) {
            differences.add(Map.of("field", field, "stored", stored, "typed", typed));
        }
    }

    /** The names of the fields that differ from {@code now}, separated by commas. */
    String changed(UserForm now) {
        return differences(now).stream()
                .map(difference -> difference.get("field"))
                .collect(Collectors.joining(","));
    }
}

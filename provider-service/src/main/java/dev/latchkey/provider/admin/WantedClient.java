package dev.latchkey.provider.admin;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.RedirectUriException;
import dev.latchkey.provider.resource.Resources;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a client what a form says: reads each field, notes all that is wrong with each, and only then changes anything. */
final class WantedClient {
    private static final String URIS = "redirect_uris";
    private static final String SCOPES = "scopes";
    private static final String INTROSPECTS = "introspects_for";
    private static final String DEFAULTS = "default_scopes";
    private static final int MAX_NAME = 100;

    private final ClientFormPart part;
    private final ClientForm form;
    private final Resources resources;
    private final FieldProblems problems;

    /** Reads {@code form}, whose {@code part} was typed; scopes are of {@code resources}, and what is wrong goes to {@code problems}. */
    WantedClient(ClientFormPart part, ClientForm form, Resources resources, FieldProblems problems) {
        this.part = part;
        this.form = form;
        this.resources = resources;
        this.problems = problems;
    }

    /** The client as it is to be; empty, and the problems noted, when it cannot be so. */
    Optional<Client> from(Client client) {
        checkName();
        checkScopes(client);
        checkIntrospection(client);
        checkOrigins();
        checkWeight(client);
        checkBoxes(client);
        List<RedirectUri> uris = redirectUris(client.permissions().redirectUris());
        checkTrust(client.type(), uris);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(changed(client, uris));
        } catch (IllegalArgumentException e) {
            // All that the records ask for beyond the checks above is about lengths.
            problems.add(part.fields().get(0), 0, "form.plain", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkName() {
        String name = form.text("name");
        if (name.isBlank()) {
            problems.add("name", "application.name.missing");
        } else if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            problems.add("name", 0, "admin.field.text", String.valueOf(MAX_NAME));
        }
    }

    // What the client has already may stay, though the configuration no longer knows it.
    private void checkScopes(Client client) {
        ScopeSet before = client.permissions().scopes();
        ScopeSet configured = resources.requestable();
        refuse(
                SCOPES,
                "admin.application.scopes.unknown",
                word -> !configured.contains(word) && !before.contains(word));
        List<String> wanted = form.words(SCOPES);
        refuse(DEFAULTS, "admin.application.default_scopes.other", word -> !wanted.contains(word));
    }

    private void checkIntrospection(Client client) {
        Set<String> before = client.permissions().introspectsFor();
        Predicate<String> added = word -> !before.contains(word);
        if (client.type() == ClientType.PUBLIC
                && form.words(INTROSPECTS).stream().anyMatch(added)) {
            problems.add(INTROSPECTS, "admin.application.introspects_for.public");
        } else {
            refuse(
                    INTROSPECTS,
                    "admin.application.introspects_for.unknown",
                    added.and(word -> !resources.isKnown(word)));
        }
    }

    private void checkOrigins() {
        refuse("origins", "admin.application.origins.wrong", word -> !ClientPolicy.isOrigin(word));
    }

    // What is stored may stay; more would make the form that shows it again heavy.
    private void checkWeight(Client client) {
        if (part == ClientFormPart.ACCESS && TypedLists.areTooMany(lists(form), lists(ClientForm.of(client)))) {
            problems.add(SCOPES, 0, "form.heavy", String.valueOf(TypedLists.HEAVIEST));
        }
    }

    private static List<String> lists(ClientForm form) {
        return ClientFormPart.ACCESS.fields().stream().map(form::text).toList();
    }

    private void refuse(String field, String key, Predicate<String> wrong) {
        String all = form.words(field).stream().filter(wrong).collect(Collectors.joining(", "));
        if (!all.isEmpty()) {
            problems.add(field, 0, key, all);
        }
    }

    private void checkBoxes(Client client) {
        boolean isPublic = client.type() == ClientType.PUBLIC;
        if (isPublic && form.isTicked(ClientForm.box(GrantType.CLIENT_CREDENTIALS))) {
            problems.add("grants", "admin.application.grants.public");
        }
        if (isPublic && !form.isTicked("pkce")) {
            problems.add("policy", "admin.application.policy.public");
        }
        if (format().isEmpty()) {
            problems.add("token_format", "admin.audit.wrong");
        }
    }

    private Optional<TokenFormat> format() {
        return Stream.of(TokenFormat.values())
                .filter(format -> format.name().equals(form.text("token_format")))
                .findFirst();
    }

    private List<RedirectUri> redirectUris(List<RedirectUri> before) {
        checkLength(before.stream().map(RedirectUri::value).toList(), form.words(URIS));
        if (problems.has(URIS)) {
            return List.of();
        }
        Set<RedirectUri> uris = new LinkedHashSet<>();
        List<String> lines = form.text(URIS).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            ClientForm.wordsOf(lines.get(i))
                    .forEach(word -> readUri(number, word).ifPresent(uris::add));
        }
        if (uris.isEmpty() && !problems.has(URIS) && form.isTicked(ClientForm.box(GrantType.AUTHORIZATION_CODE))) {
            problems.add(URIS, "redirect.missing");
        }
        return List.copyOf(uris);
    }

    // What is stored may stay; more would make the form that shows it again heavy, with a sentence for each that is
    // wrong.
    private void checkLength(List<String> stored, List<String> typed) {
        if (typed.stream().anyMatch(uri -> TypedLists.isTooLong(uri, stored))) {
            problems.add(URIS, 0, "redirect.one", String.valueOf(TypedLists.LONGEST_URI));
        }
        if (TypedLists.areTooManyUris(typed, stored)) {
            problems.add(URIS, 0, "redirect.long", String.valueOf(TypedLists.HEAVIEST_URIS));
        }
    }

    private void checkTrust(ClientType type, List<RedirectUri> uris) {
        if (form.isTicked("trusted") && uris.stream().anyMatch(type::canBeFeignedAt)) {
            problems.add("policy", "admin.application.policy.device");
        }
    }

    private Optional<RedirectUri> readUri(int line, String text) {
        try {
            return Optional.of(new RedirectUri(text));
        } catch (RedirectUriException e) {
            problems.add(URIS, line, "redirect." + e.rule().word(), "");
            return Optional.empty();
        }
    }

    private Client changed(Client client, List<RedirectUri> uris) {
        ClientPermissions permissions = new ClientPermissions(
                grants(client),
                ScopeSet.of(form.words(SCOPES)),
                ScopeSet.of(form.words(DEFAULTS)),
                uris,
                Set.copyOf(form.words(INTROSPECTS)));
        return new Client(
                client.id(),
                form.text("name"),
                client.type(),
                client.credentials(),
                permissions,
                tokens(client.tokens()),
                policy(client.policy()),
                client.enabled(),
                client.version());
    }

    // What the form does not show, such as a grant of one's own, stays.
    private Set<GrantType> grants(Client client) {
        Stream<GrantType> own =
                client.permissions().grantTypes().stream().filter(grant -> !ClientForm.GRANTS.contains(grant));
        Stream<GrantType> ticked = ClientForm.GRANTS.stream().filter(grant -> form.isTicked(ClientForm.box(grant)));
        return Stream.concat(own, ticked).collect(Collectors.toSet());
    }

    private ClientTokens tokens(ClientTokens before) {
        return new ClientTokens(
                format().orElse(before.format()),
                before.accessTokenLifetime(),
                before.refreshTokenIdleLifetime(),
                before.refreshTokenLifetime(),
                form.isTicked("rotation"));
    }

    private ClientPolicy policy(ClientPolicy before) {
        return new ClientPolicy(
                form.isTicked("pkce"),
                form.isTicked("pushed"),
                form.isTicked("trusted"),
                form.isTicked("implicit"),
                Set.copyOf(form.words("origins")),
                before.selfRegistered());
    }
}

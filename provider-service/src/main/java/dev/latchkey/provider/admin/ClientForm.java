package dev.latchkey.provider.admin;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.resource.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is typed into an administrator's form of an application: texts by field, and the boxes that are ticked. */
record ClientForm(Map<String, String> texts, Set<String> ticked) {
    private static final List<String> TEXTS =
            List.of("name", "redirect_uris", "scopes", "default_scopes", "introspects_for", "origins", "token_format");
    private static final List<String> POLICY = List.of("pkce", "pushed", "trusted", "implicit", "rotation");

    /** The grants that an administrator can allow. */
    static final List<GrantType> GRANTS = List.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.DEVICE_CODE,
            GrantType.PASSWORD);

    ClientForm {
        texts = Map.copyOf(texts);
        ticked = Set.copyOf(ticked);
    }

    static ClientForm of(Parameters form) {
        Map<String, String> texts = new LinkedHashMap<>();
        TEXTS.forEach(name -> texts.put(name, form.find(name).orElse("").strip()));
        Set<String> ticked = Stream.concat(POLICY.stream(), GRANTS.stream().map(ClientForm::box))
                .filter(name -> form.find(name).isPresent())
                .collect(Collectors.toSet());
        return new ClientForm(texts, ticked);
    }

    static ClientForm of(Client client) {
        ClientPermissions permissions = client.permissions();
        ClientPolicy policy = client.policy();
        Map<String, String> texts = Map.of(
                "name", client.name(),
                "redirect_uris", lines(permissions.redirectUris().stream().map(RedirectUri::value)),
                "scopes", permissions.scopes().toString(),
                "default_scopes", permissions.defaultScopes().toString(),
                "introspects_for", lines(permissions.introspectsFor().stream().sorted()),
                "origins", lines(policy.origins().stream().sorted()),
                "token_format", client.tokens().format().name());
        Stream<String> boxes = Stream.of(
                        policy.pkceRequired() ? "pkce" : "",
                        policy.pushedRequestRequired() ? "pushed" : "",
                        policy.trusted() ? "trusted" : "",
                        policy.implicit() ? "implicit" : "",
                        client.tokens().rotation() ? "rotation" : "")
                .filter(box -> !box.isEmpty());
        Stream<String> grants = GRANTS.stream().filter(client::mayUse).map(ClientForm::box);
        return new ClientForm(texts, Stream.concat(boxes, grants).collect(Collectors.toSet()));
    }

    private static String lines(Stream<String> words) {
        return words.collect(Collectors.joining("\n"));
    }

    /** The name of the box that allows a grant: the last word of a URN is enough. */
    static String box(GrantType grant) {
        String value = grant.value();
        return "grant_" + value.substring(value.lastIndexOf(':') + 1);
    }

    private String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private List<String> words(String name) {
        return Stream.of(text(name).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** The client as it is to be; empty, and the problems noted, when it cannot be so. */
    Optional<Client> applied(Client client, Resources resources, FieldProblems problems) {
        Optional<List<RedirectUri>> uris = read(
                problems,
                "redirect_uris",
                name -> words(name).stream().map(RedirectUri::new).toList());
        Optional<ScopeSet> scopes = read(problems, "scopes", this::scopes);
        Optional<ScopeSet> defaults = read(problems, "default_scopes", this::scopes);
        Optional<ClientPolicy> policy = read(problems, "origins", name -> policy(name, client.policy()));
        Optional<Set<String>> introspected =
                read(problems, "introspects_for", name -> introspected(name, client, resources));
        Optional<TokenFormat> format = read(problems, "token_format", name -> TokenFormat.valueOf(text(name)));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return read(
                        problems,
                        "name",
                        name -> client.with(
                                text(name),
                                new ClientPermissions(
                                        grants(client),
                                        scopes.orElseThrow(),
                                        defaults.orElseThrow(),
                                        uris.orElseThrow(),
                                        introspected.orElseThrow()),
                                policy.orElseThrow()))
                .map(changed -> with(changed, tokens(client.tokens(), format.orElseThrow())));
    }

    private static Client with(Client client, ClientTokens tokens) {
        return new Client(
                client.id(),
                client.name(),
                client.type(),
                client.credentials(),
                client.permissions(),
                tokens,
                client.policy(),
                client.enabled(),
                client.version());
    }

    private ClientTokens tokens(ClientTokens before, TokenFormat format) {
        return new ClientTokens(
                format,
                before.accessTokenLifetime(),
                before.refreshTokenIdleLifetime(),
                before.refreshTokenLifetime(),
                ticked.contains("rotation"));
    }

    // What it had may be of a resource that was taken out of the configuration since.
    private Set<String> introspected(String name, Client client, Resources resources) {
        Set<String> typed = Set.copyOf(words(name));
        Set<String> before = client.permissions().introspectsFor();
        typed.stream()
                .filter(resource -> !before.contains(resource))
                .sorted()
                .forEach(added -> requireIntrospectable(added, client, resources));
        return typed;
    }

    private static void requireIntrospectable(String resource, Client client, Resources resources) {
        if (client.type() == ClientType.PUBLIC) {
            throw new IllegalArgumentException(
                    "A public client cannot introspect: it has no secret to prove who it is. Leave the field empty.");
        }
        if (!resources.isKnown(resource)) {
            throw new IllegalArgumentException(
                    "There is no resource \"" + resource + "\": use an identifier of the configuration.");
        }
    }

    private ScopeSet scopes(String name) {
        return words(name).isEmpty() ? ScopeSet.empty() : ScopeSet.parse(String.join(" ", words(name)));
    }

    private ClientPolicy policy(String name, ClientPolicy before) {
        return new ClientPolicy(
                ticked.contains("pkce"),
                ticked.contains("pushed"),
                ticked.contains("trusted"),
                ticked.contains("implicit"),
                Set.copyOf(words(name)),
                before.selfRegistered());
    }

    // What the form does not show, such as a grant of one's own, stays.
    private Set<GrantType> grants(Client client) {
        Stream<GrantType> own = client.permissions().grantTypes().stream().filter(grant -> !GRANTS.contains(grant));
        return Stream.concat(own, GRANTS.stream().filter(grant -> ticked.contains(box(grant))))
                .collect(Collectors.toSet());
    }

    private static <T> Optional<T> read(FieldProblems problems, String name, Function<String, T> read) {
        try {
            return Optional.of(read.apply(name));
        } catch (IllegalArgumentException e) {
            problems.add(name, 0, "form.plain", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What differs from {@code now}: field, what is stored, what is typed here. */
    List<Map<String, String>> differences(ClientForm now) {
        List<Map<String, String>> differences = new ArrayList<>();
        TEXTS.stream()
                .filter(name -> !words(name).equals(now.words(name)))
                .forEach(name -> differences.add(difference(name, now.text(name), text(name))));
        Stream.concat(POLICY.stream(), GRANTS.stream().map(ClientForm::box))
                .filter(box -> ticked.contains(box) != now.ticked.contains(box))
                .forEach(box ->
                        differences.add(difference(box, mark(now.ticked.contains(box)), mark(ticked.contains(box)))));
        return differences;
    }

    private static Map<String, String> difference(String field, String stored, String typed) {
        return Map.of("field", field, "stored", stored, "typed", typed);
    }

    private static String mark(boolean ticked) {
        return ticked ? "✓" : "—";
    }
}

package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.event.ListChange;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RedirectUri;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is typed into an administrator's form of an application: texts by field, and the boxes that are ticked. */
record ClientForm(Map<String, String> texts, Set<String> ticked) {
    private static final List<String> TEXTS =
            List.of("name", "redirect_uris", "scopes", "default_scopes", "introspects_for", "origins", "token_format");
    private static final List<String> LISTS =
            List.of("redirect_uris", "scopes", "default_scopes", "introspects_for", "origins");

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

    static ClientForm empty() {
        return new ClientForm(Map.of(), Set.of());
    }

    /** What was sent for this part; the other part is as {@code rest} has it. */
    static ClientForm of(ClientFormPart part, Parameters form, ClientForm rest) {
        Map<String, String> texts = new HashMap<>(rest.texts);
        part.fields().forEach(name -> texts.put(name, form.find(name).orElse("").strip()));
        return new ClientForm(texts, part.hasBoxes() ? ticked(form) : rest.ticked);
    }

    private static Set<String> ticked(Parameters form) {
        return Stream.concat(POLICY.stream(), GRANTS.stream().map(ClientForm::box))
                .filter(name -> form.find(name).isPresent())
                .collect(Collectors.toSet());
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

    /** What stands in a field. */
    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Whether a box is ticked. */
    boolean isTicked(String box) {
        return ticked.contains(box);
    }

    /** The words in a field, each once. */
    List<String> words(String name) {
        return wordsOf(text(name));
    }

    /** The words of a text, each once. */
    static List<String> wordsOf(String text) {
        return Stream.of(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** What differs from {@code now}: field, what is stored, what is typed here; boxes as a tick or a dash. */
    List<Map<String, String>> differences(ClientForm now) {
        return differences(now, TEXTS, "✓", "—");
    }

    /** The same for the audit log: without the lists, whose changes have events of their own, and boxes as words. */
    List<Map<String, String>> auditedDifferences(ClientForm now) {
        List<String> single =
                TEXTS.stream().filter(name -> !LISTS.contains(name)).toList();
        return differences(now, single, "yes", "no");
    }

    private List<Map<String, String>> differences(ClientForm now, List<String> names, String yes, String no) {
        List<Map<String, String>> differences = new ArrayList<>();
        names.stream()
                .filter(name -> !words(name).equals(now.words(name)))
                .forEach(name -> differences.add(difference(name, now.text(name), text(name))));
        Stream.concat(POLICY.stream(), GRANTS.stream().map(ClientForm::box))
                .filter(box -> ticked.contains(box) != now.ticked.contains(box))
                .forEach(box -> differences.add(
                        difference(box, now.ticked.contains(box) ? yes : no, ticked.contains(box) ? yes : no)));
        return differences;
    }

    /** What was added to the lists and removed from them since {@code stored}. */
    List<ListChange> listChanges(ClientForm stored) {
        return LISTS.stream()
                .map(name -> ListChange.between(name, stored.words(name), words(name)))
                .toList();
    }

    private static Map<String, String> difference(String field, String stored, String typed) {
        return Map.of("field", field, "stored", stored, "typed", typed);
    }
}

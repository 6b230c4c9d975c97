package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of redirect URIs, scopes, PKCE and sealed handles whatever they are. A failure prints its seed. */
class ProtocolPropertiesTest {
    private static final RedirectUriMatch MATCH = new RedirectUriMatch(false);
    private static final String VERIFIER_CHARACTERS = "ABCXYZabcxyz0189-._~";
    private static final HandleSealer SEALER =
            new HandleSealer(ServerSecrets.parse("a-server-secret-of-properties-0123456789"));
    private static final HandleSealer STRANGER =
            new HandleSealer(ServerSecrets.parse("another-server-secret-of-properties-0123"));

    @Provide
    Arbitrary<String> uris() {
        Arbitrary<String> schemes = Arbitraries.of("https", "http", "HTTP", "com.example.app", "javascript", "");
        Arbitrary<String> hosts = Arbitraries.of(
                "app.example", "127.0.0.1", "[::1]", "localhost", "127.0.0.1.evil.example", "APP.example", "", "a@b");
        Arbitrary<String> ports = Arbitraries.of("", ":1", ":80", ":443", ":65535", ":65536", ":080", ":", ":x", ":+1");
        Arbitrary<String> rests = Arbitraries.of(
                "", "/", "/cb", "/cb/", "/cb/../x", "/cb?x=1", "/cb#f", "/%63b", "/cb;x", "//cb", "/c\tb");
        return Combinators.combine(schemes, hosts, ports, rests)
                .as((scheme, host, port, rest) -> scheme + "://" + host + port + rest);
    }

    @Property(tries = 1_000, seed = "20261121")
    void aRedirectUriMatchesItselfAndOfLoopbackAddressesAnyPort(
            @ForAll("uris") String registered, @ForAll("uris") String requested) {
        Optional<RedirectUri> uri = parsed(registered);
        if (uri.isEmpty()) {
            return;
        }

        assertThat(MATCH.isRegistered(List.of(uri.get()), registered)).isTrue();
        if (!registered.equals(requested) && MATCH.isRegistered(List.of(uri.get()), requested)) {
            URI one = URI.create(registered);
            URI other = URI.create(requested);
            assertThat(one.getHost()).isIn("127.0.0.1", "[::1]").isEqualTo(other.getHost());
            assertThat(other.getScheme()).isEqualTo("http").isEqualTo(one.getScheme());
            assertThat(other.getPort()).isBetween(-1, 65_535);
            assertThat(one.getRawSchemeSpecificPart()
                            .substring(one.getRawAuthority().length()))
                    .isEqualTo(other.getRawSchemeSpecificPart()
                            .substring(other.getRawAuthority().length()));
        }
    }

    @Property(tries = 500, seed = "20261121")
    void noTextIsARedirectUriOfAnother(@ForAll String text) {
        RedirectUri registered = new RedirectUri("https://app.example/cb");

        assertThat(MATCH.isRegistered(List.of(registered), text)).isEqualTo(text.equals("https://app.example/cb"));
        assertThat(MATCH.isRegistered(List.of(registered), registered.value() + text))
                .isEqualTo(text.isEmpty());
    }

    private static Optional<RedirectUri> parsed(String text) {
        try {
            return Optional.of(new RedirectUri(text));
        } catch (RedirectUriException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<Set<String>> scopes() {
        return Arbitraries.strings()
                .withCharRange('!', '!')
                .withCharRange('#', '[')
                .withCharRange(']', '~')
                .ofMinLength(1)
                .ofMaxLength(12)
                .set()
                .ofMaxSize(12);
    }

    @Property(tries = 300, seed = "20261121")
    void scopesAreSetsOfWholeWords(@ForAll("scopes") Set<String> some, @ForAll("scopes") Set<String> others) {
        ScopeSet one = ScopeSet.of(some);
        ScopeSet other = ScopeSet.of(others);

        assertThat(one.containsAll(other)).isEqualTo(some.containsAll(others));
        assertThat(one.union(other).containsAll(one)).isTrue();
        assertThat(one.containsAll(one.retainAll(other))).isTrue();
        assertThat(other.containsAll(one.retainAll(other))).isTrue();
        assertThat(one.retainAll(other).values()).allMatch(word -> some.contains(word) && others.contains(word));
        if (!some.isEmpty()) {
            assertThat(ScopeSet.parse(one.toString())).isEqualTo(one);
            assertThat(one.contains(some.iterator().next() + "x"))
                    .isEqualTo(
                            new LinkedHashSet<>(some).contains(some.iterator().next() + "x"));
        }
    }

    @Property(tries = 500, seed = "20261121")
    void anyTextIsAScopeOrRefusedWithASentence(@ForAll String text) {
        try {
            assertThat(ScopeSet.parse(text).values()).isNotEmpty().allMatch(word -> word.matches("[!#-\\[\\]-~]+"));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).endsWith(".");
        }
    }

    @Provide
    Arbitrary<String> verifiers() {
        return Arbitraries.strings()
                .withChars(VERIFIER_CHARACTERS)
                .ofMinLength(43)
                .ofMaxLength(128);
    }

    @Property(tries = 300, seed = "20261121")
    void aChallengeIsOfItsVerifierAlone(@ForAll("verifiers") String verifier, @ForAll("verifiers") String other) {
        CodeChallenge challenge = new CodeChallenge(CodeChallenge.Method.S256, s256(verifier));

        assertThat(challenge.isOf(verifier)).isTrue();
        assertThat(challenge.isOf(other)).isEqualTo(verifier.equals(other));
        assertThat(challenge.isOf(verifier + "A")).isFalse();
        assertThat(challenge.isOf(verifier.substring(1))).isFalse();
        assertThat(challenge.isOf(challenge.value())).isFalse();
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 500, seed = "20261121")
    void aHandleOpensAsWhatItIsAndNothingElse(
            @ForAll HandleKind kind,
            @ForAll HandleKind other,
            @ForAll long high,
            @ForAll long low,
            @ForAll int generation) {
        Handle handle = new Handle(kind, new RowId(high, low), generation);
        String token = SEALER.seal(handle);

        assertThat(SEALER.open(kind, token)).contains(handle);
        assertThat(STRANGER.open(kind, token)).isEmpty();
        String disguised = other.prefix() + token.substring(kind.prefix().length());
        assertThat(SEALER.open(other, disguised).isPresent()).isEqualTo(kind == other);
    }

    @Property(tries = 500, seed = "20261121")
    void noOtherTextOpens(@ForAll HandleKind kind, @ForAll String text, @ForAll int at) {
        String token = SEALER.seal(new Handle(kind, new RowId(1, 2), 3));
        int place = Math.floorMod(at, token.length());

        assertThat(SEALER.open(kind, text)).isEmpty();
        assertThat(SEALER.open(kind, token.substring(0, place))).isEmpty();
        String spliced = token.substring(0, place) + text + token.substring(place);
        assertThat(SEALER.open(kind, spliced).isPresent()).isEqualTo(text.isEmpty());
    }
}

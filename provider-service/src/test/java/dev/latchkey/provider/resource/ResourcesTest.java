package dev.latchkey.provider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.testing.Attack;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourcesTest {
    @Test
    void listsScopesInConfiguredOrder() {
        Resources resources =
                new Resources(List.of(resource("https://b.example", "z", "a"), resource("urn:example:api", "m")));

        assertThat(resources.scopes()).hasToString("z a m");
        assertThat(resources.resourceOf("a")).contains("https://b.example");
        assertThat(resources.resourceOf("m")).contains("urn:example:api");
        assertThat(resources.resourceOf("A")).isEmpty();
    }

    @Test
    void mayBeNone() {
        assertThat(new Resources(List.of()).scopes().isEmpty()).isTrue();
        assertThat(new Resources(List.of(new ResourceSettings("https://a.example", null)))
                        .scopes()
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @Attack(61)
    @ValueSource(
            strings = {
                "",
                " ",
                "api",
                "/api",
                "//api.example",
                "https://api.example#",
                "https://api.example#x",
                "https://a b",
                "%"
            })
    void haveAbsoluteUrisWithoutFragment(String identifier) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(resource(identifier, "read"))))
                .withMessageStartingWith("The resource identifier \"" + identifier + "\" is not an absolute URI");
    }

    @Test
    void haveIdentifiersThatFitTheirColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(resource("https://a.example/" + "a".repeat(2_000)))));
    }

    @Test
    void haveScopesThatBelongToOneOfThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(
                        List.of(resource("https://a.example", "read"), resource("https://b.example", "read"))))
                .withMessage("The scope \"read\" is listed under https://a.example and again under https://b.example:"
                        + " a scope belongs to one resource, rename one of them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "read write", "r\u00e9ad", "\"read\"", "read\n"})
    void haveScopesThatAreOneWord(String scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(resource("https://a.example", scope))))
                .withMessageStartingWith("The scope \"" + scope + "\" is not one word: ");
    }

    @Test
    void haveABoundedNumberOfScopes() {
        String[] scopes = IntStream.range(0, 201).mapToObj(i -> "s" + i).toArray(String[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(resource("https://a.example", scopes))))
                .withMessageContaining("more than 200");
    }

    @Test
    void haveScopesThatFitOneTokenTogether() {
        String[] scopes =
                IntStream.range(0, 100).mapToObj(i -> "s".repeat(50) + i).toArray(String[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(resource("https://a.example", scopes))))
                .withMessageStartingWith("All scopes together have more than 4096 characters");
    }

    @Test
    void addWhatAScopeImpliesDirectlyAndThroughOthers() {
        Resources resources = new Resources(List.of(new ResourceSettings(
                "https://a.example",
                List.of(scope("admin", "write", "see"), scope("see"), scope("write", "read"), scope("read")))));

        assertThat(resources.withImplied(ScopeSet.of("admin"))).hasToString("admin write read see");
        assertThat(resources.withImplied(ScopeSet.of("read", "write"))).hasToString("read write");
        assertThat(resources.withImplied(ScopeSet.of("see"))).hasToString("see");
        assertThat(resources.withImplied(ScopeSet.empty())).isEqualTo(ScopeSet.empty());
    }

    @Test
    void implyNothingUnlessTold() {
        Resources resources = new Resources(List.of(resource("https://a.example", "read", "write")));

        assertThat(resources.withImplied(ScopeSet.of("write"))).hasToString("write");
    }

    @Test
    void implyScopesOfTheSameResourceOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(
                        new ResourceSettings("https://a.example", List.of(scope("write", "play"))),
                        resource("https://b.example", "play"))))
                .withMessage("The scope \"write\" implies \"play\", which belongs to https://b.example: a token is for"
                        + " one resource, imply scopes of the same one only.");
    }

    @Test
    void implyKnownScopesOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(
                        List.of(new ResourceSettings("https://a.example", List.of(scope("write", "reed"))))))
                .withMessage("The scope \"write\" implies \"reed\", which is no scope: list it under the same resource,"
                        + " or take it out.");
    }

    @Test
    void implyNothingInACircle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(new ResourceSettings(
                        "https://a.example", List.of(scope("a", "b"), scope("b", "c"), scope("c", "a"))))))
                .withMessage("The scope \"a\" implies itself (a -> b -> c -> a): break the circle.");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Resources(List.of(new ResourceSettings("https://a.example", List.of(scope("a", "a"))))))
                .withMessageContaining("(a -> a)");
    }

    @Test
    void haveDefaultScopesOfTheirOwnOnly() {
        ResourceSettings strange =
                new ResourceSettings("https://a.example", List.of(scope("read")), List.of("reed"), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resources(List.of(strange)))
                .withMessage("The default scope \"reed\" of https://a.example is no scope of it: list it under its"
                        + " scopes, or take it out of defaultScopes.");
    }

    private static ScopeSettings scope(String name, String... implies) {
        return new ScopeSettings(name, null, null, List.of(implies));
    }

    @Test
    void describeAScopeInTheReadersLanguage() {
        Resources resources = resources(
                new ScopeSettings("read", "Read your data", Map.of("de", "Ihre Daten lesen"), null),
                ScopeSettings.of("write", null));

        assertThat(resources.descriptionOf("read").in("de")).isEqualTo("Ihre Daten lesen");
        assertThat(resources.descriptionOf("read").in("fr")).isEqualTo("Read your data");
        assertThat(resources.descriptionOf("read")).hasToString("Read your data");
        assertThat(resources.descriptionOf("write").in("de")).isEqualTo("write");
    }

    @Test
    void refuseADescriptionInNoLanguage() {
        ScopeSettings scope = new ScopeSettings("read", null, Map.of("german", "Lesen"), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resources(scope))
                .withMessageContaining("write two letters, such as de");
    }

    private static Resources resources(ScopeSettings... scopes) {
        return new Resources(List.of(new ResourceSettings("https://api.example", List.of(scopes))));
    }

    @Test
    void describeAScopeByItsNameUnlessTold() {
        assertThat(ScopeSettings.of("read", null).description()).isEqualTo("read");
        assertThat(ScopeSettings.of("read", "Read your data").description()).isEqualTo("Read your data");
    }

    private static ResourceSettings resource(String identifier, String... scopes) {
        return new ResourceSettings(
                identifier,
                Arrays.stream(scopes).map(name -> ScopeSettings.of(name, null)).toList());
    }
}

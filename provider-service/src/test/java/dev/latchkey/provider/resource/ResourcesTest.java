package dev.latchkey.provider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.testing.Attack;
import java.util.Arrays;
import java.util.List;
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
    void describeAScopeByItsNameUnlessTold() {
        assertThat(new ScopeSettings("read", null).description()).isEqualTo("read");
        assertThat(new ScopeSettings("read", "Read your data").description()).isEqualTo("Read your data");
    }

    private static ResourceSettings resource(String identifier, String... scopes) {
        return new ResourceSettings(
                identifier,
                Arrays.stream(scopes).map(name -> new ScopeSettings(name, null)).toList());
    }
}

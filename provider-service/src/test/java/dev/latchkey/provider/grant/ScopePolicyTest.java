package dev.latchkey.provider.grant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Promptly;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.resource.ResourceSettings;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.resource.ScopeSettings;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopePolicyTest {
    private static final String ISSUER = "https://id.example/o";
    private static final String API = "https://api.example";
    private static final String MUSIC = "https://music.example";

    private final ScopePolicy policy = new ScopePolicy(
            new Resources(List.of(resource(API, "read", "write", "groups"), resource(MUSIC, "play", "record"))),
            ISSUER);

    @Test
    @Contract(3)
    void givesTheDefaultScopesWhenNoneAreAskedFor() {
        Client client = client(ScopeSet.of("read", "write", "groups"), ScopeSet.of("write", "read"));

        Permission permission = policy.permit(client, Optional.empty());

        assertThat(permission.scope()).hasToString("read write");
        assertThat(permission.audience()).isEqualTo(API);
    }

    @Test
    @Contract(3)
    void givesAllOfTheFirstResourceInConfiguredOrderWithoutDefaults() {
        Client client = client(ScopeSet.of("record", "groups", "play", "read"), ScopeSet.empty());

        Permission permission = policy.permit(client, Optional.empty());

        assertThat(permission.scope()).hasToString("read groups");
        assertThat(permission.audience()).isEqualTo(API);
    }

    @Test
    @Contract(3)
    void givesThoseOfTheFirstResourceAmongTheDefaults() {
        Client client = client(ScopeSet.of("read", "play", "record"), ScopeSet.of("record", "play"));

        Permission permission = policy.permit(client, Optional.empty());

        assertThat(permission.scope()).hasToString("play record");
        assertThat(permission.audience()).isEqualTo(MUSIC);
    }

    @Test
    @Contract(3)
    void givesTheDefaultScopesOfTheResourceToAClientWithoutAnyOfItsOwn() {
        ScopePolicy withDefaults = new ScopePolicy(
                new Resources(List.of(
                        new ResourceSettings(API, scopes("read", "write", "groups"), List.of("groups", "read"), null),
                        resource(MUSIC, "play", "record"))),
                ISSUER);
        Client app = client(ScopeSet.of("write", "groups", "record", "read"), ScopeSet.empty());
        Client writer = client(ScopeSet.of("read", "write"), ScopeSet.of("write"));
        Client listener = client(ScopeSet.of("write", "play"), ScopeSet.empty());

        assertThat(withDefaults.permit(app, Optional.empty()).scope()).hasToString("read groups");
        assertThat(withDefaults.permit(app, Optional.of("write")).scope()).hasToString("write");
        assertThat(withDefaults.permit(writer, Optional.empty()).scope()).hasToString("write");
        assertThat(withDefaults.permit(listener, Optional.empty()))
                .isEqualTo(new Permission(ScopeSet.of("play"), MUSIC));
    }

    @Test
    @Contract(3)
    void givesAllScopesOfTheFirstResourceWhereNoneOfItsDefaultsIsLeft() {
        ScopePolicy one = readingByDefault();
        ScopePolicy two =
                readingByDefault(new ResourceSettings(MUSIC, scopes("play", "record"), List.of("play"), null));
        Client groups = client(ScopeSet.of("groups"), ScopeSet.empty());
        Client mixed = client(ScopeSet.of("groups", "introspection", "record"), ScopeSet.empty());

        assertThat(one.permit(groups, Optional.empty())).isEqualTo(new Permission(ScopeSet.of("groups"), API));
        assertThat(one.permit(groups, resource(API))).isEqualTo(new Permission(ScopeSet.of("groups"), API));
        assertThat(two.permit(mixed, Optional.empty())).isEqualTo(new Permission(ScopeSet.of("groups"), API));
        assertThat(two.permit(mixed, resource(MUSIC))).isEqualTo(new Permission(ScopeSet.of("record"), MUSIC));
    }

    @Test
    @Contract(3)
    void givesTheDefaultsThatAClientsScopesImply() {
        Client writer = client(ScopeSet.of("groups", "write"), ScopeSet.empty());
        ScopePolicy policyOfOne = readingByDefault();

        assertThat(policyOfOne.permit(writer, Optional.empty())).isEqualTo(new Permission(ScopeSet.of("read"), API));
        assertThat(policyOfOne.permit(writer, resource(API))).isEqualTo(new Permission(ScopeSet.of("read"), API));
        assertThat(policyOfOne.permit(writer, Optional.of("write")).scope()).hasToString("write read");
    }

    private static ScopePolicy readingByDefault(ResourceSettings... others) {
        ScopeSettings write = new ScopeSettings("write", null, null, List.of("read"));
        List<ScopeSettings> scopes = List.of(ScopeSettings.of("read", null), write, ScopeSettings.of("groups", null));
        List<ResourceSettings> all = new ArrayList<>(List.of(new ResourceSettings(API, scopes, List.of("read"), null)));
        all.addAll(List.of(others));
        return new ScopePolicy(new Resources(all), ISSUER);
    }

    private static Parameters resource(String identifier) {
        return Parameters.parse(("resource=" + identifier).getBytes(UTF_8));
    }

    @Test
    void givesNothingForTheIssuerToAClientWithoutScopes() {
        assertThat(policy.permit(client(ScopeSet.empty(), ScopeSet.empty()), Optional.empty()))
                .isEqualTo(new Permission(ScopeSet.empty(), ISSUER));
    }

    @Test
    void givesTheSameForTheIssuerWhetherItIsNamedOrNot() {
        Client client = client(ScopeSet.of("introspection"), ScopeSet.empty());

        assertThat(policy.permit(client, Parameters.parse(("resource=" + ISSUER).getBytes(UTF_8))))
                .isEqualTo(policy.permit(client, Optional.empty()))
                .isEqualTo(new Permission(ScopeSet.of("introspection"), ISSUER));
    }

    @Test
    void givesNoScopeThatIsNoLongerConfigured() {
        Client client = client(ScopeSet.of("gone", "read"), ScopeSet.of("gone"));

        assertThat(policy.permit(client, Optional.empty()).scope()).isEqualTo(ScopeSet.empty());
        assertThat(refusal(client, "gone")).isEqualTo(ErrorCode.INVALID_SCOPE);
    }

    @Test
    @Contract(4)
    void givesWhatIsAskedForAndNoMore() {
        Client client = client(ScopeSet.of("read", "write", "play"), ScopeSet.of("write"));

        assertThat(policy.permit(client, Optional.of("read"))).isEqualTo(new Permission(ScopeSet.of("read"), API));
        assertThat(policy.permit(client, Optional.of("play"))).isEqualTo(new Permission(ScopeSet.of("play"), MUSIC));
        assertThat(policy.permit(client, Optional.of("write read")).scope()).hasToString("write read");
    }

    @ParameterizedTest
    @Contract(5)
    @ValueSource(strings = {"groups", "read groups", "unknown", "Read", "rea", "reads", "read write groups"})
    void refusesAScopeThatIsUnknownOrNotForThisClient(String scope) {
        assertThat(refusal(client(ScopeSet.of("read", "write"), ScopeSet.empty()), scope))
                .isEqualTo(ErrorCode.INVALID_SCOPE);
    }

    @Test
    void addsTheScopesThatOthersImply() {
        ScopePolicy implying = implying();
        Client client = client(ScopeSet.of("write"), ScopeSet.empty());

        assertThat(implying.permit(client, Optional.of("write")).scope()).hasToString("write read");
        assertThat(implying.permit(client, Optional.empty()).scope()).hasToString("write read");
        assertThat(catchThrowableOfType(OAuthException.class, () -> implying.permit(client, Optional.of("read"))))
                .isNotNull();
    }

    @Test
    void addsThemToANarrowerScopeAsFarAsTheyWereGranted() {
        ScopeSet before = ScopeSet.of("write", "groups");
        ScopeSet after = ScopeSet.of("write", "read", "groups");

        assertThat(implying().narrow(after, Optional.of("write"))).hasToString("write read");
        assertThat(implying().narrow(after, Optional.of("read"))).hasToString("read");
        assertThat(implying().narrow(before, Optional.of("write"))).hasToString("write");
        assertThat(implying().narrow(before, Optional.empty())).isEqualTo(before);
    }

    private static ScopePolicy implying() {
        ScopeSettings write = new ScopeSettings("write", null, null, List.of("read"));
        ResourceSettings api = new ResourceSettings(
                API, List.of(ScopeSettings.of("read", null), write, ScopeSettings.of("groups", null)));
        return new ScopePolicy(new Resources(List.of(api)), ISSUER);
    }

    @Test
    void refusesScopesOfSeveralResources() {
        OAuthException refusal = catchThrowableOfType(
                OAuthException.class,
                () -> policy.permit(client(ScopeSet.of("read", "play"), ScopeSet.empty()), Optional.of("read play")));

        assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_SCOPE);
        assertThat(refusal).hasMessageContaining("Ask for one token per resource.");
    }

    @ParameterizedTest
    @Attack(42)
    @ValueSource(
            strings = {
                "read\twrite",
                "read  write",
                " read",
                "read ",
                " ",
                "\"read\"",
                "re\\ad",
                "read\n",
                "r\u00e9ad",
                "read\u0000",
                "\u007f"
            })
    void refusesAMalformedScope(String scope) {
        assertThat(refusal(client(ScopeSet.of("read", "write"), ScopeSet.empty()), scope))
                .isEqualTo(ErrorCode.INVALID_SCOPE);
    }

    @Test
    @Attack(41)
    void refusesAHugeScopeAtOnce() {
        Client client = client(ScopeSet.of("read"), ScopeSet.empty());

        Promptly.within(Duration.ofMillis(50), () -> {
            assertThat(refusal(client, "a".repeat(50_000))).isEqualTo(ErrorCode.INVALID_SCOPE);
            assertThat(refusal(client, "a ".repeat(10_000) + "a")).isEqualTo(ErrorCode.INVALID_SCOPE);
            assertThat(refusal(client, "a ".repeat(2_000) + "a")).isEqualTo(ErrorCode.INVALID_SCOPE);
        });
    }

    private ErrorCode refusal(Client client, String scope) {
        return catchThrowableOfType(OAuthException.class, () -> policy.permit(client, Optional.of(scope)))
                .error()
                .code();
    }

    private static Client client(ScopeSet scopes, ScopeSet defaults) {
        return TestClients.confidential(
                "app", TestClients.permissions(scopes, defaults), TestClients.unknowableSecret());
    }

    private static ResourceSettings resource(String identifier, String... scopes) {
        return new ResourceSettings(identifier, scopes(scopes));
    }

    private static List<ScopeSettings> scopes(String... names) {
        return Arrays.stream(names).map(name -> ScopeSettings.of(name, null)).toList();
    }
}

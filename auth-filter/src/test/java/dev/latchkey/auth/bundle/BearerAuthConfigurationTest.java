package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.http.WaitingRoom;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.status.Origin;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.util.Duration;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerAuthConfigurationTest {
    @Test
    void needsTwoLines() throws Exception {
        BearerAuthConfiguration settings = parse("issuer: http://localhost:8000/o\naudience: https://api.example");

        assertThat(settings).isEqualTo(BearerAuthConfiguration.of("http://localhost:8000/o", "https://api.example"));
        assertThat(settings.realm()).isEqualTo("https://api.example");
        assertThat(settings.clockSkew()).isEqualTo(Duration.seconds(30));
        assertThat(settings.cacheSize()).isEqualTo(10_000);
        assertThat(settings.algorithms()).containsExactlyInAnyOrder(SigningAlgorithm.values());
        assertThat(settings.statusRefresh()).isEqualTo(Duration.seconds(3));
        assertThat(settings.statusMaxAge()).isEqualTo(Duration.minutes(5));
        assertThat(settings.statusLists()).isEqualTo(64);
        assertThat(settings.statusOrigins()).isEmpty();
        assertThat(settings.keysMaxAge()).isEqualTo(Duration.hours(24));
        assertThat(settings.cacheDirectory()).isNull();
    }

    @Test
    void takesEveryOption() throws Exception {
        BearerAuthConfiguration settings =
                parse("{issuer: 'https://a', audience: b, realm: c, clockSkew: 5s, cacheSize: 7, algorithms: [RS256],"
                        + " statusRefresh: 1s, statusMaxAge: 1m, statusLists: 2, statusOrigins: ['https://s'],"
                        + " keysMaxAge: 1h, cacheDirectory: /var/cache/api}");

        assertThat(settings.realm()).isEqualTo("c");
        assertThat(settings.clockSkew()).isEqualTo(Duration.seconds(5));
        assertThat(settings.cacheSize()).isEqualTo(7);
        assertThat(settings.algorithms()).containsExactly(SigningAlgorithm.RS256);
        assertThat(settings.statusRefresh()).isEqualTo(Duration.seconds(1));
        assertThat(settings.statusMaxAge()).isEqualTo(Duration.minutes(1));
        assertThat(settings.statusLists()).isEqualTo(2);
        assertThat(settings.keysMaxAge()).isEqualTo(Duration.hours(1));
        assertThat(settings.cacheDirectory()).isEqualTo("/var/cache/api");
        assertThat(settings.statusSettings(settings.issuers().get(0), CopyDirectory.none(), WaitingRoom.ordinary())
                        .origins())
                .containsExactlyInAnyOrder(new Origin("https", "a", 443), new Origin("https", "s", 443));
    }

    @Test
    void growsToSeveralIssuers() throws Exception {
        BearerAuthConfiguration settings = parse("{audience: b, issuers: [{issuer: 'https://a'}, {issuer: 'https://c',"
                + " audience: d, tokenType: any, claims: {roles: realm_access.roles}}]}");

        assertThat(settings.issuer()).isEqualTo("https://a");
        assertThat(settings.issuers().get(0)).isEqualTo(IssuerConfiguration.of("https://a", "b"));
        assertThat(settings.issuers().get(1).audience()).isEqualTo("d");
        assertThat(settings.issuers()
                        .get(1)
                        .expectations(Duration.seconds(1).toJavaDuration())
                        .names()
                        .roles())
                .containsExactly("realm_access.roles");
        assertThat(parse("{issuers: [{issuer: 'https://a', audience: b}]}"))
                .isEqualTo(BearerAuthConfiguration.of("https://a", "b"));
    }

    @Attack(257)
    @Test
    void doesNotShowTheSecret() throws Exception {
        BearerAuthConfiguration settings =
                parse("{audience: b, issuers: [{issuer: 'https://a', introspection: {clientId:"
                        + " c, clientSecret: canary, method: client_secret_post}}]}");

        assertThat(settings.issuers().get(0).mode()).isEqualTo(ValidationMode.AUTO);
        assertThat(settings.toString()).contains("CLIENT_SECRET_POST").doesNotContain("canary");
    }

    @Attack(313)
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{issuer: 'https://a'} | audience must name this API",
                "{audience: a} | issuer must name the provider",
                "{issuer: 'http://a.example', audience: b} | issuer must be an https URL",
                "{issuer: 'a b', audience: b} | issuer must be an https URL",
                "{issuer: 'https://a', audience: b, clockSkew: 61s} | clockSkew",
                "{issuer: 'https://a', audience: b, cacheSize: 0} | cacheSize",
                "{issuer: 'https://a', audience: b, algorithms: []} | algorithms must not be empty",
                "{issuer: 'https://a', audience: b, algorithms: [none]} | algorithms",
                "{issuer: 'https://a', audience: b, statusRefresh: 99ms} | statusRefresh",
                "{issuer: 'https://a', audience: b, statusMaxAge: 9s} | statusMaxAge",
                "{issuer: 'https://a', audience: b, statusRefresh: 60s, statusMaxAge: 100s} | twice statusRefresh",
                "{issuer: 'https://a', audience: b, statusLists: 0} | statusLists",
                "{issuer: 'https://a', audience: b, keysMaxAge: 9m} | keysMaxAge",
                "{issuer: 'https://a', audience: b, statusOrigins: ['http://s.example']} | statusOrigins must be https",
                "{issuer: 'https://a', issuers: [{issuer: 'https://b', audience: b}]} | must not both be given",
                "{issuers: [{issuer: 'https://b', audience: b}, {issuer: 'https://b', audience: c}]} | twice",
                "{issuers: [{issuer: 'https://b'}]} | audience must name this API",
                "{audience: a, issuers: [{audience: b}]} | issuer must name the provider",
                "{audience: a, issuers: [{issuer: 'http://b.example'}]} | issuer must be an https URL",
                "{audience: a, issuers: [{issuer: 'https://b', tokenType: id}]} | tokenType must be at+jwt or any",
                "{audience: a, issuers: [{issuer: 'https://b', claims: {scope: ''}}]} | claims must be names",
                "{audience: a, issuers: [{issuer: 'https://b', claims: {roles: []}}]} | claims must be names",
                "{audience: a, issuers: [{issuer: 'https://b', mode: auto}]} | introspection must be given",
                "{audience: a, issuers: [{issuer: 'https://b', mode: jwt, introspection: {clientId: c, clientSecret: d}}]}"
                        + " | and for no other",
                "{audience: a, issuers: [{issuer: 'https://b', introspection: {clientId: c}}]} | needs clientSecret",
                "{audience: a, issuers: [{issuer: 'https://b', introspection: {clientSecret: c}}]} | must name the client",
                "{audience: a, issuers: [{issuer: 'https://b', introspection: {clientId: c, clientSecret: d, keyFile: e}}]}"
                        + " | needs clientSecret",
                "{audience: a, issuers: [{issuer: 'https://b', introspection: {clientId: c, clientSecret: d, cache: 31s}}]}"
                        + " | cache",
                "{audience: a, issuers: [{issuer: 'https://b', introspection: {clientId: c, clientSecret: d,"
                        + " endpoint: 'http://e.example'}}]} | endpoint must be an https URL",
                "{audience: a, issuers: [{issuer: 'https://b', introspection: {clientId: c, clientSecret: d}},"
                        + " {issuer: 'https://e', introspection: {clientId: c, clientSecret: d}}]} | tokenPrefix",
                "{issuer: 'https://a', audience: b, endpoints: {unruled: open}} | unruled",
                "{issuer: 'https://a', audience: b, endpoints: {defaultRule: permit_all}} | defaultRule",
                "{issuer: 'https://a', audience: b, endpoints: {defaultrule: any_token}} | defaultrule",
                "{issuer: 'https://a', audience: b, metadata: true} | metadata needs resource",
                "{issuer: 'https://a', audience: b, metadata: {resource: 'http://api.example'}} | resource must be the https",
                "{issuer: 'https://a', audience: 'https://b', metadata: {resource: 'https://api#x'}} | resource must be",
                "{issuer: 'https://a', audience: 'https://b', metadata: maybe} | metadata",
                "{issuer: 'https://a', audience: b, audiense: c} | audiense"
            })
    void namesWhatIsWrong(String yaml, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parse(yaml))
                .withMessageContaining(message);
    }

    private static BearerAuthConfiguration parse(String yaml) throws Exception {
        return new YamlConfigurationFactory<>(
                        BearerAuthConfiguration.class, Validators.newValidator(), strictMapper(), "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test.yml");
    }

    // As Dropwizard's own configuration factory sets it.
    private static ObjectMapper strictMapper() {
        return Jackson.newObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}

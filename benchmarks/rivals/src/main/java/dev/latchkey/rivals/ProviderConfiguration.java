package dev.latchkey.rivals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** The authorization server, with what the properties cannot say. */
@Configuration(proxyBeanMethods = false)
@Profile("provider")
class ProviderConfiguration {
    // The same algorithm as Latchkey's; RS256, the default, signs much slower.
    @Bean
    JWKSource<SecurityContext> keys() throws JOSEException {
        return new ImmutableJWKSet<>(
                new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("bench").generate()));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> algorithm() {
        return context -> context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
    }

    // With the default encoder a plain secret becomes a bcrypt one at its first use.
    @Bean
    @Profile("plain")
    @SuppressWarnings("deprecation")
    PasswordEncoder plainSecrets() {
        return new DelegatingPasswordEncoder("noop", Map.of("noop", NoOpPasswordEncoder.getInstance()));
    }

    @Bean
    @Profile("jdbc")
    DataSource database(Environment environment) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(environment.getRequiredProperty("DATABASE_URL")
                + "?cachePrepStmts=true&useServerPrepStmts=true&useLocalSessionState=true");
        config.setUsername(environment.getRequiredProperty("DATABASE_USER"));
        config.setPassword(environment.getRequiredProperty("DATABASE_PASSWORD"));
        config.setMaximumPoolSize(16);
        HikariDataSource database = new HikariDataSource(config);
        new ResourceDatabasePopulator(new ClassPathResource(
                        "org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql"))
                .execute(database);
        return database;
    }

    // The clients stay in memory, which is kind to the rival.
    @Bean
    @Profile("jdbc")
    OAuth2AuthorizationService authorizations(DataSource database, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationService(new JdbcTemplate(database), clients);
    }
}

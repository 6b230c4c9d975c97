package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.testing.JdbcAddress;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in this JVM, as {@code main} does, but without ending it. */
public final class CommandLine {
    /** What a command said and whether it failed. */
    public record Outcome(String out, String err, boolean failed) {
        /** What follows {@code label: } on a line of its own. */
        public String value(String label) {
            return out.lines()
                    .filter(line -> line.startsWith(label + ": "))
                    .map(line -> line.substring(label.length() + 2))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Path configuration;
    private final InstantSource clock;

    /** Commands on the database at {@code address} under these server secrets. */
    public CommandLine(JdbcAddress address, String secret, InstantSource clock) {
        this.clock = clock;
        String yaml = """
                provider:
                  secret: "%s"
                  database: {url: "%s", user: "%s", password: "%s"}
                  resources:
                    - identifier: http://localhost:8080
                      scopes: [{name: read}, {name: write}, {name: groups}]
                """.formatted(secret, address.url(), address.user(), address.password());
        try {
            configuration = Files.createTempFile("latchkey", ".yml");
            Files.writeString(configuration, yaml);
            configuration.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Outcome run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--config");
        arguments.add(configuration.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        boolean failed = cli(out, err).run(arguments.toArray(String[]::new)).isPresent();
        return new Outcome(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), failed);
    }

    /** Tries to serve over another database; for configurations with which nothing may start. */
    public Outcome serve(String databaseUrl) {
        try {
            String yaml = Files.readString(configuration)
                    .replaceAll("database: \\{.*}", "database: {url: \"" + databaseUrl + "\"}");
            Path served = Files.createTempFile("latchkey", ".yml");
            served.toFile().deleteOnExit();
            Files.writeString(served, yaml);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            boolean failed = cli(out, err).run("server", served.toString()).isPresent();
            return new Outcome(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), failed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cli cli(OutputStream out, OutputStream err) {
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        ProviderApplication application = new ProviderApplication(printer, Timekeeping.by(clock));
        Bootstrap<ApplicationConfiguration> bootstrap = new Bootstrap<>(application);
        application.addDefaultCommands(bootstrap);
        application.initialize(bootstrap);
        return new Cli(new JarLocation(ProviderApplication.class), bootstrap, printer, err);
    }
}

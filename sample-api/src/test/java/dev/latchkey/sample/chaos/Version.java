package dev.latchkey.sample.chaos;

import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A version of the provider.
 *
 * @param jar its server
 * @param home the directory with its {@code config.yml}
 */
record Version(Path jar, Path home) {
    /** The one from before the tables last changed; throws IOException when {@code ./latchkey chaos} has not built it. */
    static Version earlier() throws IOException {
        Path home = Checkout.root().resolve("target/earlier-version");
        Path jar = home.resolve("provider.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException("The earlier version is not in " + home + ": ./latchkey chaos builds it there.");
        }
        return new Version(jar, home);
    }

    Path configuration() {
        return home.resolve("config.yml");
    }
}

package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of this test JVM: the system's Chromium, without a window and without a way out of this machine. It is
 * driven through its own DevTools protocol, so that no driver and no library must fit its version.
 */
public final class Chromium {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final String SIGN = "DevTools listening on ";

    // As root there is no sandbox: Chromium refuses to start with one. What is shown is our own pages only.
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            "--disable-extensions",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            "--lang=en-US",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            "--remote-debugging-port=0");

    private static Optional<Chromium> running = Optional.empty();

    private final DevTools tools;

    private Chromium(DevTools tools) {
        this.tools = tools;
    }

    /** The program: what {@code LATCHKEY_BROWSER} names, else the first in the usual places. */
    static Optional<Path> program() {
        return Stream.concat(Stream.ofNullable(System.getenv("LATCHKEY_BROWSER")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The browser, started when first asked for; it ends with the JVM. */
    public static synchronized Chromium running() {
        if (running.isEmpty()) {
            running = Optional.of(start());
        }
        return running.get();
    }

    private static Chromium start() {
        try {
            Path home = Files.createTempDirectory("latchkey-browser");
            List<String> command = new ArrayList<>();
            command.add(program().orElseThrow().toString());
            command.addAll(FLAGS);
            command.add("--user-data-dir=" + home);
            command.add("about:blank");
            String line = ServerProcess.start(command, home, SIGN).readyLine();
            return new Chromium(DevTools.connect(URI.create(line.substring(line.indexOf("ws://")))));
        } catch (IOException e) {
            throw new UncheckedIOException("The browser does not start.", e);
        }
    }

    /** A tab that shares nothing with any other: no cookie, no cache. */
    public Tab tab() {
        String context = tools.send("Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asText();
        String target = tools.send("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .path("targetId")
                .asText();
        String session = tools.send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        return new Tab(tools, session, context);
    }
}

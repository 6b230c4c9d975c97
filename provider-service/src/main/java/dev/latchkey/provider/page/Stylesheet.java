package dev.latchkey.provider.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The style sheet of the pages; its address changes with its content, so that browsers may keep it for good. */
public final class Stylesheet {
    private static final String FILE = "app.css";
    private static final int HASH_LENGTH = 16;

    private final byte[] content;
    private final String hash;

    /** Reads the style sheet; the colours of the brand end it. */
    public Stylesheet(PageFiles files, Branding branding) {
        this.content = read(files, branding);
        this.hash = hash(content);
    }

    private static byte[] read(PageFiles files, Branding branding) {
        try (InputStream in = files.open(FILE)) {
            return (new String(in.readAllBytes(), StandardCharsets.UTF_8) + branding.rule())
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    /** Sixteen digits that tell this content from any other. */
    static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The style sheet itself, UTF-8. */
    public byte[] content() {
        return content.clone();
    }

    /** What tells this content from any other. */
    public String hash() {
        return hash;
    }

    /** Its name below the issuer's path, with the hash. */
    public String address() {
        return "/" + FILE + "?v=" + hash;
    }
}

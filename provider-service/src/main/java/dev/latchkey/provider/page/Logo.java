package dev.latchkey.provider.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The logo beside the product's name; its address changes with its content, so that browsers may keep it for good. */
public final class Logo {
    private static final int MAX_BYTES = 32_768;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    private final byte[] content;
    private final String type;

    private Logo(byte[] content, String type) {
        this.content = content;
        this.type = type;
    }

    /**
     * Reads a logo; empty where there is no path.
     *
     * @throws IllegalArgumentException when the file cannot be read, has more than 32 KiB or is neither PNG nor SVG
     */
    static Optional<Logo> read(@Nullable String path) {
        if (path == null) {
            return Optional.empty();
        }
        byte[] content = bytes(path);
        if (content.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" has more than 32 KiB: everybody loads it, make it smaller.");
        }
        if (Arrays.equals(PNG, 0, PNG.length, content, 0, Math.min(PNG.length, content.length))) {
            return Optional.of(new Logo(content, "image/png"));
        }
        if (isSvg(content)) {
            return Optional.of(new Logo(content, "image/svg+xml"));
        }
        throw new IllegalArgumentException(
                "\"" + path + "\" is neither a PNG nor an SVG file: save it as one of these.");
    }

    private static byte[] bytes(String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" cannot be read: name a file that the provider's user may read.", e);
        }
    }

    // What a script or a reference in it would do is stopped by the headers it is served with, and by being an <img>.
    private static boolean isSvg(byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (reader.hasNext() && !reader.isStartElement()) {
                reader.next();
            }
            boolean svg = reader.isStartElement()
                    && "svg".equals(reader.getLocalName())
                    && SVG_NAMESPACE.equals(reader.getNamespaceURI());
            while (reader.hasNext()) {
                reader.next();
            }
            return svg;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    /** The file itself. */
    public byte[] content() {
        return content.clone();
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    /** Its name below the issuer's path, with the hash of its content. */
    public String address() {
        return "/logo?v=" + hash();
    }

    /** What tells this content from any other. */
    public String hash() {
        return Stylesheet.hash(content);
    }
}

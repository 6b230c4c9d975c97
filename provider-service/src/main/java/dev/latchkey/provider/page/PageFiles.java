package dev.latchkey.provider.page;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where templates, texts and the style sheet are: in a folder of one's own on the class path, else beside this class. */
public final class PageFiles {
    private static final String STANDARD = "/dev/latchkey/provider/page/";

    private final @Nullable String folder;

    private PageFiles(@Nullable String folder) {
        this.folder = folder;
    }

    /** The provider's own. */
    public static PageFiles standard() {
        return new PageFiles(null);
    }

    /**
     * Those in {@code folder}, and the provider's own for what is not there.
     *
     * @param folder a folder on the class path, such as {@code /com/example/pages/}
     * @throws IllegalArgumentException when it does not begin and end with a slash
     */
    public static PageFiles firstIn(String folder) {
        if (!folder.startsWith("/") || !folder.endsWith("/")) {
            throw new IllegalArgumentException("\"" + folder
                    + "\" is no folder on the class path: begin and end it with a slash, as in /com/example/pages/.");
        }
        return new PageFiles(folder);
    }

    /** The place of the template with this name. */
    String template(String name) {
        String file = name + ".ftlh";
        return folder != null && PageFiles.class.getResource(folder + file) != null ? folder + file : STANDARD + file;
    }

    /** The file, one's own first. */
    InputStream open(String file) {
        return own(file).orElseGet(() -> standard(file));
    }

    /** The provider's own file. */
    InputStream standard(String file) {
        return Objects.requireNonNull(PageFiles.class.getResourceAsStream(STANDARD + file), file);
    }

    /** One's own file, where there is one. */
    Optional<InputStream> own(String file) {
        return folder == null
                ? Optional.empty()
                : Optional.ofNullable(PageFiles.class.getResourceAsStream(folder + file));
    }
}

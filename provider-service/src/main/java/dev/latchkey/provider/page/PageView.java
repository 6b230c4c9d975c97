package dev.latchkey.provider.page;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template sees. */
public final class PageView extends View {
    private final Page page;
    private final Messages text;
    private final String base;
    private final String stylesheet;

    // Without the charset letters beyond ASCII would be lost.
    PageView(String template, Page page, Messages text, String base, String stylesheet) {
        super(template, StandardCharsets.UTF_8);
        this.page = page;
        this.text = text;
        this.base = base;
        this.stylesheet = stylesheet;
    }

    /** The values of the page. */
    public Map<String, Object> getValues() {
        return page.values();
    }

    /** What stands around the page; null when it stands alone. */
    public @Nullable Frame getFrame() {
        return page.frame();
    }

    /** The texts, in the reader's language. */
    public Messages getText() {
        return text;
    }

    /** The language of the page (BCP 47). */
    public String getLanguage() {
        return text.language();
    }

    /** The path of the issuer, below which all addresses are. */
    public String getBase() {
        return base;
    }

    /** The address of the style sheet. */
    public String getStylesheet() {
        return stylesheet;
    }
}

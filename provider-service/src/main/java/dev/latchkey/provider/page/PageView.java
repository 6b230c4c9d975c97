package dev.latchkey.provider.page;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template sees. */
public final class PageView extends View {
    /**
     * The languages to choose from.
     *
     * @param offered each one's texts, which name it
     * @param here where one comes back to; empty when the page cannot be asked for again, and no choice is offered
     * @param asked the language that an application wishes for the reader; may be empty
     */
    public record Switch(List<Messages> offered, String here, String asked) {
        public Switch {
            offered = List.copyOf(offered);
        }
    }

    private final Page page;
    private final Messages text;
    private final String base;
    private final String stylesheet;
    private final Switch languages;

    // Without the charset letters beyond ASCII would be lost.
    PageView(String template, Page page, Messages text, String base, String stylesheet, Switch languages) {
        super(template, StandardCharsets.UTF_8);
        this.page = page;
        this.text = text;
        this.base = base;
        this.stylesheet = stylesheet;
        this.languages = languages;
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

    /** What the reader can change the language with. */
    public Switch getLanguages() {
        return languages;
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

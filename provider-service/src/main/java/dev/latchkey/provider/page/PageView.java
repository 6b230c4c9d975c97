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

    /**
     * What is the same on every page.
     *
     * @param base the path of the issuer
     * @param stylesheet the address of the style sheet
     * @param brand whose pages they are
     * @param languages the languages to choose from
     */
    record Shell(String base, String stylesheet, Branding.Shown brand, Switch languages) {}

    private final Page page;
    private final Messages text;
    private final Shell shell;

    // Without the charset letters beyond ASCII would be lost.
    PageView(String template, Page page, Messages text, Shell shell) {
        super(template, StandardCharsets.UTF_8);
        this.page = page;
        this.text = text;
        this.shell = shell;
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

    /** Whose pages they are. */
    public Branding.Shown getBrand() {
        return shell.brand();
    }

    /** What the reader can change the language with. */
    public Switch getLanguages() {
        return shell.languages();
    }

    /** The path of the issuer, below which all addresses are. */
    public String getBase() {
        return shell.base();
    }

    /** The address of the style sheet. */
    public String getStylesheet() {
        return shell.stylesheet();
    }
}

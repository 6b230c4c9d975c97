package dev.latchkey.provider.page;

import freemarker.template.Configuration;
import io.dropwizard.views.freemarker.FreemarkerViewRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Renders pages and says which headers protect them. */
public final class Pages {
    private static final Map<String, String> FREEMARKER = Map.of(
            "template_exception_handler", "rethrow",
            "log_template_exceptions", "false",
            "number_format", "computer",
            "url_escaping_charset", "UTF-8");

    private final FreemarkerViewRenderer renderer = new FreemarkerViewRenderer(Configuration.VERSION_2_3_34);
    private final PageFiles files;
    private final Languages languages;
    private final Stylesheet stylesheet;
    private final Branding branding;
    private final String base;
    private final boolean https;

    /**
     * Takes where the pages are.
     *
     * @param files where the templates are
     * @param branding whose pages they are
     * @param base the path of the issuer, without a slash at its end
     * @param https whether they are served over https
     */
    public Pages(PageFiles files, Branding branding, String base, boolean https) {
        this.files = files;
        this.languages = new Languages(files);
        this.branding = branding;
        this.stylesheet = new Stylesheet(files, branding);
        this.base = base;
        this.https = https;
        renderer.configure(FREEMARKER);
    }

    /** The path of the issuer, without a slash at its end. */
    public String base() {
        return base;
    }

    /** The style sheet of the pages. */
    public Stylesheet stylesheet() {
        return stylesheet;
    }

    /** Whose pages they are. */
    public Branding branding() {
        return branding;
    }

    /** Whether there are pages in this language (BCP 47, without region). */
    public boolean hasLanguage(String language) {
        return languages.has(language);
    }

    private PageView.Switch languageSwitch(Reader reader) {
        String asked = languages.first(reader.asked()).map(Messages::language).orElse("");
        return new PageView.Switch(languages.all(), reader.here(), asked);
    }

    /** The page as HTML in UTF-8. It is complete before anything is sent: a fault in it is a fault, not half a page. */
    public byte[] render(Page page, Reader reader) {
        Reader known = reader.of(page);
        Messages text = languages.best(known);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PageView view = new PageView(
                    files.template(page.template()),
                    page,
                    text,
                    new PageView.Shell(base, base + stylesheet.address(), branding.shown(text), languageSwitch(known)));
            renderer.render(view, Locale.ROOT, out);
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + page.template() + " cannot be rendered.", e);
        }
        return out.toByteArray();
    }

    /**
     * The headers of a page: nothing from elsewhere, no script, no frame, nothing kept (RFC 9700 §4.16, §4.2).
     *
     * @param formAction the sources beside {@code 'self'} to which the redirects of its forms may lead
     */
    public Map<String, String> headers(String formAction) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'"
                        + (formAction.isEmpty() ? "" : " " + formAction)
                        + "; frame-ancestors 'none'; base-uri 'none'");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", "no-store");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("X-Content-Type-Options", "nosniff");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return headers;
    }
}

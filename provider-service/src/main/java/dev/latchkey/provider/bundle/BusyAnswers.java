package dev.latchkey.provider.bundle;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.overload.Refusal;
import dev.latchkey.provider.page.LanguageChoice;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.page.Pages;
import dev.latchkey.provider.page.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;

/** What is answered while there is too much to do: a page to people, JSON to programs. Each page is made once. */
final class BusyAnswers implements Function<Request, Refusal> {
    private static final String CODE = "temporarily_unavailable";
    private static final String DESCRIPTION = "The service is busy. Send the same request again in a moment.";
    private static final Refusal FOR_PROGRAMS = new Refusal(
            Map.of(
                    "Content-Type",
                    "application/json",
                    "Cache-Control",
                    "no-store",
                    "X-Content-Type-Options",
                    "nosniff"),
            "{\"error\":\"" + CODE + "\",\"error_description\":\"" + DESCRIPTION + "\"}");
    private static final String NO_LANGUAGE = "";

    private final EndpointPaths paths;
    private final Pages pages;
    private final Map<String, Refusal> byLanguage = new ConcurrentHashMap<>();

    BusyAnswers(EndpointPaths paths, Pages pages) {
        this.paths = paths;
        this.pages = pages;
    }

    @Override
    public Refusal apply(Request request) {
        return paths.isForPeople(Request.getPathInContext(request))
                ? byLanguage.computeIfAbsent(languageOf(request), this::page)
                : FOR_PROGRAMS;
    }

    // One of ours, so that there are as many pages as languages.
    private String languageOf(Request request) {
        return Request.getLocales(request).stream()
                .map(Locale::getLanguage)
                .filter(pages::hasLanguage)
                .findFirst()
                .orElse(NO_LANGUAGE);
    }

    private Refusal page(String language) {
        Page page = Page.of(
                "error", Map.of("key", "error.busy", "code", CODE, "description", DESCRIPTION, "reference", ""));
        Reader reader = new Reader(List.of(), LanguageChoice.none(), List.of(language), "");
        Map<String, String> headers = new HashMap<>(pages.headers(page.formAction()));
        headers.put("Content-Type", "text/html;charset=utf-8");
        return new Refusal(headers, new String(pages.render(page, reader), StandardCharsets.UTF_8));
    }
}

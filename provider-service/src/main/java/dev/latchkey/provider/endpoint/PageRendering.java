package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.LanguageChoice;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.page.Pages;
import dev.latchkey.provider.page.Reader;
import dev.latchkey.provider.session.Cookies;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** Renders every page, in the language of whoever asked for it. */
public final class PageRendering implements ContainerResponseFilter {
    private static final int MAX_LANGUAGES = 10;
    private static final int MAX_HEADER = 1_000;
    private static final int MISTAKE = 400;

    private final Pages pages;
    private final Cookies cookies;

    public PageRendering(Pages pages, Cookies cookies) {
        this.pages = pages;
        this.cookies = cookies;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Page page) {
            response.setEntity(pages.render(page, reader(request, response.getStatus() < MISTAKE)));
        }
    }

    // An error page repeats nothing of the request that led to it.
    private Reader reader(ContainerRequestContext request, boolean good) {
        UriInfo uri = request.getUriInfo();
        boolean canBeAskedAgain = good && request.getMethod().equals(HttpMethod.GET);
        return new Reader(wished(uri), choice(request), accepted(request), canBeAskedAgain ? path(uri) : "");
    }

    private static String path(UriInfo uri) {
        String path = uri.getRequestUri().getRawPath().substring(EndpointPaths.ROOT.length());
        String query = uri.getRequestUri().getRawQuery();
        return query == null ? path : path + "?" + query;
    }

    private static List<String> wished(UriInfo uri) {
        String tags = Optional.ofNullable(uri.getQueryParameters().getFirst("ui_locales"))
                .orElse("");
        return Arrays.stream(tags.split(" ", MAX_LANGUAGES))
                .filter(tag -> tag.matches("[A-Za-z0-9-]{1,35}"))
                .toList();
    }

    private LanguageChoice choice(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(cookies.language()))
                .map(Cookie::getValue)
                .map(LanguageChoice::parse)
                .orElseGet(LanguageChoice::none);
    }

    private static List<String> accepted(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null || header.isBlank() || header.length() > MAX_HEADER) {
            return List.of();
        }
        try {
            return LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .limit(MAX_LANGUAGES)
                    .map(LanguageRange::getRange)
                    .toList();
        } catch (IllegalArgumentException e) {
            // A malformed wish is none; the page comes all the same.
            return List.of();
        }
    }
}

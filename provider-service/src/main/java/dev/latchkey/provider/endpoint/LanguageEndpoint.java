package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.LanguageChoice;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.page.Pages;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.Cookies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /o/language/}: a person chooses the language of the pages, and comes back to the page they were on. */
@Path(EndpointPaths.ROOT + "/language")
public final class LanguageEndpoint {
    private static final int MAX_PATH = 7_500;
    // A path of ours: a second slash or a backslash at its beginning would lead to another host.
    private static final Pattern OWN_PATH = Pattern.compile("/[a-z][A-Za-z0-9._~!$&'()*+,;=:@%/?-]*");
    private static final String ELSEWHERE = "/login/";

    private final Pages pages;
    private final Cookies cookies;
    private final PageAnswers answers;
    private final String origin;

    public LanguageEndpoint(Pages pages, Cookies cookies, PageAnswers answers, URI issuer) {
        this.pages = pages;
        this.cookies = cookies;
        this.answers = answers;
        this.origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
    }

    /**
     * Remembers the language in a cookie. There is nothing to protect by a token: the worst that a foreign page could do
     * is to change the language, and browsers say where a form came from.
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response choose(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters form = body == null ? Parameters.parse(new byte[0]) : body;
        if (isForeign(headers)) {
            throw PageRefusedException.forged();
        }
        String language =
                form.find("language").filter(pages::hasLanguage).orElseThrow(LanguageEndpoint::unknownLanguage);
        String instead = form.find("asked").filter(pages::hasLanguage).orElse("");
        return answers.toOwn(303, back(form.find("here").orElse("")))
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookies.setForAYear(cookies.language(), new LanguageChoice(language, instead).text()))
                .build();
    }

    private boolean isForeign(HttpHeaders headers) {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        // Older browsers; "null" is what they send of our own pages, which give no referrer.
        String sender = headers.getHeaderString("Origin");
        return sender != null && !sender.equals("null") && !sender.equals(origin);
    }

    private static String back(String here) {
        boolean ours = here.length() <= MAX_PATH
                && OWN_PATH.matcher(here).matches()
                && EndpointPaths.isPage(EndpointPaths.ROOT.substring(1) + here.replaceFirst("\\?.*", ""));
        return ours ? here : ELSEWHERE;
    }

    private static PageRefusedException unknownLanguage() {
        return new PageRefusedException(
                400,
                "error.request",
                "invalid_request",
                "There are no pages in this language. Choose one of the list.");
    }
}

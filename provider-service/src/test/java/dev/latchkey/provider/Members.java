package dev.latchkey.provider;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.UserName;
import dev.latchkey.provider.Http.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** People who are logged in, and what they do on the pages for them. */
public final class Members {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final RunningProvider provider;

    public Members(RunningProvider provider) {
        this.provider = provider;
    }

    /** The browser of a new user. */
    public Browser member() {
        return browser(provider.registrations().user());
    }

    /** A browser in which this user is logged in. */
    public Browser browser(String user) {
        return new Flow(provider).loggedIn(user);
    }

    /** The browser of a new administrator. */
    public Browser administrator() {
        return browser(administratorName());
    }

    /** The name of a new administrator. */
    public String administratorName() {
        String name = "administrator" + NUMBER.incrementAndGet();
        NewUser user = NewUser.of(new UserName(name), Registrations.hashed()).asAdministrator();
        provider.registrations().users().create(user);
        return name;
    }

    /** Registers an application with the form that a browser sees; the answer to it. */
    public static Answer register(Browser browser, String kind, String name, String redirectUris) {
        Answer form = browser.get("/o/applications/register/?kind=" + kind);
        return redirectUris.isEmpty()
                ? browser.submit(form, "name", name)
                : browser.submit(form, "name", name, "redirect_uris", redirectUris);
    }

    /** A new application with a secret. */
    public static Registrations.TestClient application(Browser browser, String kind, String redirectUris) {
        Answer page = register(browser, kind, "Of a member", redirectUris);
        return new Registrations.TestClient(text(page, "client_id"), text(page, "client_secret"));
    }

    /** The text of the element with this id; empty when there is none. */
    public static String text(Answer page, String id) {
        return Pattern.compile(" id=\"" + id + "\"[^>]*>(.*?)</code>", Pattern.DOTALL)
                .matcher(page.body())
                .results()
                .map(result -> unescaped(result.group(1)))
                .findFirst()
                .orElse("");
    }

    static String unescaped(String html) {
        return TAG.matcher(html)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** Where the links of a page lead. */
    public static List<String> links(Answer page) {
        return Pattern.compile("<a [^>]*href=\"([^\"]*)\"")
                .matcher(page.body())
                .results()
                .map((MatchResult result) -> unescaped(result.group(1)))
                .toList();
    }
}

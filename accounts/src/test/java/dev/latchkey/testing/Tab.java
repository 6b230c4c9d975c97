package dev.latchkey.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One tab of the browser, as a person uses it who runs no scripts. */
public final class Tab implements AutoCloseable {
    private static final Map<String, String> STILL = Map.of("name", "prefers-reduced-motion", "value", "reduce");

    private final DevTools tools;
    private final String session;
    private final String context;
    private final Traffic traffic = new Traffic();

    Tab(DevTools tools, String session, String context) {
        this.tools = tools;
        this.session = session;
        this.context = context;
        tools.listen(session, traffic::take);
        send("Page.enable", Map.of());
        send("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
        send("Network.enable", Map.of());
        send("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        send("Log.enable", Map.of());
        send("Runtime.enable", Map.of());
        send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        media();
        size(1280, 800);
    }

    /** Closes the tab and forgets its cookies. */
    @Override
    public void close() {
        tools.forget(session);
        tools.send("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }

    /** Opens an address; returns when the page is loaded. */
    public void open(URI address) {
        JsonNode answer = send("Page.navigate", Map.of("url", address.toString()));
        if (answer.has("errorText")) {
            throw new IllegalStateException(
                    address + ": " + answer.path("errorText").asText());
        }
        traffic.awaitLoad(answer.path("loaderId").asText());
    }

    /** Clicks the one element that the CSS selector finds; returns when the next page is loaded. */
    public void click(String selector) {
        String before = traffic.newest();
        evaluate(only(selector) + ".click()");
        traffic.awaitLoadAfter(before);
    }

    /** Clicks something that leads to no other page, such as a check box. */
    public void press(String selector) {
        evaluate(only(selector) + ".click()");
    }

    /** Fills a field in. */
    public void fill(String selector, String text) {
        evaluate(only(selector) + ".value=" + TextNode.valueOf(text));
    }

    private static String only(String selector) {
        String quoted = TextNode.valueOf(selector).toString();
        return "(a=>{if(a.length!==1)throw Error(a.length+' of '+" + quoted
                + "+' on '+document.title+': '+document.body.innerText);return a[0]})(document.querySelectorAll("
                + quoted + "))";
    }

    /** Presses the tabulator key: the focus goes on. */
    public void tabulate() {
        Map<String, Object> key = Map.of("type", "rawKeyDown", "key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9);
        send("Input.dispatchKeyEvent", key);
        send(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9));
    }

    /**
     * The value of an expression in the page, which the page's own policy does not hold back.
     *
     * @throws IllegalStateException when it throws
     */
    public JsonNode evaluate(String script) {
        JsonNode answer = send(
                "Runtime.evaluate",
                Map.of("expression", script, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.path("exceptionDetails")
                    .path("exception")
                    .path("description")
                    .asText());
        }
        return answer.path("result").path("value");
    }

    /** Lets the test's own scripts, timers included, run in the page that is open; the page itself brought none. */
    public void allowScripts(boolean allowed) {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** Sets the size of the viewport in CSS pixels. */
    public void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Sets media features, such as {@code prefers-color-scheme, dark}; all others as the browser has them. */
    public void media(String... features) {
        // Nothing moves: what is looked at is never half way between two colours.
        List<Map<String, String>> list = new ArrayList<>(List.of(STILL));
        for (int i = 0; i < features.length; i += 2) {
            list.add(Map.of("name", features[i], "value", features[i + 1]));
        }
        send("Emulation.setEmulatedMedia", Map.of("features", list));
    }

    /** Sets the languages that the browser asks for. */
    public void languages(String acceptLanguage) {
        send("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", acceptLanguage)));
    }

    /** Gives the browser a cookie for the server of an address. */
    public void cookie(URI address, String name, String value) {
        send("Network.setCookie", Map.of("url", address.toString(), "name", name, "value", value));
    }

    /** What the page says, as a person reads it. */
    public String text() {
        return evaluate("document.body.innerText").asText();
    }

    /** The text of the one element that the CSS selector finds. */
    public String text(String selector) {
        return evaluate(only(selector) + ".innerText").asText();
    }

    /** The address of the page. */
    public URI address() {
        return URI.create(evaluate("location.href").asText());
    }

    /** The HTTP status of the page. */
    public int status() {
        return traffic.status();
    }

    /** The addresses that the page was loaded from, itself first. */
    public List<String> requests() {
        return traffic.requests();
    }

    /** How many bytes the page took to load, headers and style sheet included, nothing cached. */
    public long bytes() {
        return traffic.bytes();
    }

    /** What the browser said on its console since the tab was opened: violations of the policy, faults. */
    public List<String> complaints() {
        return traffic.complaints();
    }

    /** The whole page as PNG, however long it is. */
    public byte[] screenshot() {
        JsonNode answer = send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        return Base64.getDecoder().decode(answer.path("data").asText());
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        return tools.send(session, method, parameters);
    }
}

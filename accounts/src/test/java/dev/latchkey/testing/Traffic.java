package dev.latchkey.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a tab loads, and what the browser has to say about it. */
final class Traffic {
    private static final long SECONDS = 60;

    private final Set<String> loaded = new LinkedHashSet<>();
    private final Map<String, String> requests = new LinkedHashMap<>();
    private final Map<String, Long> bytes = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private int status;
    private String newest = "";

    /** Takes an event of the protocol. */
    synchronized void take(JsonNode event) {
        JsonNode values = event.path("params");
        switch (event.path("method").asText()) {
            case "Page.lifecycleEvent" -> lifecycle(values);
            case "Network.requestWillBeSent" -> sent(values);
            case "Network.responseReceived" -> received(values);
            case "Network.loadingFinished" ->
                bytes.put(
                        values.path("requestId").asText(),
                        values.path("encodedDataLength").asLong());
            case "Log.entryAdded" -> complain(values.path("entry"));
            case "Runtime.exceptionThrown" ->
                complaints.add(values.path("exceptionDetails").path("text").asText());
            default -> {}
        }
        notifyAll();
    }

    private void lifecycle(JsonNode values) {
        if (values.path("name").asText().equals("load")) {
            newest = values.path("loaderId").asText();
            loaded.add(newest);
        }
    }

    // A document begins a new page: what was loaded before is not its.
    private void sent(JsonNode values) {
        if (values.path("type").asText().equals("Document")) {
            requests.clear();
            bytes.clear();
        }
        String address = values.path("request").path("url").asText();
        if (!address.startsWith("data:")) {
            requests.put(values.path("requestId").asText(), address);
        }
    }

    private void received(JsonNode values) {
        if (values.path("type").asText().equals("Document")) {
            status = values.path("response").path("status").asInt();
        }
    }

    // The status of an answer is none of the browser's business; all else is.
    private void complain(JsonNode entry) {
        if (!entry.path("source").asText().equals("network")) {
            complaints.add(entry.path("text").asText());
        }
    }

    synchronized String newest() {
        return newest;
    }

    synchronized int status() {
        return status;
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    synchronized List<String> requests() {
        return List.copyOf(requests.values());
    }

    /** The bytes of all requests of the page, headers included, once the last has ended. */
    synchronized long bytes() {
        await(() -> bytes.keySet().containsAll(requests.keySet()), "the end of all requests");
        return requests.keySet().stream().mapToLong(bytes::get).sum();
    }

    /** Waits until a document has loaded. */
    synchronized void awaitLoad(String loader) {
        await(() -> loaded.contains(loader), "the page");
    }

    /** Waits until another document has loaded than the one that was the newest. */
    synchronized void awaitLoadAfter(String before) {
        await(() -> !newest.equals(before), "the next page");
    }

    private void await(Supplier<Boolean> good, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (!good.get() && System.nanoTime() < end) {
                wait(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!good.get()) {
            throw new IllegalStateException("Waited " + SECONDS + " s for " + what + ": " + requests.values());
        }
    }
}

package dev.latchkey.auth.introspection;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.http.BoundedHttpClient;
import dev.latchkey.auth.http.CircuitBreaker;
import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.http.FetchException;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Active;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Failed;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Inactive;
import dev.latchkey.auth.jose.StrictJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the issuer about tokens (RFC 7662): within two seconds, so many at a time, and hardly at all while it does not
 * answer. Thread-safe.
 */
public final class IntrospectionClient {
    private static final Logger LOGGER = LoggerFactory.getLogger(IntrospectionClient.class);
    // The answer to whoever waits for it is to be there within two seconds.
    private static final Duration PATIENCE = Duration.ofMillis(1_800);
    // Long enough for a burst at an issuer that answers, short enough to leave time for the call.
    private static final Duration QUEUE = Duration.ofMillis(500);
    private static final int MAX_BODY = 64 * 1024;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final BoundedHttpClient client = new BoundedHttpClient(MAX_BODY);
    private final IntrospectionEndpoint endpoint;
    private final ClientAuthentication authentication;
    private final Semaphore calls;
    private final CircuitBreaker breaker;
    private final LongAdder made = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder withheld = new LongAdder();
    private volatile boolean failing;

    /**
     * Prepares for an issuer without asking it yet.
     *
     * @param maxCalls how many calls may be under way at once; whoever comes then waits a moment, and is told that it
     *     failed; at once where the issuer did not answer the last time
     */
    public IntrospectionClient(
            IntrospectionEndpoint endpoint, ClientAuthentication authentication, int maxCalls, InstantSource clock) {
        this.endpoint = endpoint;
        this.authentication = authentication;
        this.calls = new Semaphore(maxCalls);
        this.breaker = new CircuitBreaker(clock);
    }

    /** Asks about a token. */
    public IntrospectionAnswer introspect(PresentedToken token) {
        Deadline deadline = Deadline.after(PATIENCE);
        if (!isAdmitted()) {
            return withheld("as many introspection calls as maxCalls allows are under way");
        }
        try {
            return breaker.allows()
                    ? called(token, deadline)
                    : withheld("the issuer has not answered introspection calls lately");
        } finally {
            calls.release();
        }
    }

    /** How many calls were made since the start. */
    public long calls() {
        return made.sum();
    }

    /** How many calls gave no answer that can be relied on since the start. */
    public long failures() {
        return failed.sum();
    }

    /** How many calls were not made since the start, because too many were under way or the issuer did not answer. */
    public long withheld() {
        return withheld.sum();
    }

    /** Whether the last call failed. */
    public boolean isFailing() {
        return failing;
    }

    private IntrospectionAnswer withheld(String reason) {
        withheld.increment();
        return new Failed(reason);
    }

    // A burst waits a moment for an issuer that answers; in an outage nobody waits.
    private boolean isAdmitted() {
        try {
            return calls.tryAcquire(failing ? 0 : QUEUE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private IntrospectionAnswer called(PresentedToken token, Deadline deadline) {
        made.increment();
        try {
            IntrospectionAnswer answer = read(post(token, deadline));
            succeed();
            return answer;
        } catch (FetchException e) {
            fail(e);
            return new Failed("the issuer did not answer the introspection call");
        }
    }

    // An answer of any kind below 500 is one: a token that the issuer dislikes must not keep calls for others away.
    private HttpResponse<byte[]> post(PresentedToken token, Deadline deadline) throws FetchException {
        try {
            HttpResponse<byte[]> response = send(token, deadline);
            if (response.statusCode() < SERVER_ERROR) {
                breaker.succeeded();
                return response;
            }
            throw new FetchException(response.uri() + " answers " + response.statusCode());
        } catch (FetchException e) {
            breaker.failed();
            throw e;
        }
    }

    private HttpResponse<byte[]> send(PresentedToken token, Deadline deadline) throws FetchException {
        Map<String, String> headers = new HashMap<>(authentication.headers());
        headers.put("Accept", "application/json");
        Map<String, String> form = new HashMap<>(authentication.parameters());
        form.put("token", token.value());
        form.put("token_type_hint", "access_token");
        return client.post(endpoint.locate(deadline), headers, form, deadline);
    }

    // Anything but a clear yes or no is a fault of the issuer: it neither lets a token pass nor condemns it.
    private static IntrospectionAnswer read(HttpResponse<byte[]> response) throws FetchException {
        if (response.statusCode() != OK) {
            throw new FetchException(response.uri() + " answers " + response.statusCode());
        }
        Map<String, Object> members = members(response);
        if (!(members.get("active") instanceof Boolean active)) {
            throw new FetchException(response.uri() + " does not say whether the token is active");
        }
        return active ? new Active(members) : new Inactive();
    }

    private static Map<String, Object> members(HttpResponse<byte[]> response) throws FetchException {
        try {
            return StrictJson.object(response.body());
        } catch (IOException e) {
            throw new FetchException(response.uri() + " does not give a JSON object");
        }
    }

    private void succeed() {
        if (failing) {
            LOGGER.info("The issuer answers introspection calls again");
        }
        failing = false;
    }

    // Once per outage: it is tried again every second.
    private void fail(FetchException e) {
        failed.increment();
        endpoint.forget();
        if (!failing) {
            LOGGER.warn("An introspection call failed: {}", e.getMessage());
        }
        failing = true;
    }
}

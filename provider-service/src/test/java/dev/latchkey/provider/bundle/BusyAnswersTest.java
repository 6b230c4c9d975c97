package dev.latchkey.provider.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Meter;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.overload.Gate;
import dev.latchkey.provider.overload.Refusals;
import dev.latchkey.provider.page.Branding;
import dev.latchkey.provider.page.BrandingSettings;
import dev.latchkey.provider.page.PageFiles;
import dev.latchkey.provider.page.Pages;
import dev.latchkey.testing.Attack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gate without places. */
final class BusyAnswersTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @BeforeEach
    void start() throws Exception {
        Pages pages = new Pages(PageFiles.standard(), new Branding(BrandingSettings.defaults()), "/o", false);
        EndpointPaths paths = new EndpointPaths(URI.create("http://127.0.0.1/o"));
        server.setHandler(new Gate(0, request -> true, new Refusals(new BusyAnswers(paths, pages), new Meter())));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    @Attack(250)
    void showsPeopleAPageInTheirLanguage() throws Exception {
        HttpResponse<String> answer = get("/o/login/", "xx, de-AT;q=0.9, fr;q=0.5");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .contains("<html lang=\"de\"", "temporarily_unavailable")
                .doesNotContain("<form");
        assertThat(get("/o/account/", "xx").body()).contains("<html lang=\"en\"");
    }

    @Test
    @Attack(250)
    void answersProgramsWithJson() throws Exception {
        HttpResponse<String> answer = get("/o/token/", "de");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"temporarily_unavailable\",\"error_description\":\"The service is busy. Send the"
                                + " same request again in a moment.\"}");
    }

    private HttpResponse<String> get(String path, String languages) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.getURI().resolve(path))
                .header("Accept-Language", languages)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

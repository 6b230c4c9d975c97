package dev.latchkey.sample.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.sample.PlainBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider is killed ({@code kill -9}) while it redeems a code and refreshes a grant, in turn just when it has
 * committed and answers, and at any moment; the client, which got no answer, asks the other provider again.
 */
final class LostAnswers implements Fault {
    private static final int MOST_MILLIS = 600;

    private final int rounds;
    private final Random random = new Random(7);
    private final List<String> breaches = new ArrayList<>();
    private int lateRefreshes;
    private int lateCodes;

    LostAnswers(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar other = ground.provider(1).ready()) {
            PlainBrowser browser = new PlainBrowser("http://127.0.0.1:" + other.port());
            logIn(ground, browser);
            for (int i = 0; i < rounds; i++) {
                round(ground, browser, other.caller(), i);
            }
            return finding(other.text());
        }
    }

    private static String codeRequest(Ground ground) {
        return "/o/authorize/?"
                + Caller.form(
                        "response_type", "code", "client_id", ground.web().id(), "redirect_uri", Ground.REDIRECT_URI);
    }

    private static void logIn(Ground ground, PlainBrowser browser) throws Exception {
        Map<String, String> login = new LinkedHashMap<>(Map.of("username", Ground.USER, "password", Ground.PASSWORD));
        browser.submit(browser.open(codeRequest(ground)), login);
    }

    private void round(Ground ground, PlainBrowser browser, Caller other, int number) throws Exception {
        String code = PlainBrowser.parameter(PlainBrowser.location(browser.open(codeRequest(ground))), "code");
        String refresh = other.token(
                        ground.web(), "grant_type", "password", "username", Ground.USER, "password", Ground.PASSWORD)
                .text("refresh_token");
        String[] redeeming = {"grant_type", "authorization_code", "code", code, "redirect_uri", Ground.REDIRECT_URI};
        String[] refreshing = {"grant_type", "refresh_token", "refresh_token", refresh};
        String lostCode;
        String lostRefresh;
        try (ServerJar killed = ground.provider(0).ready();
                Socket one = send(killed, ground.web(), redeeming);
                Socket two = send(killed, ground.web(), refreshing)) {
            awaitMoment(number, one, two);
            killed.kill();
            lostCode = rest(one);
            lostRefresh = rest(two);
        }
        judgeCode(lostCode, other.token(ground.web(), redeeming), other, ground);
        judgeRefresh(lostRefresh, other.token(ground.web(), refreshing), other, ground);
    }

    private static Socket send(ServerJar server, Ground.Client client, String... pairs) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write(RawRequest.token(client, pairs).getBytes(UTF_8));
        return socket;
    }

    // Even rounds: both answers are on their way, which is after both commits. Odd ones: whenever it happens.
    private void awaitMoment(int number, Socket... sockets) throws IOException {
        if (number % 2 == 1) {
            LockSupport.parkNanos(random.nextInt(MOST_MILLIS) * 1_000_000L);
            return;
        }
        for (Socket socket : sockets) {
            InputStream in = socket.getInputStream();
            while (in.available() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    // What the dead server had handed to the system: nobody got it, but it tells what was committed.
    private static String rest(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private void judgeCode(String lost, Reply again, Caller other, Ground ground) {
        if (!lost.contains("\"refresh_token\"")) {
            expect(again.isGood() || again.status() == 400, "code", again);
            return;
        }
        lateCodes++;
        expect(again.status() == 400 && again.text("error").equals("invalid_grant"), "code used twice", again);
        Reply family =
                other.token(ground.web(), "grant_type", "refresh_token", "refresh_token", value(lost, "refresh_token"));
        expect(family.status() == 400, "family of a replayed code", family);
    }

    private void judgeRefresh(String lost, Reply again, Caller other, Ground ground) {
        expect(again.isGood(), "refresh asked again", again);
        if (lost.contains("\"refresh_token\"")) {
            lateRefreshes++;
            expect(value(lost, "refresh_token").equals(again.text("refresh_token")), "successor", again);
        }
        Reply next =
                other.token(ground.web(), "grant_type", "refresh_token", "refresh_token", again.text("refresh_token"));
        expect(next.isGood(), "the successor", next);
    }

    private static String value(String answer, String name) {
        return answer.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    private void expect(boolean condition, String what, Reply reply) {
        if (!condition) {
            breaches.add(what + ": " + reply.status() + " " + reply.text("error"));
        }
    }

    private Finding finding(String log) {
        long audited =
                log.lines().filter(line -> line.contains("event=code.replayed")).count();
        return new Finding(
                "a provider killed between commit and answer: the refresh asked again gets the same successor, the code is"
                        + " refused, audited and its family ended",
                rounds + " kills, " + lateRefreshes + " refreshes and " + lateCodes + " codes answered to nobody, "
                        + audited + " replays audited, " + breaches.size() + " breaches " + breaches,
                breaches.isEmpty() && audited >= lateCodes && lateCodes > 0 && lateRefreshes > 0,
                true);
    }
}

package dev.latchkey.provider.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.testing.Attack;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GuardedUsersTest {
    private static final String RIGHT = "right";

    private final AtomicInteger checks = new AtomicInteger();
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private final UserAuthenticator users =
            new GuardedUsers(this::check, this::idOf, PasswordAttemptSettings.defaults(), new TestClock(), events::add);

    @Test
    void countsNothingThatWasNotChecked() {
        for (int i = 0; i < 30; i++) {
            assertThatExceptionOfType(OAuthException.class)
                    .isThrownBy(() -> users.authenticate("jane", "busy"))
                    .matches(refusal -> refusal.error().code() == ErrorCode.TEMPORARILY_UNAVAILABLE);
        }

        assertThat(users.authenticate("jane", RIGHT)).isPresent();
    }

    @Test
    @Attack({83, 84})
    void countsEverySpellingOfANameAsOne() {
        String[] spellings = {"jane", "JANE", "J\u00e1ne", "\uff4aane"};
        for (int i = 0; i < 10; i++) {
            assertThat(users.authenticate(spellings[i % spellings.length], "wrong"))
                    .isEmpty();
        }

        assertThatExceptionOfType(OAuthException.class)
                .isThrownBy(() -> users.authenticate("Jane", RIGHT))
                .matches(refusal -> refusal.error().code() == ErrorCode.TOO_MANY_REQUESTS)
                .matches(refusal -> refusal.retryAfter() > 0);
        assertThat(checks).hasValue(10);
    }

    @Test
    @Attack(306)
    void namesTheAccountBehindAWrongPasswordAndNothingThatWasTyped() {
        assertThat(users.authenticate("jane", "wrong")).isEmpty();
        assertThat(users.authenticate("my password", "wrong")).isEmpty();
        assertThat(users.authenticate("jane", RIGHT)).isPresent();

        AuditEvent nobodys = AuditEvent.of(EventType.USER_LOGIN_FAILED, Actor.ANONYMOUS);
        assertThat(events).containsExactly(nobodys.user(1), nobodys);
    }

    @Test
    @Attack(84)
    void checksExactlyTenOfAHundredAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        for (Future<Boolean> guess : threads.invokeAll(Collections.<Callable<Boolean>>nCopies(100, this::isRefused))) {
            assertThat(guess.get()).isNotNull();
        }
        threads.shutdown();

        assertThat(checks).hasValue(10);
    }

    @Test
    void letsOneUserLogInAHundredTimesAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        for (Future<Boolean> logIn : threads.invokeAll(Collections.<Callable<Boolean>>nCopies(
                100, () -> users.authenticate("jane", RIGHT).isPresent()))) {
            assertThat(logIn.get()).isTrue();
        }
        threads.shutdown();
    }

    private boolean isRefused() {
        try {
            return users.authenticate("jane", "wrong").isEmpty();
        } catch (OAuthException e) {
            return true;
        }
    }

    private Optional<Long> idOf(String username) {
        return username.equals("jane") ? Optional.of(1L) : Optional.empty();
    }

    private Optional<GrantUser> check(String username, String password) {
        if (password.equals("busy")) {
            throw OAuthException.unavailable("busy", 2);
        }
        checks.incrementAndGet();
        return password.equals(RIGHT) ? Optional.of(new GrantUser(1, username, 1)) : Optional.empty();
    }
}

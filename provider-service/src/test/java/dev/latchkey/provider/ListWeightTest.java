package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupStore;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ISSUE 5, point 6, with the longest lists that administrators can type: the pages that show them weigh 10,240 bytes at most. */
final class ListWeightTest {

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final PageWeight weights = new PageWeight(provider);
    private final Members members = new Members(provider);
    private final GroupStore groups = new GroupStore(provider.database(), provider.clock());
    private final Browser administrator = members.administrator();

    private static String origins(int number, String letter) {
        return IntStream.range(100, 100 + number)
                .mapToObj(i -> "https://" + letter.repeat(41) + i + ".example")
                .collect(Collectors.joining("\r\n"));
    }

    @Test
    void keepsThePagesOfAnApplicationWithManyOriginsLight() {
        TestClient client = Members.application(members.member(), "web", uris());
        String page = "/o/admin/application/?id=" + client.id();
        String path = "/o/admin/application/access?id=" + client.id();
        Answer stale = administrator.get(path);
        assertThat(access(stale, origins(17, "a")).status()).isEqualTo(303);

        for (String language : PageWeight.LANGUAGES) {
            administrator.speak(language);
            weights.assertLight(administrator.get(page), 200, "shown in " + language);
            weights.assertLight(administrator.get(path), 200, "changed in " + language);
            weights.assertLight(access(stale, origins(17, "b")), 409, "conflict in " + language);
        }
    }

    private static String uris() {
        return IntStream.range(10, 30)
                .mapToObj(i -> "https://app.example/" + "a".repeat(13) + i)
                .collect(Collectors.joining("\r\n"));
    }

    private Answer access(Answer form, String origins) {
        return administrator.submit(form, "scopes", "read write", "default_scopes", "read", "origins", origins);
    }

    @Test
    void refusesMoreOriginsThanAPageTakesAndKeepsWhatIsStored() {
        TestClient client = Members.application(members.member(), "web", Flow.CALLBACK);
        Answer form = administrator.get("/o/admin/application/access?id=" + client.id());

        Answer refused = access(form, origins(24, "a"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("1100 bytes in all at most");
        assertThat(provider.registrations()
                        .clients()
                        .find(new ClientId(client.id()))
                        .orElseThrow()
                        .policy()
                        .origins())
                .isEmpty();
    }

    static List<List<String>> names() {
        return List.of(
                List.of("\u9244".repeat(140), "\u6d77".repeat(140), "\u5c71".repeat(80)),
                List.of("&".repeat(140), "\"".repeat(50)),
                IntStream.range(10, 46)
                        .mapToObj(i -> "night shift in Rotterdam " + i)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void keepsThePagesOfAUserInManyGroupsLight(List<String> names) {
        String unique = provider.registrations().user();
        List<String> all = names.stream()
                .map(name -> name + unique.substring(unique.length() - 3))
                .toList();
        all.forEach(name -> groups.create(new GroupName(name)));
        String page = "/o/admin/users/" + provider.registrations().userId(unique) + "/";
        Answer stale = administrator.get(page + "edit");
        assertThat(user(stale, all, "\u9244").status()).isEqualTo(303);

        for (String language : PageWeight.LANGUAGES) {
            administrator.speak(language);
            weights.assertLight(administrator.get(page), 200, "shown in " + language);
            weights.assertLight(administrator.get(page + "edit"), 200, "changed in " + language);
            weights.assertLight(administrator.get("/o/admin/users/?name=" + unique), 200, "found in " + language);
            weights.assertLight(user(stale, all.subList(0, all.size() - 1), "\u6d77"), 409, "conflict in " + language);
        }
    }

    private Answer user(Answer form, List<String> names, String letter) {
        return administrator.submit(
                form,
                "email",
                "a".repeat(242) + "@example.com",
                "first_name",
                letter.repeat(150),
                "last_name",
                letter.repeat(150),
                "groups",
                String.join("\r\n", names));
    }
}

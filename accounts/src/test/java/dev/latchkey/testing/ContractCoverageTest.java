package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContractCoverageTest {

    @TempDir
    private Path root;

    @Test
    void findsAClaimedNumberThatNoTestCarries() throws IOException {
        claim("1-3", "7, 9");
        test("@Contract({1,\n 3})\n@Test void a() {}\n@Attack(9) void b() {}");

        assertThat(ContractCoverage.of(root).missing()).containsExactly("@Contract(2)", "@Attack(7)");
    }

    @Test
    void isContentWhenEveryClaimIsCarried() throws IOException {
        claim("1-2, 5", "none");
        test("@Contract({1, 2}) class A {}");
        test("@Contract(5) class B {}");

        assertThat(ContractCoverage.of(root).missing()).isEmpty();
    }

    @Test
    void asksForNothingWhenNothingIsClaimed() throws IOException {
        claim("none", "none");

        assertThat(ContractCoverage.of(root).missing()).isEmpty();
    }

    @Test
    void countsNoAnnotationInACommentOrAString() throws IOException {
        claim("1-4", "none");
        test(
                "// @Contract(1)\n/* @Contract(2) */ String a = \"\\\"@Contract(3)\"; String b = \"\"\"\n@Contract(4)\"\"\";");

        assertThat(ContractCoverage.of(root).missing()).hasSize(4);
    }

    @Test
    void takesOneListsNumberForTheOthersNot() throws IOException {
        claim("1", "1");
        test("@Contract(1) class A {}");

        assertThat(ContractCoverage.of(root).missing()).containsExactly("@Attack(1)");
    }

    @Test
    void refusesClaimsItCannotRead() throws IOException {
        claim("1 to 3", "none");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractCoverage.of(root))
                .withMessageContaining("1 to 3");
    }

    @Test
    void refusesADocumentWithoutItsLines() throws IOException {
        Files.writeString(
                Files.createDirectories(root.resolve("docs/reference")).resolve("contract.md"), "# Nothing\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractCoverage.of(root))
                .withMessageContaining("## ACCEPTANCE");
    }

    private void claim(String acceptance, String security) throws IOException {
        Path directory = Files.createDirectories(root.resolve("docs/reference"));
        String text =
                "# Title\n\n## ACCEPTANCE\n\nDone: %s\n\n## SECURITY\n\nDone: %s\n".formatted(acceptance, security);
        Files.writeString(directory.resolve("contract.md"), text);
    }

    private void test(String source) throws IOException {
        Path module = Files.createDirectories(root.resolve("module"));
        Files.writeString(module.resolve("pom.xml"), "<project/>");
        Path sources = Files.createDirectories(module.resolve("src/test/java"));
        Files.writeString(Files.createTempFile(sources, "Some", "Test.java"), source);
    }
}

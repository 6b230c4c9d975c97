package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Checkout;
import dev.latchkey.testing.ContractCoverage;
import dev.latchkey.testing.SecurityCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ContractCoverageTest {

    @Test
    void everyNumberClaimedAsDoneIsCarriedByATest() throws IOException {
        assertThat(ContractCoverage.of(Checkout.root()).missing())
                .as("numbers of docs/reference/contract.md that no test in this checkout names")
                .isEmpty();
    }

    @Test
    void theListOfSecurityCasesIsTrue() throws IOException {
        SecurityCases cases = SecurityCases.of(Checkout.root());
        Path corrected = Path.of("target", "security-cases.md");
        Files.writeString(corrected, cases.corrected());

        assertThat(cases.faults())
                .as("docs/reference/security-cases.md; copy %s there", corrected.toAbsolutePath())
                .isEmpty();
    }
}

package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Checkout;
import dev.latchkey.testing.ContractCoverage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ContractCoverageTest {

    @Test
    void everyNumberClaimedAsDoneIsCarriedByATest() throws IOException {
        assertThat(ContractCoverage.of(Checkout.root()).missing())
                .as("numbers of docs/reference/contract.md that no test in this checkout names")
                .isEmpty();
    }
}

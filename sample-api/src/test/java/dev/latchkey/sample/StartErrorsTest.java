package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StartErrorsTest {
    @Test
    void saysASentenceWhereTheCauseIsKnown() {
        assertThat(printed(new MissingTablesException("jdbc:mysql://h/d")))
                .isEqualTo(
                        "sample-api: The database at jdbc:mysql://h/d lacks tables of this version: run ./latchkey db"
                                + " migrate.\n");
        assertThat(printed(new FileNotFoundException("x.yml")))
                .contains("x.yml")
                .hasLineCount(1);
        assertThat(printed(new IllegalStateException(new BindException("in use"))))
                .contains("SAMPLE_API_PORT")
                .hasLineCount(1);
        assertThat(printed(new IllegalStateException(new SQLException("refused", "08001"))))
                .contains("DATABASE_URL")
                .hasLineCount(1);
    }

    @Test
    void showsTheWholeFaultWhereItIsNot() {
        assertThat(printed(new IllegalStateException("surprise"))).contains("surprise", "\tat ");
    }

    private static String printed(Throwable fault) {
        StringWriter text = new StringWriter();
        StartErrors.print(new PrintWriter(text), fault);
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}

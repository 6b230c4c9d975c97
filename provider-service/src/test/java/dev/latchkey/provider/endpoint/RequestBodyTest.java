package dev.latchkey.provider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class RequestBodyTest {
    @Test
    void aBodyThatStopsComingIsTheSendersFault() {
        InputStream slow = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Idle timeout expired");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> RequestBody.read(MediaType.APPLICATION_FORM_URLENCODED_TYPE, slow))
                .hasMessageNotContaining("Idle")
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refusal -> assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}

package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.ServerSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts the secrets of client_secret_jwt clients with AES-256-GCM: nonce (12 bytes), ciphertext and tag. The client's
 * id is authenticated with it, so that rows cannot be swapped.
 */
final class ClientSecretWrapping {
    private static final String LABEL = "latchkey client secret wrapping";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private ClientSecretWrapping() {}

    static ByteString wrap(ServerSecret key, ClientId client, String secret, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, client, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteString.of(ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM.", e);
        }
    }

    /** The secret; empty when it was not wrapped under this key for this client. */
    static Optional<String> unwrap(ServerSecret key, ClientId client, ByteString wrapped) {
        byte[] bytes = wrapped.bytes();
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, client, Arrays.copyOf(bytes, NONCE))
                    .doFinal(bytes, NONCE, Math.max(0, bytes.length - NONCE));
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, ServerSecret key, ClientId client, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.aesKey(LABEL), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(client.bytes());
        return cipher;
    }
}

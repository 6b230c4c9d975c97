package dev.latchkey.provider.key;

import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts private keys for the database with AES-256-GCM under a key derived from the server secret: secret id (4
 * bytes), nonce (12), ciphertext and tag. The key's id is authenticated with it, so that rows cannot be swapped.
 */
final class KeyWrapping {
    private static final String LABEL = "latchkey signing key wrapping";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final ServerSecrets secrets;
    private final SecureRandom random;

    KeyWrapping(ServerSecrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    ByteString wrap(SigningKey key) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ServerSecret secret = secrets.sealing();
        byte[] plain = key.toPrivateJwk().getBytes(StandardCharsets.UTF_8);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, secret, nonce, key.keyId(), plain);
        byte[] wrapped = ByteBuffer.allocate(ServerSecret.ID_LENGTH + NONCE + encrypted.length)
                .put(secret.id().bytes())
                .put(nonce)
                .put(encrypted)
                .array();
        return ByteString.of(wrapped);
    }

    /** Throws {@link IllegalStateException} with a sentence when no server secret opens the key. */
    SigningKey unwrap(WrappedKey key) {
        ByteBuffer buffer = ByteBuffer.wrap(key.wrapped().bytes());
        if (buffer.remaining() < ServerSecret.ID_LENGTH + NONCE + TAG_BITS / Byte.SIZE) {
            throw damaged(key.keyId(), null);
        }
        byte[] secretId = take(buffer, ServerSecret.ID_LENGTH);
        byte[] nonce = take(buffer, NONCE);
        byte[] encrypted = take(buffer, buffer.remaining());
        ServerSecret secret = secrets.find(ByteString.of(secretId)).orElseThrow(() -> unknownSecret(key));
        byte[] plain = crypt(Cipher.DECRYPT_MODE, secret, nonce, key.keyId(), encrypted);
        return SigningKey.parse(new String(plain, StandardCharsets.UTF_8));
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static IllegalStateException unknownSecret(WrappedKey key) {
        return new IllegalStateException("The signing key " + key.keyId() + " was wrapped under a server secret that is"
                + " not in LATCHKEY_SECRET: add the secret that was in use before to the end of the list.");
    }

    private static byte[] crypt(int mode, ServerSecret secret, byte[] nonce, String keyId, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret.aesKey(LABEL), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw damaged(keyId, e);
        }
    }

    private static IllegalStateException damaged(String keyId, @Nullable Exception cause) {
        return new IllegalStateException(
                "The signing key " + keyId + " in the database is damaged: restore its row from a backup.", cause);
    }
}

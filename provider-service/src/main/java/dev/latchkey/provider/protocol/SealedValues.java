package dev.latchkey.provider.protocol;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Hands values to a browser and takes them back unread and unchanged: AES-256-GCM, base64url of secret id (4 bytes),
 * nonce (12), ciphertext and tag. A value opens only for the owner it was sealed for.
 */
public final class SealedValues {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = ServerSecret.ID_LENGTH + NONCE;

    private final ServerSecrets secrets;
    private final SecureRandom random;
    private final String label;

    /**
     * Takes the secrets and what the values are for.
     *
     * @param label the HKDF label of the key: values of one purpose do not open for another
     */
    public SealedValues(ServerSecrets secrets, SecureRandom random, String label) {
        this.secrets = secrets;
        this.random = random;
        this.label = label;
    }

    /** The sealed form of {@code value}, for {@code owner}. */
    public String seal(RowId owner, byte[] value) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ServerSecret secret = secrets.sealing();
        try {
            byte[] message = cipher(Cipher.ENCRYPT_MODE, secret, nonce, owner).doFinal(value);
            byte[] text = ByteBuffer.allocate(HEAD + message.length)
                    .put(secret.id().bytes())
                    .put(nonce)
                    .put(message)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM.", e);
        }
    }

    /** The value in {@code text}; empty when it was not sealed here, for this purpose and for {@code owner}. */
    public Optional<byte[]> open(RowId owner, String text) {
        return decode(text)
                .filter(message -> message.length >= HEAD + TAG_BITS / Byte.SIZE)
                .flatMap(message -> secrets.find(ByteString.of(Arrays.copyOf(message, ServerSecret.ID_LENGTH)))
                        .flatMap(secret -> open(secret, owner, message)));
    }

    private Optional<byte[]> open(ServerSecret secret, RowId owner, byte[] message) {
        byte[] nonce = Arrays.copyOfRange(message, ServerSecret.ID_LENGTH, HEAD);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, secret, nonce, owner).doFinal(message, HEAD, message.length - HEAD));
        } catch (GeneralSecurityException e) {
            // A wrong tag: not ours, or not this owner's.
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, ServerSecret secret, byte[] nonce, RowId owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, secret.aesKey(label), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.bytes());
        return cipher;
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

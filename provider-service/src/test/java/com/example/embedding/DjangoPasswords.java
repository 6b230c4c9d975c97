package com.example.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.provider.grant.Accounts;
import dev.latchkey.provider.grant.UserAuthenticator;
import dev.latchkey.provider.token.GrantUser;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Takes passwords that Django hashed, and hashes them anew at the first log-in: docs/how-to/migrate-from-django.md. */
record DjangoPasswords(Accounts accounts, Map<Long, String> oldHashes) implements UserAuthenticator {
    @Override
    public Optional<GrantUser> authenticate(String username, String password) {
        accounts.find(username).ifPresent(user -> takeOver(user, password));
        return accounts.authenticator().authenticate(username, password);
    }

    private void takeOver(GrantUser user, String password) {
        String old = oldHashes.get(user.id());
        if (old != null && fits(password, old)) {
            accounts.setPassword(user, password);
            oldHashes.remove(user.id());
        }
    }

    static boolean fits(String password, String encoded) {
        String[] parts = encoded.split("\\$", -1); // algorithm, iterations, salt, hash
        if (parts.length != 4 || !parts[0].equals("pbkdf2_sha256")) {
            return false;
        }
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(password.toCharArray(), parts[2].getBytes(UTF_8), Integer.parseInt(parts[1]), 256);
            SecretKeyFactory pbkdf2 = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            return MessageDigest.isEqual(
                    pbkdf2.generateSecret(spec).getEncoded(),
                    Base64.getDecoder().decode(parts[3]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2.", e);
        }
    }
}

package dev.latchkey.auth.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Picks the crypto provider once: Amazon Corretto's native one where it loads, else the JDK's. */
final class CryptoProviders {
    private static final Logger LOGGER = LoggerFactory.getLogger(CryptoProviders.class);
    private static final Optional<Provider> NATIVE = load();

    private CryptoProviders() {}

    /** The native provider, or empty where the JDK's has to do. */
    static Optional<Provider> nativeProvider() {
        return NATIVE;
    }

    /**
     * The same key as an object of the chosen provider.
     *
     * <p>The native provider imports a foreign key again on every signature, which costs more than the signature.
     */
    static <K extends Key> K imported(K key, Class<K> type) {
        return NATIVE.map(provider -> type.cast(translated(key, provider))).orElse(key);
    }

    private static Key translated(Key key, Provider provider) {
        try {
            return KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key);
        } catch (GeneralSecurityException e) {
            LOGGER.debug("The native crypto provider does not import this {} key", key.getAlgorithm());
            return key;
        }
    }

    private static Optional<Provider> load() {
        try {
            Optional<Provider> corretto = healthy(AmazonCorrettoCryptoProvider.INSTANCE);
            corretto.ifPresent(provider -> LOGGER.info("Signatures by {} (native)", provider.getName()));
            return corretto;
        } catch (LinkageError e) {
            LOGGER.info(
                    "Signatures by the JDK: put AmazonCorrettoCryptoProvider on the class path to make them faster");
            return Optional.empty();
        }
    }

    private static Optional<Provider> healthy(AmazonCorrettoCryptoProvider provider) {
        // It would check itself at its first use, and fail there.
        if (provider.getLoadingError() == null && provider.runSelfTests() == SelfTestStatus.PASSED) {
            return Optional.of(provider);
        }
        LOGGER.info("Signatures by the JDK: the native library of {} does not work here", provider.getName());
        return Optional.empty();
    }
}

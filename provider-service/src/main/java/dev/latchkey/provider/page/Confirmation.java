package dev.latchkey.provider.page;

/**
 * A question before something is done that cannot be undone.
 *
 * @param key where its texts stand: {@code key.title}, {@code key.text} and {@code key.button}
 * @param name what it is about, the argument of these texts
 * @param action where a yes is posted, below the issuer's path
 * @param back where a no leads, below the issuer's path
 */
public record Confirmation(String key, String name, String action, String back) {}

package dev.latchkey.provider.protocol;

/** The refusal to register a redirect URI; its message says what to change. */
public final class RedirectUriException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final RedirectUriRule rule;

    RedirectUriException(RedirectUriRule rule) {
        super(rule.sentence());
        this.rule = rule;
    }

    /** The rule that it breaks. */
    public RedirectUriRule rule() {
        return rule;
    }
}

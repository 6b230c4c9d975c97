package dev.latchkey.provider.app;

/** A command that cannot do what was asked; the message says why and what to do. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String sentence) {
        super(sentence, null, false, false);
    }
}

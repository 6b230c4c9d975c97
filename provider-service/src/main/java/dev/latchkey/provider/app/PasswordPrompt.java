package dev.latchkey.provider.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gets a password from the command line, a terminal or standard input. */
final class PasswordPrompt {
    private PasswordPrompt() {}

    // Newer runtimes hand out a console even where there is no terminal; it then reads standard input as well.
    @SuppressWarnings("SystemConsoleNull")
    static String read(@Nullable String given) {
        if (given != null) {
            return given;
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password: ");
        return typed == null ? fromStandardInput() : new String(typed);
    }

    private static String fromStandardInput() {
        try {
            // Not closed: standard input is not ours.
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new CommandException("There is no password: give it with --password or on standard input.");
            }
            return line;
        } catch (IOException e) {
            throw new CommandException("The password cannot be read from standard input.");
        }
    }
}

package dev.latchkey.provider.session;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.SealedValues;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Seals {@link Ticket}s for one owner, a browser or a session, and opens them again within ten minutes. */
public final class Tickets {
    /** How long a ticket is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private final SealedValues values;
    private final InstantSource clock;

    public Tickets(ServerSecrets secrets, SecureRandom random, InstantSource clock) {
        this.values = new SealedValues(secrets, random, "latchkey ticket");
        this.clock = clock;
    }

    /** A ticket made now. */
    public Ticket issue(String destination, String payload, LoginPrompt prompt) {
        return new Ticket(destination, payload, prompt, clock.instant());
    }

    /** The text of a ticket for {@code owner}: letters, digits, {@code -} and {@code _}. */
    public String seal(RowId owner, Ticket ticket) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(ticket.issuedAt().toEpochMilli());
            out.writeUTF(ticket.destination());
            out.writeUTF(ticket.payload());
            out.writeUTF(ticket.prompt().reason());
            out.writeUTF(ticket.prompt().username());
            out.writeUTF(ticket.prompt().formAction());
            out.writeUTF(String.join(" ", ticket.prompt().languages()));
        } catch (IOException e) {
            throw new UncheckedIOException("A ticket's parts have at most 65535 bytes.", e);
        }
        return values.seal(owner, bytes.toByteArray());
    }

    /** The ticket in {@code text}; empty when it is not {@code owner}'s or too old. */
    public Optional<Ticket> open(RowId owner, String text) {
        return values.open(owner, text).map(Tickets::read).filter(this::isFresh);
    }

    private boolean isFresh(Ticket ticket) {
        return clock.instant().isBefore(ticket.issuedAt().plus(LIFETIME));
    }

    private static Ticket read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Instant issuedAt = Instant.ofEpochMilli(in.readLong());
            return new Ticket(in.readUTF(), in.readUTF(), readPrompt(in), issuedAt);
        } catch (IOException e) {
            throw new UncheckedIOException("A sealed ticket is what was sealed.", e);
        }
    }

    private static LoginPrompt readPrompt(DataInputStream in) throws IOException {
        return new LoginPrompt(in.readUTF(), in.readUTF(), in.readUTF(), words(in.readUTF()));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}

package dev.latchkey.provider.device;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.session.Tickets;
import java.time.InstantSource;

/**
 * What the device pages work with.
 *
 * @param visits who is there
 * @param tickets how a code waits for a log-in or a decision
 * @param clients whose devices they are
 * @param resources what the scopes mean
 * @param answers what answers people
 * @param audit where decisions are written down
 * @param clock what time it is
 */
public record DeviceTools(
        Visits visits,
        Tickets tickets,
        ClientCache clients,
        Resources resources,
        PageAnswers answers,
        AuditTrail audit,
        InstantSource clock) {}

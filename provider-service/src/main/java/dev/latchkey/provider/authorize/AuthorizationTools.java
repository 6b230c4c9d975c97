package dev.latchkey.provider.authorize;

import dev.latchkey.provider.consent.Consents;
import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.session.Tickets;
import java.time.InstantSource;

/**
 * What the authorization endpoint works with.
 *
 * @param visits who is there
 * @param tickets how a request waits for a log-in or a decision
 * @param consents what was allowed before
 * @param codes what issues codes
 * @param page what asks
 * @param answers what answers people
 * @param audit where decisions are written down
 * @param clock what time it is
 */
public record AuthorizationTools(
        Visits visits,
        Tickets tickets,
        Consents consents,
        AuthorizationCodes codes,
        ConsentPage page,
        PageAnswers answers,
        AuditTrail audit,
        InstantSource clock) {}

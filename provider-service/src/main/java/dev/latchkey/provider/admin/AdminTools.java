package dev.latchkey.provider.admin;

import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.session.Tickets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What all pages of administration need.
 *
 * @param visits who is there
 * @param tickets how to go on after a log-in
 * @param answers what to answer
 * @param audit where acts are written down
 * @param clock the time
 * @param recentLogin how long ago one may have logged in for acts that cannot be undone
 */
public record AdminTools(
        Visits visits,
        Tickets tickets,
        PageAnswers answers,
        AuditTrail audit,
        InstantSource clock,
        Duration recentLogin) {}

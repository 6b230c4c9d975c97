package dev.latchkey.provider.bundle;

import dev.latchkey.provider.endpoint.LanguageEndpoint;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.login.LoginPages;
import dev.latchkey.provider.page.Branding;
import dev.latchkey.provider.page.PageFiles;
import dev.latchkey.provider.page.Pages;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.session.Cookies;
import dev.latchkey.provider.session.CsrfTokens;
import dev.latchkey.provider.session.Sessions;
import dev.latchkey.provider.session.Tickets;
import dev.latchkey.provider.store.JdbiSessionStore;
import java.net.URI;

/** What every endpoint for people needs: who is there, what to show, and how to go on after a log-in. */
record BrowserTools(
        Visits visits,
        Sessions sessions,
        Tickets tickets,
        PageAnswers answers,
        MemberPages members,
        LoginPages login,
        Pages pages,
        Cookies cookies) {

    static BrowserTools of(ProviderConfiguration configuration, Foundation foundation, PageFiles files) {
        URI issuer = URI.create(configuration.issuer());
        boolean https = "https".equals(issuer.getScheme());
        Sessions sessions = new Sessions(
                new JdbiSessionStore(foundation.database()),
                new HandleSealer(foundation.secrets()),
                new RowIds(foundation.clock(), foundation.random()),
                foundation.clock(),
                configuration.sessions());
        Pages pages = new Pages(files, new Branding(configuration.branding()), issuer.getRawPath(), https);
        Cookies cookies = new Cookies(https);
        Visits visits = new Visits(sessions, cookies, new CsrfTokens(foundation.secrets()));
        Tickets tickets = new Tickets(foundation.secrets(), foundation.random(), foundation.clock());
        PageAnswers answers = new PageAnswers(pages, foundation.random());
        MemberPages members = new MemberPages(visits, tickets, answers, MemberArea.sections(configuration));
        LoginPages login =
                new LoginPages(visits, members, configuration.signUp().isEnabled());
        return new BrowserTools(visits, sessions, tickets, answers, members, login, pages, cookies);
    }

    /** Where people choose the language of the pages. */
    LanguageEndpoint language(ProviderConfiguration configuration) {
        return new LanguageEndpoint(pages, cookies, answers, URI.create(configuration.issuer()));
    }
}

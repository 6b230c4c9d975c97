package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.grant.Accounts;
import dev.latchkey.provider.grant.GrantHandler;
import dev.latchkey.provider.grant.GrantTools;
import dev.latchkey.provider.grant.UserAuthenticator;
import dev.latchkey.provider.page.PageFiles;
import dev.latchkey.provider.token.TokenCustomizer;
import dev.latchkey.provider.token.TokenStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What an application puts beside the provider's own, or in its place. */
record Extensions(
        Function<Accounts, UserAuthenticator> users,
        List<Function<GrantTools, GrantHandler>> grants,
        TokenCustomizer claims,
        UnaryOperator<ClientStore> clients,
        UnaryOperator<TokenStore> tokens,
        PageFiles pages) {
    /** The provider's own users. */
    static final Function<Accounts, UserAuthenticator> ACCOUNTS = Accounts::authenticator;

    Extensions {
        grants = List.copyOf(grants);
    }

    /** Whether passwords are checked against the provider's own accounts, so that they can be changed there. */
    boolean keepsPasswords() {
        return users == ACCOUNTS;
    }
}

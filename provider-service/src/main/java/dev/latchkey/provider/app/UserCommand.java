package dev.latchkey.provider.app;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.provider.event.EventType;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparsers;

/** {@code user create|list|disable|set-password}. */
final class UserCommand extends ProviderCommand {
    private static final int PAGE = 500;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("|[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    private final PrintStream out;

    UserCommand(PrintStream out, Timekeeping time) {
        super("user", "Creates, lists and disables users, and sets their passwords", time);
        this.out = out;
    }

    @Override
    void configureActions(Subparsers actions) {
        ArgumentParser create = withPassword(withUsername(action(actions, "create", "makes a user who can log in")));
        create.addArgument("--email").setDefault("").help("the user's address");
        create.addArgument("--administrator")
                .action(Arguments.storeTrue())
                .help("gives the user the administrator's right");
        action(actions, "list", "lists all users: id, username, state");
        withUsername(action(actions, "disable", "ends all that a user may do; the username stays taken"));
        withPassword(withUsername(action(actions, "set-password", "gives a user another password")));
    }

    private static ArgumentParser withUsername(ArgumentParser action) {
        action.addArgument("username").help("who");
        return action;
    }

    private static ArgumentParser withPassword(ArgumentParser action) {
        action.addArgument("--password")
                .help("the password; asked for, or read from standard input, when it is left out (better: a password on"
                        + " the command line can be seen by other processes)");
        return action;
    }

    @Override
    void run(String action, Namespace arguments, CommandContext context) {
        requireSchema(context.database());
        UserStore users = new UserStore(context.database(), context.clock());
        switch (action) {
            case "create" -> create(users, arguments, context);
            case "list" -> list(users);
            case "disable" -> disable(users, find(users, arguments), context);
            default -> setPassword(users, find(users, arguments), arguments, context);
        }
    }

    private void create(UserStore users, Namespace arguments, CommandContext context) {
        UserName username = username(arguments);
        NewUser user = new NewUser(
                username,
                hash(username, arguments, context),
                email(arguments.getString("email")),
                "",
                "",
                arguments.getBoolean("administrator"),
                List.of());
        if (!(users.create(user) instanceof UserCreation.Created created)) {
            throw new CommandException("The username " + username + " is taken: choose another.");
        }
        record(context, EventType.USER_CREATED, created.user());
        out.println("Created user " + username + " with id " + created.user().id() + ".");
    }

    private void list(UserStore users) {
        long after = 0;
        List<User> page = users.page(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::print);
            page = users.page(page.get(page.size() - 1).id(), PAGE);
        }
    }

    private void print(User user) {
        String role = user.administrator() ? "\tadministrator" : "";
        out.println(user.id() + "\t" + user.username() + "\t" + (user.enabled() ? "enabled" : "disabled") + role);
    }

    private void disable(UserStore users, User user, CommandContext context) {
        users.disableAnyone(user.id());
        record(context, EventType.USER_DISABLED, user);
        out.println("Disabled user " + user.username() + ".");
    }

    private void setPassword(UserStore users, User user, Namespace arguments, CommandContext context) {
        if (!user.enabled()) {
            throw new CommandException("The user " + user.username() + " is disabled.");
        }
        users.setPassword(user.id(), hash(user.username(), arguments, context));
        record(context, EventType.USER_PASSWORD_SET, user);
        out.println("Set the password of user " + user.username() + ".");
    }

    private static void record(CommandContext context, EventType type, User user) {
        CommandAudit.trail(context)
                .record(CommandAudit.event(type)
                        .user(user.id())
                        .with("administrator", String.valueOf(user.administrator())));
    }

    private static User find(UserStore users, Namespace arguments) {
        UserName username = username(arguments);
        return users.findByUsername(username)
                .orElseThrow(() -> new CommandException(
                        "There is no user " + username + ": `./latchkey user list` shows those there are."));
    }

    private static UserName username(Namespace arguments) {
        return UserName.parse(arguments.getString("username")).orElseThrow(() -> new CommandException(UserName.RULE));
    }

    // The column counts some characters twice, so the address is measured as the column measures it.
    private static String email(String address) {
        if (address.length() > LONGEST_EMAIL || !EMAIL.matcher(address).matches()) {
            throw new CommandException("The e-mail address has up to " + LONGEST_EMAIL
                    + " characters, one of them an @, and no spaces: correct it, or leave --email out.");
        }
        return address;
    }

    private static String hash(UserName username, Namespace arguments, CommandContext context) {
        String password = PasswordPrompt.read(arguments.getString("password"));
        context.configuration()
                .signUp()
                .passwordPolicy()
                .refusal(password, username)
                .ifPresent(sentence -> {
                    throw new CommandException(sentence);
                });
        return PasswordHasher.forThisMachine().hash(password);
    }
}

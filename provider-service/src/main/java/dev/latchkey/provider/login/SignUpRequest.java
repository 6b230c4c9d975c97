package dev.latchkey.provider.login;

/**
 * What a person who signs up sends; an absent field is empty.
 *
 * @param username the wanted username
 * @param password the wanted password
 */
record SignUpRequest(String username, String password) {
    @Override
    public String toString() {
        return "SignUpRequest[username=" + username + "]";
    }
}

package dev.latchkey.auth.bearer;

/** What becomes of an application in which an endpoint has no access rule. */
public enum UnruledEndpoints {
    /** It does not start. */
    REFUSE,
    /** It starts with a warning; the endpoint answers 403 to everybody. */
    CLOSE
}

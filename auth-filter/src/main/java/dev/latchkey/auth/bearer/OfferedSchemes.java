package dev.latchkey.auth.bearer;

import dev.latchkey.auth.dpop.DpopMode;
import dev.latchkey.auth.dpop.DpopProofs;
import java.util.List;

/** The schemes by which this API takes tokens, as its challenges name them (RFC 9449 section 7.1). */
final class OfferedSchemes {
    private final List<TokenScheme> all;
    private final String algorithms;

    OfferedSchemes(DpopProofs proofs) {
        this.all = all(proofs.mode());
        this.algorithms = proofs.algorithms();
    }

    boolean include(TokenScheme scheme) {
        return all.contains(scheme);
    }

    /** The scheme for who has no preference. */
    TokenScheme preferred() {
        return all.get(0);
    }

    /** A challenge in each of the schemes. */
    List<BearerChallenge> of(BearerChallenge challenge) {
        return all.stream().map(scheme -> in(scheme, challenge)).toList();
    }

    /** A challenge in one scheme. */
    BearerChallenge in(TokenScheme scheme, BearerChallenge challenge) {
        return scheme == TokenScheme.DPOP ? challenge.in(scheme).with("algs", algorithms) : challenge;
    }

    private static List<TokenScheme> all(DpopMode mode) {
        return switch (mode) {
            case OFF -> List.of(TokenScheme.BEARER);
            case ALLOWED -> List.of(TokenScheme.BEARER, TokenScheme.DPOP);
            case REQUIRED -> List.of(TokenScheme.DPOP);
        };
    }
}

package dev.latchkey.auth.wycheproof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The four sets, in their order. */
final class Sets {
    private final Map<String, List<Case>> sets = new LinkedHashMap<>();
    private final Shapes shapes;
    private final KeySets keySets;
    private final Encrypted encrypted;

    Sets(Jws jws) {
        shapes = new Shapes(jws);
        keySets = new KeySets(jws);
        encrypted = new Encrypted(jws);
        sets.put("json_web_signature", signature(jws));
        sets.put("json_web_crypto", crypto());
        sets.put("json_web_key", keySets.cases());
        sets.put("json_web_encryption", encrypted.cases());
    }

    Map<String, List<Case>> all() {
        return sets;
    }

    private List<Case> signature(Jws jws) {
        OtherAlgorithms other = new OtherAlgorithms(jws);
        List<Case> cases = new ArrayList<>(shapes.hmac());
        cases.addAll(shapes.ecdsa());
        cases.addAll(shapes.rsa());
        cases.addAll(new Pkcs1Paddings(jws).cases());
        List.of("RS256", "RS384", "RS512").forEach(algorithm -> cases.addAll(other.payloads(algorithm)));
        cases.addAll(other.pss());
        cases.addAll(other.ps384());
        cases.addAll(other.ps512());
        cases.addAll(other.rfc7520());
        other.rfc7520().forEach(one -> cases.add(one.with(KeySets.forVerifying())));
        cases.addAll(keySets.forEncryption());
        cases.addAll(new Spellings(jws).cases());
        cases.addAll(new EcdsaValues(jws).cases());
        return cases;
    }

    private List<Case> crypto() {
        List<Case> cases = new ArrayList<>(shapes.hmac());
        cases.addAll(shapes.ecdsa());
        cases.addAll(shapes.rsa());
        cases.add(keySets.roca());
        cases.add(keySets.mixed());
        cases.add(keySets.acceptsHmac("acceptsValid"));
        cases.add(keySets.rejectsHmac("rejectsModifiedSignature"));
        cases.addAll(encrypted.basicSecret());
        cases.addAll(encrypted.basicPoint());
        return cases;
    }
}

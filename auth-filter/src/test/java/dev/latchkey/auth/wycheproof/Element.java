package dev.latchkey.auth.wycheproof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of DER, in hexadecimal digits, and the ways to write it wrongly that verifiers have taken for right.
 *
 * @param name what the sets call it
 * @param tag its tag
 * @param value its content
 */
record Element(String name, int tag, String value) {
    private static final List<String> SEQUENCE_ONLY_END =
            List.of("0000", "00", "05000000", "0608110000", "0000fe02beef", "0002beef");

    String written() {
        return written(tag, value);
    }

    static String written(int tag, String value) {
        return hex(tag) + hex(value.length() / 2) + value;
    }

    /** Wrong ways with the length: what the sets call "Uses" comes first. */
    Map<String, String> lengths() {
        int length = value.length() / 2;
        String start = hex(tag);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("lengthOf" + name + "UsesLongFormEncoding", start + "81" + hex(length) + value);
        forms.put("lengthOf" + name + "ContainsALeading0", start + "8200" + hex(length) + value);
        forms.put("lengthOf" + name + "Uses" + (length + 1) + "InsteadOf" + length, start + hex(length + 1) + value);
        if (length > 0) {
            forms.put(
                    "lengthOf" + name + "Uses" + (length - 1) + "InsteadOf" + length, start + hex(length - 1) + value);
        }
        forms.put("uint32OverflowInLengthOf" + name, start + "8501000000" + hex(length) + value);
        forms.put("uint64OverflowInLengthOf" + name, start + "8901" + "00".repeat(7) + hex(length) + value);
        forms.put("lengthOf" + name + "is2to31sub1", start + "847fffffff" + value);
        forms.put("lengthOf" + name + "is2to31", start + "8480000000" + value);
        forms.put("lengthOf" + name + "is2to32sub1", start + "84ffffffff" + value);
        forms.put("lengthOf" + name + "is2to40sub1", start + "85ffffffffff" + value);
        forms.put("lengthOf" + name + "is2to64sub1", start + "88ffffffffffffffff" + value);
        forms.put("incorrectLengthOf" + name, start + "ff" + value);
        forms.put("truncatedLengthOf" + name, start + "81");
        return forms;
    }

    /** Content that is longer, wrapped, under another tag or gone. */
    Map<String, String> contents() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("appending0'sTo" + name, written(tag, value + "0000"));
        forms.put("appendingNullValueTo" + name, written(tag, value + "0500"));
        forms.put("prependingGarbageTo" + name, written(tag, "498177" + written()));
        forms.put("prependingGarbageTo" + name + " (2)", written(tag, "2500" + written()));
        forms.put("appendingGarbageTo" + name, written(tag, written() + "c0ffee00"));
        forms.put("includingUndefinedTags (" + name + ")", "aa00bb00cd00" + written());
        forms.put("includingUndefinedTagsTo" + name, written(tag, "aa02aabb" + written()));
        forms.put("usingCompositionWithIndefiniteLengthFor" + name, hex(tag | 0x20) + "80" + written() + "0000");
        forms.put("usingCompositionWithWrongTagFor" + name, "3180" + written() + "0000");
        for (int other : List.of(tag - 2, tag - 1, tag + 1, tag + 2, 0xff)) {
            forms.put("changingTagValueOf" + name + " (" + hex(other) + ")", written(other, value));
        }
        return forms;
    }

    /** Content that is cut or split, or the whole element gone; there has to be some. */
    Map<String, String> cuts() {
        Map<String, String> forms = new LinkedHashMap<>();
        String parts = written(tag, value.substring(0, 2)) + written(tag, value.substring(2));
        forms.put("replaced" + name + "ByAnIndefiniteLengthTagWithoutTermination", hex(tag) + "80" + value);
        forms.put("lonely" + name + "Tag", hex(tag));
        forms.put("prepending0'sTo" + name, written(tag, "0000" + value));
        forms.put("Replacing" + name + "WithNULL", "0500");
        forms.put("droppingValueOf" + name, hex(tag) + "00");
        forms.put("usingCompositionFor" + name, written(tag | 0x20, parts));
        forms.put("truncated" + name, written(tag, value.substring(0, value.length() - 2)));
        forms.put("truncated" + name + " (2)", written(tag, value.substring(2)));
        return forms;
    }

    /** The element is taken out, or nothing of it counts what comes after it. */
    Map<String, String> gaps() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("removing" + name, "");
        forms.put("appendingUnused0'sTo" + name, written() + "0000");
        return forms;
    }

    /** What only a sequence can suffer. */
    Map<String, String> structures() {
        Map<String, String> forms = new LinkedHashMap<>();
        List<String> names = List.of(
                "",
                "WithTruncatedDelimiter",
                "WithAdditionalElement",
                "WithTruncatedElement",
                "WithGarbage",
                "WithNonemptyEOC");
        for (int i = 0; i < names.size(); i++) {
            forms.put("indefiniteLength" + names.get(i), hex(tag) + "80" + value + SEQUENCE_ONLY_END.get(i));
        }
        forms.put("prependEmptySequence", written(tag, "3000" + value));
        forms.put("appendEmptySequence", written(tag, value + "3000"));
        forms.put("appendZero", written(tag, value + "020100"));
        forms.put("appendGarbageWithHighTagNumber", written(tag, value + "bf7f00"));
        forms.put("appendNullWithExplicitTag", written(tag, value + "a0020500"));
        forms.put("appendNullWithImplicitTag", written(tag, value + "a000"));
        forms.put("sequenceOfSequence", written(tag, written()));
        return forms;
    }

    static String hex(int number) {
        return String.format("%02x", number & 0xff);
    }
}

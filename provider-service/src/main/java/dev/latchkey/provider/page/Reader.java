package dev.latchkey.provider.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who reads a page, as far as the request tells.
 *
 * @param asked the languages that an application wishes for the reader ({@code ui_locales}), best first
 * @param choice the language that the reader chose on a page of ours
 * @param accepted the languages of the browser ({@code Accept-Language}), best first
 * @param here the path below the issuer's by which the page can be asked for again; empty when a form led to it
 */
public record Reader(List<String> asked, LanguageChoice choice, List<String> accepted, String here) {
    public Reader {
        asked = List.copyOf(asked);
        accepted = List.copyOf(accepted);
    }

    /** Somebody of whom nothing is known. */
    public static Reader unknown() {
        return new Reader(List.of(), LanguageChoice.none(), List.of(), "");
    }

    /** The reader of this page: what it knows of them goes before what the request says. */
    Reader of(Page page) {
        List<String> wishes =
                Stream.concat(page.languages().stream(), asked.stream()).toList();
        Object again = page.values().get("here");
        return new Reader(wishes, choice, accepted, again instanceof String path ? path : here);
    }
}

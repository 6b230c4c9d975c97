package dev.latchkey.provider.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testing.Tab;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Goes through a page with the tabulator key alone. */
final class Keyboard {
    // Each control gets a number; of radio buttons of one name the group is one stop.
    private static final String NUMBER = "(()=>{let n=0;const groups=new Set();"
            + "for(const e of document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex]')){"
            + "if(e.type=='hidden'||e.disabled||!e.checkVisibility())continue;"
            + "if(e.type=='radio'){if(groups.has(e.name))continue;groups.add(e.name);"
            + "for(const r of document.querySelectorAll('input[type=radio][name=\"'+e.name+'\"]'))"
            + "r.dataset.stop=n;n++;continue}"
            + "e.dataset.stop=n++}"
            + "document.activeElement.blur();return n})()";
    private static final String HERE = "(()=>{const e=document.activeElement,s=getComputedStyle(e);"
            + "return {stop:e.dataset.stop===undefined?-1:+e.dataset.stop,"
            + "seen:s.outlineStyle!='none'&&parseFloat(s.outlineWidth)>=2,html:e.outerHTML.slice(0,120)}})()";

    private Keyboard() {}

    /** The controls that the key never reaches, or where one does not see that it has; by number or as HTML. */
    static List<String> unreachable(Tab tab) {
        int controls = tab.evaluate(NUMBER).asInt();
        Set<Integer> missing = new TreeSet<>();
        for (int i = 0; i < controls; i++) {
            missing.add(i);
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 2 * controls + 4 && !missing.isEmpty(); i++) {
            tab.tabulate();
            JsonNode here = tab.evaluate(HERE);
            if (missing.remove(here.path("stop").asInt()) && !here.path("seen").asBoolean()) {
                found.add("no focus to be seen: " + here.path("html").asText());
            }
        }
        missing.forEach(number -> found.add("never reached: "
                + tab.evaluate("document.querySelector('[data-stop=\"" + number + "\"]').outerHTML")
                        .asText()));
        return found;
    }
}

package dev.latchkey.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test class that needs {@link Chromium}. Where there is none its tests do not run, and say so. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(InBrowser.Condition.class)
public @interface InBrowser {

    /** Looks for the browser. */
    final class Condition implements ExecutionCondition {
        private static final String MISSING =
                "NOT RUN: no Chromium was found. Install Debian's package chromium, or name the program in LATCHKEY_BROWSER.";

        @Override
        @SuppressWarnings("SystemOut")
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Chromium.program().isPresent()) {
                return ConditionEvaluationResult.enabled("Chromium is there.");
            }
            System.err.println(context.getDisplayName() + " " + MISSING);
            return ConditionEvaluationResult.disabled(MISSING);
        }
    }
}

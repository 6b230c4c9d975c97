package dev.latchkey.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Lines pasted one after the other into one bash session, and what each curl answered. */
final class PastedLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WITH_STATUS = "curl() { command curl -s -w '\n<<status %{http_code}>>\n' \"$@\"; }\n";
    private static final Pattern ANSWER = Pattern.compile("(.*?)\n<<status (\\d{3})>>\n", Pattern.DOTALL);

    private PastedLines() {}

    /** What one curl printed, and the status it got. */
    record Answer(int status, String text) {
        /** The last line, the body, as JSON. */
        JsonNode json() {
            try {
                return MAPPER.readTree(text.substring(text.lastIndexOf('\n') + 1));
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + text, e);
            }
        }
    }

    /** Pastes the lines as they stand; assignments print nothing, so each answer is that of a visible curl. */
    static List<Answer> paste(CommandLine commandLine, List<String> lines) throws IOException, InterruptedException {
        CommandLine.Ended session = commandLine.bash(WITH_STATUS + String.join("\n", lines));
        return ANSWER.matcher(session.out()).results().map(PastedLines::answer).toList();
    }

    private static Answer answer(MatchResult match) {
        return new Answer(Integer.parseInt(match.group(2)), match.group(1));
    }
}

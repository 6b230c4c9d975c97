package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What an application inherits at run time: dropwizard-auth with what it brings, and one JOSE library that brings nothing. */
class DependenciesTest {
    private static final String JOSE = "/META-INF/maven/com.nimbusds/nimbus-jose-jwt/pom.xml";

    @Test
    void bringsDropwizardAuthAndOneJoseLibraryOnly() throws Exception {
        assertThat(inherited(Files.newInputStream(Path.of("pom.xml"))))
                .containsExactlyInAnyOrder("dropwizard-auth", "nimbus-jose-jwt");
    }

    @Test
    void getsNothingButAnnotationsFromTheParent() throws Exception {
        assertThat(inherited(Files.newInputStream(Path.of("..", "pom.xml")))).containsExactly("jspecify");
    }

    @Test
    void takesAJoseLibraryThatBringsNothing() throws Exception {
        assertThat(inherited(Objects.requireNonNull(getClass().getResourceAsStream(JOSE))))
                .isEmpty();
    }

    private static List<String> inherited(InputStream pom) throws Exception {
        try (pom) {
            return dependencies(pom)
                    .filter(dependency -> text(dependency, "optional").equals("false"))
                    .filter(dependency -> List.of("compile", "runtime").contains(text(dependency, "scope")))
                    .map(dependency -> text(dependency, "artifactId"))
                    .toList();
        }
    }

    // Of the project itself: neither of what it manages nor of its plugins.
    private static Stream<Element> dependencies(InputStream pom) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom)
                .getDocumentElement();
        return children(project)
                .filter(child -> child.getTagName().equals("dependencies"))
                .flatMap(DependenciesTest::children);
    }

    private static String text(Element dependency, String name) {
        return children(dependency)
                .filter(child -> child.getTagName().equals(name))
                .map(Element::getTextContent)
                .findFirst()
                .orElse(
                        switch (name) {
                            case "optional" -> "false";
                            case "scope" -> "compile";
                            default -> "";
                        });
    }

    private static Stream<Element> children(Node parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}

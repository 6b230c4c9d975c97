package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DependenciesTest {
    @Test
    void bringsDropwizardAuthAndOneJoseLibraryOnly() throws Exception {
        NodeList dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getElementsByTagName("dependency");
        List<String> inherited = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (dependency.getElementsByTagName("scope").getLength() == 0
                    && dependency.getElementsByTagName("optional").getLength() == 0) {
                inherited.add(
                        dependency.getElementsByTagName("artifactId").item(0).getTextContent());
            }
        }

        assertThat(inherited).containsExactlyInAnyOrder("dropwizard-auth", "nimbus-jose-jwt");
    }
}

package dev.latchkey.accounts.database;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads which change sets a changelog lists, without Liquibase. */
final class Changelogs {
    private Changelogs() {}

    /** A change set as DATABASECHANGELOG names it. */
    record ChangeSet(String id, String author, String filename) {}

    static Set<ChangeSet> changeSetsOf(String resource) {
        try (InputStream in = open(resource)) {
            return read(reader(in), resource);
        } catch (IOException | XMLStreamException e) {
            throw new MigrationException("The changelog " + resource + " cannot be read.", e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Changelogs.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("The changelog " + resource + " is not on the class path.");
        }
        return in;
    }

    private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(in);
    }

    private static Set<ChangeSet> read(XMLStreamReader xml, String resource) throws XMLStreamException {
        Set<ChangeSet> changeSets = new HashSet<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("changeSet")) {
                changeSets.add(new ChangeSet(
                        xml.getAttributeValue(null, "id"), xml.getAttributeValue(null, "author"), resource));
            }
        }
        return changeSets;
    }
}

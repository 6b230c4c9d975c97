package dev.latchkey.provider.page;

import java.util.Optional;

/** Whose pages they are: name, logo, colours and links. */
public final class Branding {
    private final BrandingSettings settings;
    private final Optional<Logo> logo;

    /**
     * Reads the logo.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    public Branding(BrandingSettings settings) {
        this.settings = settings;
        this.logo = Logo.read(settings.logo());
    }

    /** The project's own face. */
    public static Branding none() {
        return new Branding(BrandingSettings.defaults());
    }

    /** The logo, where there is one. */
    public Optional<Logo> logo() {
        return logo;
    }

    /** What the style sheet ends with. */
    String rule() {
        return settings.colors().rule();
    }

    /** What the templates show, in the reader's language. */
    Shown shown(Messages text) {
        return new Shown(
                Optional.ofNullable(settings.name()).orElseGet(() -> text.of("brand")),
                logo.map(Logo::address).orElse(""),
                Optional.ofNullable(settings.supportUrl()).orElse(""),
                Optional.ofNullable(settings.privacyUrl()).orElse(""));
    }

    /**
     * What the templates show; empty where there is nothing.
     *
     * @param name the product's name
     * @param logo the logo's address below the issuer's path
     * @param support where people find help
     * @param privacy what is said about their data
     */
    public record Shown(String name, String logo, String support, String privacy) {}
}

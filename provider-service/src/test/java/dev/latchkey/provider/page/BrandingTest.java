package dev.latchkey.provider.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrandingTest {
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";

    @TempDir
    private Path folder;

    @Test
    void looksLikeTheProjectByItself() {
        assertThat(BrandingSettings.defaults().contradiction()).isEmpty();
        assertThat(BrandColors.standard().rule()).isEmpty();
        assertThat(sheet(Branding.none())).contains("--brand:light-dark(#1d4ed8,#8ab4ff)");
    }

    @Test
    void showsNameLogoLinksAndColoursOfOnesOwn() throws IOException {
        Path logo = Files.writeString(folder.resolve("logo.svg"), SVG);
        BrandingSettings settings = new BrandingSettings(
                "Ac<me & Co",
                logo.toString(),
                colors("#7a1fa2", "#e0b0ff"),
                "mailto:help@example.com",
                "https://x.example/p");
        assertThat(settings.contradiction()).isEmpty();

        Branding branding = new Branding(settings);
        Pages pages = new Pages(PageFiles.standard(), branding, "/o", true);
        String page =
                new String(pages.render(Page.of("signed-out", Map.of()), Reader.unknown()), StandardCharsets.UTF_8);

        assertThat(page)
                .contains("· Ac&lt;me &amp; Co</title>", "<img src=\"/o/logo?v=", "href=\"mailto:help@example.com\"")
                .contains("href=\"https://x.example/p\"")
                .doesNotContain("Latchkey");
        assertThat(sheet(branding))
                .endsWith(":root{--brand:light-dark(#7a1fa2,#e0b0ff);"
                        + "--on-brand:light-dark(#ffffff,#0b1020);--bg:light-dark(#f6f7f9,#11141a)}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#ffcc00 | #8ab4ff | #f6f7f9 | #11141a | colors.accent: #ffcc00 and the card #ffffff have a contrast of 1.5:1 (light), text needs 4.5:1",
                "#1d4ed8 | #1d4ed8 | #f6f7f9 | #11141a | colors.accentDark: #1d4ed8 and the card #1a1f29 have a contrast of 2.4:1 (dark)",
                "#1d4ed8 | #8ab4ff | #999999 | #11141a | colors.accent: #1d4ed8 and the background #999999 have a contrast of 2.3:1 (light)",
                "#000000 | #8ab4ff | #999999 | #11141a | colors.background: #999999 and text in #555c66 have a contrast of 2.3:1 (light)",
                "#1d4ed8 | #ffffff | #f6f7f9 | #5a5a5a | colors.backgroundDark: #5a5a5a and text in #a9b1bd have a contrast of 3.1:1 (dark)",
                "blue | #8ab4ff | #f6f7f9 | #11141a | colors: \"blue\" is no colour",
                "#fff;}b{ | #8ab4ff | #f6f7f9 | #11141a | colors: \"#fff;}b{\" is no colour"
            })
    void refusesColoursThatNobodyCanRead(
            String accent, String accentDark, String background, String backgroundDark, String sentence) {
        BrandColors colors = new BrandColors(accent, accentDark, background, backgroundDark);

        assertThat(colors.contradiction())
                .hasValueSatisfying(found -> assertThat(found).startsWith(sentence));
    }

    @Test
    void measuresContrastAsWcagDoes() {
        assertThat(Contrast.of("#000000", "#ffffff")).isEqualTo(21);
        assertThat(Contrast.of("#777777", "#ffffff")).isBetween(4.47, 4.48);
        assertThat(Contrast.text(4.49)).isEqualTo("4.4:1");
        assertThat(Contrast.textOn("#ffcc00")).isEqualTo("#0b1020");
    }

    @Test
    void refusesLogosThatAreMissingTooLargeOrNoPicture() throws IOException {
        Path large = Files.write(folder.resolve("large.png"), new byte[40_000]);
        Path text = Files.writeString(folder.resolve("logo.html"), "<html><script/></html>");
        Path entities = Files.writeString(
                folder.resolve("logo.svg"),
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/hosts\">]>" + SVG.replace("/>", ">&x;</svg>"));

        assertThat(withLogo(folder.resolve("none.png"))).contains("cannot be read");
        assertThat(withLogo(large)).contains("more than 32 KiB");
        assertThat(withLogo(text)).contains("neither a PNG nor an SVG");
        assertThat(withLogo(entities)).contains("neither a PNG nor an SVG");
    }

    @Test
    void refusesLinksThatRunScripts() {
        assertThat(links("javascript:alert(1)", null)).startsWith("supportUrl: \"javascript:alert(1)\" is no link");
        assertThat(links(null, "mailto:me@example.com")).startsWith("privacyUrl: ");
        assertThat(links(null, "https://a b")).startsWith("privacyUrl: ");
    }

    private static String links(String support, String privacy) {
        return new BrandingSettings(null, null, BrandColors.standard(), support, privacy)
                .contradiction()
                .orElseThrow();
    }

    private static String withLogo(Path logo) {
        return new BrandingSettings(null, logo.toString(), BrandColors.standard(), null, null)
                .contradiction()
                .orElseThrow();
    }

    private static BrandColors colors(String accent, String accentDark) {
        return new BrandColors(accent, accentDark, "#f6f7f9", "#11141a");
    }

    private static String sheet(Branding branding) {
        return new String(new Stylesheet(PageFiles.standard(), branding).content(), StandardCharsets.UTF_8);
    }
}

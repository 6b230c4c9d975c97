package dev.latchkey.provider.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Makes pictures of pages small: the 255 colours that they show most are all that one sees. */
final class Picture {
    private static final int COLORS = 255;

    private Picture() {}

    /** The same picture as PNG with a palette. */
    static byte[] small(byte[] png) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            List<Integer> palette = palette(picture);
            int[] colors = palette.stream().mapToInt(Integer::intValue).toArray();
            IndexColorModel model = new IndexColorModel(8, colors.length, colors, 0, false, -1, 0);
            BufferedImage small =
                    new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
            Map<Integer, Integer> places = new HashMap<>();
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    int place = places.computeIfAbsent(color(picture, x, y), color -> nearest(palette, color));
                    small.getRaster().setSample(x, y, 0, place);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(small, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> palette(BufferedImage picture) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                counts.merge(color(picture, x, y), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(COLORS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int color(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xffffff;
    }

    private static int nearest(List<Integer> palette, int color) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            best = distance(palette.get(i), color) < distance(palette.get(best), color) ? i : best;
        }
        return best;
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}

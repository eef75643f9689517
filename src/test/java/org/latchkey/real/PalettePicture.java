package org.latchkey.real;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture in its 128 most frequent colours: a page of text needs no more, and is half of the octets. */
record PalettePicture(BufferedImage image) {

    private static final int COLOURS = 128;

    static PalettePicture of(byte[] png) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int colour : pixels(full)) {
            counts.merge(colour, 1, Integer::sum);
        }
        List<Integer> palette = counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        Map<Integer, Integer> nearest = new HashMap<>();
        counts.keySet().forEach(colour -> nearest.put(colour, nearest(palette, colour)));
        return new PalettePicture(indexed(full, palette, nearest));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static int nearest(List<Integer> palette, int colour) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(palette.get(i), colour) < distance(palette.get(best), colour)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    private static BufferedImage indexed(BufferedImage full, List<Integer> palette, Map<Integer, Integer> nearest) {
        int[] colours = new int[COLOURS];
        for (int i = 0; i < palette.size(); i++) {
            colours[i] = palette.get(i);
        }
        IndexColorModel model = new IndexColorModel(8, COLOURS, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage image =
                new BufferedImage(full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        int[] pixels = pixels(full);
        for (int i = 0; i < pixels.length; i++) {
            image.getRaster().setSample(i % full.getWidth(), i / full.getWidth(), 0, nearest.get(pixels[i]));
        }
        return image;
    }

    void write(Path file) throws IOException {
        ImageIO.write(image, "png", file.toFile());
    }
}

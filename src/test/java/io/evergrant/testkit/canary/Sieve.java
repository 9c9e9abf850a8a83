package io.evergrant.testkit.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.canary.Canaries.Canary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for all canaries, in all writings, at once: as fast as a file is read. */
public final class Sieve {
  /** A writing is known by its first bytes. */
  private static final int BEGIN = Long.BYTES;

  private static final int BITS = 22;
  private static final int AROUND = 60;
  private static final int BUFFER = 1 << 20;

  private final Map<Long, List<Needle>> needles = new HashMap<>();
  private final long[] begins = new long[1 << (BITS - 6)];
  private final Set<String> found = new LinkedHashSet<>();
  private int longest = BEGIN;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Needle(String what, byte[] bytes) {
    boolean isAt(byte[] all, int from, int end) {
      return from + bytes.length <= end
          && Arrays.equals(all, from, from + bytes.length, bytes, 0, bytes.length);
    }
  }

  public Sieve(List<Canary> canaries) {
    for (var canary : canaries) {
      Writings.of(canary.secret()).forEach((name, text) -> add(canary + ", " + name, text));
    }
  }

  /** Looks for these very words as well. */
  public void add(String what, String text) {
    var bytes = text.getBytes(UTF_8);
    var begin = 0L;
    for (var i = 0; i < BEGIN; i++) {
      begin = (begin << 8) | (bytes[i] & 0xff);
    }
    needles.computeIfAbsent(begin, key -> new ArrayList<>()).add(new Needle(what, bytes));
    var slot = slot(begin);
    begins[slot >> 6] |= (1L << slot);
    longest = Math.max(longest, bytes.length);
  }

  private static int slot(long begin) {
    return (int) ((begin * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
  }

  /** What was found so far: where, what, and what stands around it. */
  public List<String> found() {
    return List.copyOf(found);
  }

  public void sift(String place, String text) {
    sift(place, text.getBytes(UTF_8));
  }

  public void sift(String place, byte[] bytes) {
    scan(place, bytes, bytes.length, bytes.length);
  }

  public void sift(Path file) {
    try (var pan = pan(String.valueOf(file.getFileName()))) {
      Files.copy(file, pan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks at all that is written there. */
  public Pan pan(String place) {
    return new Pan(place);
  }

  /** Writings that begin before {@code until} and end before {@code end}. */
  private void scan(String place, byte[] bytes, int until, int end) {
    var begin = 0L;
    for (var i = 0; i < Math.min(until + BEGIN - 1, end); i++) {
      begin = (begin << 8) | (bytes[i] & 0xff);
      var slot = slot(begin);
      if (i >= BEGIN - 1 && (begins[slot >> 6] & (1L << slot)) != 0) {
        report(place, bytes, i - BEGIN + 1, end, needles.getOrDefault(begin, List.of()));
      }
    }
  }

  private void report(String place, byte[] bytes, int at, int end, List<Needle> these) {
    for (var needle : these) {
      if (needle.isAt(bytes, at, end)) {
        var from = Math.max(0, at - AROUND);
        var length = Math.min(end, at + needle.bytes.length + AROUND) - from;
        var around = new String(bytes, from, length, ISO_8859_1).replaceAll("[^ -~]+", " ");
        found.add(place + ": " + needle.what + ": …" + around + "…");
      }
    }
  }

  /** Keeps what may be the beginning of a writing until the rest is there. */
  public final class Pan extends OutputStream {
    private final String place;
    private byte[] kept = new byte[2 * BUFFER];
    private int length;
    private long all;

    private Pan(String place) {
      this.place = place;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      if (length + count > kept.length) {
        flush();
        kept = length + count > kept.length ? Arrays.copyOf(kept, length + count) : kept;
      }
      System.arraycopy(bytes, from, kept, length, count);
      length += count;
      all += count;
    }

    @Override
    public void flush() {
      var until = Math.max(0, length - longest);
      scan(place, kept, until, length);
      System.arraycopy(kept, until, kept, 0, length - until);
      length -= until;
    }

    /** How many bytes came. */
    public long size() {
      return all;
    }

    @Override
    public void close() {
      scan(place, kept, length, length);
      length = 0;
    }
  }
}

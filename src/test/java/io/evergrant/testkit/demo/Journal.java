package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What survives a restart: one JSON object a line, in {@code journal.jsonl}. A line is in the file
 * before the answer it belongs to is sent. Writing without forcing is enough against the death of
 * the process, which is what tests do to it; a power cut is not promised anything.
 */
final class Journal implements AutoCloseable {
  private final @Nullable Path file;
  private @Nullable FileChannel channel;

  private Journal(@Nullable Path file) {
    this.file = file;
  }

  /** Keeps nothing, and builds no line. */
  static Journal none() {
    return new Journal(null);
  }

  static Journal in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Journal(folder.resolve("journal.jsonl"));
  }

  /** The lines kept so far, without a last one that was cut in the middle. */
  List<JSONObject> read() {
    if (file == null || !Files.exists(file)) {
      return List.of();
    }
    try {
      var text = Files.readString(file);
      var whole = text.substring(0, text.lastIndexOf('\n') + 1);
      return whole.lines().map(Json::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins the file anew with what is true now, so that it does not grow for ever. */
  synchronized void compact(List<JSONObject> snapshot) {
    if (file == null) {
      return;
    }
    try {
      close();
      var fresh = file.resolveSibling("journal.new");
      try (var out = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
        writeFully(out, lines(snapshot));
        out.force(true);
      }
      Files.move(fresh, file, ATOMIC_MOVE);
      channel = FileChannel.open(file, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends lines that belong together by one write. */
  synchronized void write(Supplier<List<JSONObject>> lines) {
    if (file == null) {
      return;
    }
    if (channel == null) {
      throw new IllegalStateException("the journal is closed");
    }
    try {
      writeFully(channel, lines(lines.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] lines(List<JSONObject> objects) {
    var texts = new ArrayList<String>();
    objects.forEach(object -> texts.add(object.toJSONString() + "\n"));
    return String.join("", texts).getBytes(UTF_8);
  }

  private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

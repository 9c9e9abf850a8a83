package io.evergrant.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The prepared statements of one connection to PostgreSQL. A driver says a statement's text once
 * and then only its name: here the text is put back.
 */
final class Statements {
  private static final int HEAD = 5;

  private final Map<String, String> texts = new HashMap<>();

  /** The messages of one request as text, with the statements that they name, each ended by 0. */
  String spelledOut(byte[] request) {
    var said = new StringBuilder(new String(request, ISO_8859_1));
    for (var at = 0; at + HEAD <= request.length; ) {
      var length = ByteBuffer.wrap(request).getInt(at + 1);
      if (request[at] == 'P') {
        var name = text(request, at + HEAD);
        texts.put(name, text(request, at + HEAD + name.length() + 1));
      } else if (request[at] == 'B') {
        var portal = text(request, at + HEAD);
        var name = text(request, at + HEAD + portal.length() + 1);
        if (!name.isEmpty()) {
          said.append(texts.getOrDefault(name, "")).append('\0');
        }
      }
      at += 1 + length;
    }
    return said.toString();
  }

  private static String text(byte[] bytes, int from) {
    var to = from;
    while (bytes[to] != 0) {
      to++;
    }
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}

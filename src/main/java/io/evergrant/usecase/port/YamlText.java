package io.evergrant.usecase.port;

import jakarta.json.JsonObject;

/**
 * YAML 1.2 (RFC 9512) that says no more than JSON could: mappings with texts as keys, lists, texts,
 * numbers, truth values and null; nothing is made from a tag, and nothing stands for something
 * else.
 */
public interface YamlText {
  Read read(String text);

  /** In the order of the members. */
  String write(JsonObject document);

  /** What was read. */
  sealed interface Read {
    /** A document, as JSON would say it. */
    record Document(JsonObject members) implements Read {}

    /**
     * It is none.
     *
     * @param line from 1; 0 where it is the whole
     */
    record Unreadable(int line, Fault fault) implements Read {}
  }

  /** What is wrong. */
  enum Fault {
    /** The syntax, or a tag, or a key that comes twice. */
    NO_YAML,
    /** An alias: it would stand for something else, and could stand for very much. */
    ALIAS,
    TOO_DEEP,
    /** A list or a single value, a second document, a key that is no text, or no number of JSON. */
    NO_JSON_OBJECT
  }
}

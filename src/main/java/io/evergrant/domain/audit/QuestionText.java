package io.evergrant.domain.audit;

import io.evergrant.domain.audit.Mistake.Kind;
import io.evergrant.domain.provider.ProviderId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a question as people write it: words, {@code "phrases in quotes"} and {@code
 * qualifier:value}, each with a minus before it to exclude what it finds.
 */
public final class QuestionText {
  /** Percent-encoded, more would be longer than servers read. */
  public static final int LONGEST = 600;

  /** Each costs at every event that is looked at. */
  static final int MOST_PARTS = 20;

  private static final String QUOTES = "\"“”";

  private final String text;
  private final PartReader reader;
  private final List<Part> parts = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private QuestionText(String text, PartReader reader) {
    this.text = text;
    this.reader = reader;
  }

  /**
   * Reads a question.
   *
   * @param providers by their names: all that the asker may see
   * @param zone for times without an offset
   */
  public static Reading read(String text, Map<String, ProviderId> providers, ZoneId zone) {
    if (text.length() > LONGEST) {
      return new Reading.Mistaken(List.of(new Mistake(Kind.TOO_LONG, LONGEST + 1, null, "", null)));
    }
    // no text of a database has such a character
    var question = new QuestionText(text.replace('\0', ' '), new PartReader(providers, zone));
    question.read();
    return question.mistakes.isEmpty()
        ? new Reading.Understood(question.parts)
        : new Reading.Mistaken(question.mistakes);
  }

  private void read() {
    for (var at = skipped(0); at < text.length(); at = skipped(at)) {
      if (parts.size() == MOST_PARTS) {
        mistakes.add(new Mistake(Kind.TOO_MANY_PARTS, at + 1, null, "", null));
        return;
      }
      at = part(at);
    }
  }

  /** Reads the part that begins there and answers where it ended. */
  private int part(int start) {
    var negated = text.charAt(start) == '-';
    var begin = negated ? start + 1 : start;
    if (negated && (begin == text.length() || Character.isWhitespace(text.charAt(begin)))) {
      mistakes.add(new Mistake(Kind.NOTHING_NEGATED, start + 1, null, "-", null));
      return begin;
    }
    if (isQuote(begin)) {
      return phrase(begin, value -> addWords(value, negated));
    }
    var colon = endOfName(begin);
    if (colon > begin && colon < text.length() && text.charAt(colon) == ':') {
      return qualified(begin, colon, negated);
    }
    var end = endOfWord(begin);
    addWords(text.substring(begin, end), negated);
    return end;
  }

  private int qualified(int begin, int colon, boolean negated) {
    var name = text.substring(begin, colon);
    var value = colon + 1;
    return isQuote(value)
        ? phrase(value, read -> addQualified(begin, name, value, read, negated))
        : plain(value, read -> addQualified(begin, name, value, read, negated));
  }

  private void addQualified(int begin, String name, int at, String value, boolean negated) {
    var qualifier = Qualifier.of(name.toLowerCase(Locale.ROOT));
    if (qualifier.isEmpty()) {
      var nearest = Nearest.to(name, Qualifier.codes());
      mistakes.add(new Mistake(Kind.UNKNOWN_QUALIFIER, begin + 1, null, name, nearest));
      return;
    }
    switch (reader.read(qualifier.get(), value, negated)) {
      case PartReader.Value.Good good -> parts.add(good.part());
      case PartReader.Value.Bad bad ->
          mistakes.add(
              new Mistake(bad.kind(), at + 1, qualifier.get(), value.strip(), bad.nearest()));
    }
  }

  private void addWords(String words, boolean negated) {
    var stripped = words.strip();
    if (!stripped.isEmpty()) {
      parts.add(new Part.Words(stripped, negated));
    }
  }

  /** Up to the closing quote; a backslash before a quote or a backslash makes it a letter. */
  private int phrase(int quote, Sink sink) {
    var value = new StringBuilder();
    for (var i = quote + 1; i < text.length(); i++) {
      if (isQuote(i)) {
        sink.take(value.toString());
        return i + 1;
      }
      var escapes = text.charAt(i) == '\\' && i + 1 < text.length();
      if (escapes && (isQuote(i + 1) || text.charAt(i + 1) == '\\')) {
        i++;
      }
      value.append(text.charAt(i));
    }
    mistakes.add(new Mistake(Kind.UNCLOSED_QUOTE, quote + 1, null, text.substring(quote), null));
    return text.length();
  }

  private int plain(int begin, Sink sink) {
    var end = endOfWord(begin);
    sink.take(text.substring(begin, end));
    return end;
  }

  /** A name begins with a letter: a time such as 10:30 is a word. */
  private int endOfName(int begin) {
    var i = begin;
    while (i < text.length()
        && (Character.isLetter(text.charAt(i))
            || (i > begin && (text.charAt(i) == '_' || text.charAt(i) == '-')))) {
      i++;
    }
    return i;
  }

  private int endOfWord(int begin) {
    var i = begin;
    while (i < text.length() && !isSpace(i)) {
      i++;
    }
    return i;
  }

  private int skipped(int begin) {
    var i = begin;
    while (i < text.length() && isSpace(i)) {
      i++;
    }
    return i;
  }

  private boolean isSpace(int i) {
    return Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\u00a0';
  }

  private boolean isQuote(int i) {
    return i < text.length() && QUOTES.indexOf(text.charAt(i)) >= 0;
  }

  /** Takes what was read. */
  private interface Sink {
    void take(String value);
  }

  /** A value as a part of a question is written: in quotes where it needs them. */
  public static String quoted(@Nullable Object value) {
    var plain = value == null ? "" : value.toString();
    var free =
        !plain.isEmpty()
            && plain.chars().noneMatch(c -> Character.isWhitespace(c) || c == 0xa0)
            && QUOTES.indexOf(plain.charAt(0)) < 0;
    return free ? plain : '"' + plain.replaceAll("([\\\\" + QUOTES + "])", "\\\\$1") + '"';
  }
}

package io.evergrant.usecase.access.forward;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Of a field {@code Link} (RFC 8288) what leads through the pages of a list: many APIs say nowhere
 * else where the next one is. Other relations have a browser load, connect or style something.
 */
final class PagingLinks {
  private static final Set<String> RELATIONS =
      Set.of("next", "prev", "previous", "first", "last", "self");

  private static final Pattern TARGET = Pattern.compile("<([^<>]*+)>");

  /** Possessive throughout: no value, however long, has anything tried twice. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "[ \t]*+;[ \t]*+(?:([^ \t;,=\"<>]++)"
              + "[ \t]*+(?:=[ \t]*+(\"(?:[^\"\\\\]++|\\\\.)*+\"|[^ \t;,\"]*+))?)?");

  private static final Pattern BETWEEN = Pattern.compile("[ \t]*+(?:,[ \t,]*+|$)");
  private static final Pattern START = Pattern.compile("[ \t,]*+");

  private final String text;
  private final Matcher found;
  private int at;

  private PagingLinks(String text) {
    this.text = text;
    this.found = START.matcher(text);
  }

  /**
   * The value with those links alone, whose targets are absolute; empty where there is none, or
   * where it does not read as the RFC has it.
   */
  static Optional<String> of(String value, URI from) {
    return new PagingLinks(value).read(from);
  }

  private Optional<String> read(URI from) {
    var kept = new StringJoiner(", ");
    takes(START);
    while (at < text.length()) {
      var link = takes(TARGET) ? link(group(1)) : null;
      if (link == null || !takes(BETWEEN)) {
        return Optional.empty();
      }
      link.paging(from).ifPresent(kept::add);
    }
    return Optional.of(kept.toString()).filter(value -> !value.isEmpty());
  }

  private Link link(String target) {
    var parameters = new StringBuilder();
    String relations = null;
    var ofThisPage = true;
    while (takes(PARAMETER)) {
      var name = group(1).toLowerCase(Locale.ROOT);
      switch (name) {
        case "" -> {}
        // section 3.3: what comes after the first one does not count
        case "rel" -> relations = relations == null ? group(2) : relations;
        case "anchor" -> ofThisPage = false;
        default -> parameters.append("; ").append(withoutSemicolon(found.group()));
      }
    }
    return new Link(target, ofThisPage ? relations : null, parameters.toString());
  }

  private static String withoutSemicolon(String parameter) {
    return parameter.substring(parameter.indexOf(';') + 1).strip();
  }

  private boolean takes(Pattern what) {
    if (!found.usePattern(what).region(at, text.length()).lookingAt()) {
      return false;
    }
    at = found.end();
    return true;
  }

  private String group(int number) {
    return requireNonNullElse(found.group(number), "");
  }

  /**
   * One link.
   *
   * @param relations as they were written; null where it has none, or is about another page
   * @param parameters all others, each behind its semicolon
   */
  private record Link(String target, @Nullable String relations, String parameters) {
    Optional<String> paging(URI from) {
      var paging = String.join(" ", known());
      return paging.isEmpty()
          ? Optional.empty()
          : AbsoluteAddress.of(target, from)
              .map(address -> "<" + address + ">; rel=\"" + paging + "\"" + parameters);
    }

    private List<String> known() {
      return Arrays.stream(requireNonNullElse(relations, "").split("[ \t\"\\\\]+", -1))
          .map(relation -> relation.toLowerCase(Locale.ROOT))
          .filter(RELATIONS::contains)
          .distinct()
          .toList();
    }
  }
}

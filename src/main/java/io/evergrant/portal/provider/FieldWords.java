package io.evergrant.portal.provider;

import io.evergrant.portal.text.Sentences;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values of the fields of a provider's form, as its page shows them. */
@Dependent
public class FieldWords {
  private final Sentences text;

  @Inject
  public FieldWords(Sentences text) {
    this.text = text;
  }

  /** Of a list of choices its word; quoted, lines one after another. */
  String value(String field, String value) {
    if (value.isEmpty()) {
      return text.of("meanwhile.empty");
    }
    var key = choice(field, value.toLowerCase(Locale.ROOT));
    var shown = text.has(key) ? text.of(key) : value.lines().collect(Collectors.joining(", "));
    return text.of("meanwhile.value", shown);
  }

  private static String choice(String field, String code) {
    return switch (field) {
      case "issuerInResponse", "introspectsRefreshTokens" -> yes(code) ? "yes" : "no";
      case "refusesImport", "refusesHandOver" ->
          yes(code) ? "choice.guard.refused" : "choice.guard.allowed";
      case "clientAuthentication", "mode" -> "choice." + code;
      case "assertionAudience" -> "choice.audience." + code;
      case "scopeSeparator" -> "choice.separator." + code;
      case "tokenRequestBody" -> "choice.body." + code;
      case "proof", "reuse" -> "choice." + field + "." + code;
      default -> "";
    };
  }

  private static boolean yes(String code) {
    return Boolean.parseBoolean(code);
  }
}

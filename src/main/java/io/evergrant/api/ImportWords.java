package io.evergrant.api;

import io.evergrant.usecase.importing.BodyFault;
import io.evergrant.usecase.importing.Fault;
import io.evergrant.usecase.importing.ImportTokens;

/** What is wrong with an import and what helps. Repeats nothing that was sent. */
final class ImportWords {
  private static final String SAFE_WAY =
      " Load it where it was written, in a program that you trust, and send the fields of each"
          + " token as JSON: provider, external_id and token.";

  private static final String PICKLE =
      "This is a Python pickle. Loading one runs whatever its writer wanted, so none is ever opened"
          + " here."
          + SAFE_WAY;

  private static final String JAVA =
      "This is a serialized Java object. Loading one can run whatever its writer wanted, so none is"
          + " ever opened here."
          + SAFE_WAY;

  private ImportWords() {}

  static Problem of(BodyFault fault) {
    return switch (fault.kind()) {
      case PICKLE -> new Problem(ProblemType.SERIALIZED_OBJECT, PICKLE);
      case JAVA_SERIALIZATION -> new Problem(ProblemType.SERIALIZED_OBJECT, JAVA);
      case NOT_UTF8 -> malformed(fault, "It is not UTF-8. Write it with that encoding.");
      case MALFORMED -> malformed(fault, "Reading stopped where it is no longer well-formed.");
      case TOO_DEEP -> malformed(fault, "It is nested deeper than any token is. Send flat tokens.");
      case NOT_AN_ARRAY ->
          malformed(
              fault, "It is no array. Send [{…}, {…}], or an object a line as application/jsonl.");
      case NO_HEADER ->
          malformed(
              fault,
              "The first line of the CSV has to name its columns, each once and separated by"
                  + " commas: provider, external_id, subject if known, and either token, with the"
                  + " dictionary as JSON, or refresh_token and the other fields of the"
                  + " dictionary.");
      case NO_ROWS -> malformed(fault, "There is no row in it.");
      case TOO_MANY_ROWS ->
          new Problem(
                  ProblemType.BODY_TOO_LARGE,
                  "An import may have "
                      + ImportTokens.MOST_ROWS
                      + " rows. Send it in several parts.")
              .with("most_rows", ImportTokens.MOST_ROWS);
    };
  }

  private static Problem malformed(BodyFault fault, String detail) {
    return new Problem(ProblemType.MALFORMED_BODY, detail + " Nothing was written.")
        .with("row", fault.row())
        .with("line", fault.line())
        .with("column", fault.column());
  }

  static String of(Fault fault) {
    return switch (fault) {
      case MALFORMED -> "This is no JSON. Write it with a JSON library.";
      case TOO_DEEP -> "It is nested deeper than any token is. Send a flat token.";
      case NOT_AN_OBJECT -> "An object is needed here: {…}.";
      case UNKNOWN_FIELD ->
          "A row has provider, external_id, subject and token, and nothing else. Mend the name.";
      case TWICE -> "This name comes twice in one object. Leave one of them out.";
      case CELLS -> "The row has another number of cells than the first line has names.";
      case MISSING -> "This is needed, and is not there or empty.";
      case WRONG_TYPE -> "This is of another type than it has to be.";
      case TOO_LONG -> "This is longer than any that we know.";
      case CHARACTERS ->
          "There are characters in it that do not belong there, such as line ends. Take them out.";
      case NOT_AN_ID -> "This is no id. Copy it from /api/v1/providers.";
      case NOT_A_TIME ->
          "This is no time. Write seconds since 1970, such as 1764075600, or ISO 8601, such as"
              + " 2025-11-25T13:00:00Z; not milliseconds.";
      case NOT_A_NUMBER -> "This is no number of seconds.";
      case PICKLE -> PICKLE;
      case JAVA_SERIALIZATION -> JAVA;
      case ENDED -> "The refresh token has ended. Its account has to authorise again.";
      case MARKED_INVALID ->
          "The program that wrote it found it refused. Its account has to authorise again.";
      case NO_SUCH_PROVIDER ->
          "This key sees no such provider. Register it first, or copy its id from"
              + " /api/v1/providers.";
      case IMPORT_REFUSED ->
          "This provider takes no imported tokens: an admin turned that off. Have its accounts"
              + " authorise instead, by consent links for instance.";
      case OTHER_CLIENT ->
          "The token was issued to another client id than the provider has here; it would be"
              + " refused.";
      case SAME_ACCOUNT ->
          "Another row is about the same account at this provider. Leave one of them out.";
      case SAME_TOKEN ->
          "Another row has the same refresh token. Leave one of them out: two grants would spend it"
              + " against each other.";
      case TOKEN_TAKEN -> "Another grant holds this refresh token. Import it for that one.";
      case OTHER_SUBJECT ->
          "The grant of this external_id belongs to another subject. Use another external_id.";
      case AMBIGUOUS -> "Several grants have this external_id. Give the subject too.";
      case SPENT -> "This refresh token was spent here, and the grant holds a newer one.";
      case CHANGED_MEANWHILE -> "The grant was changed meanwhile. Send the row again.";
      case STORE_UNAVAILABLE -> "The vault or the database did not take it. Send the row again.";
    };
  }
}

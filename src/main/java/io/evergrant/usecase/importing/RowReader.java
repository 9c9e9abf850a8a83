package io.evergrant.usecase.importing;

import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an import row of an object: provider, external id, subject, and the token dictionary. */
final class RowReader {
  static final String PROVIDER = "provider";
  static final String EXTERNAL_ID = "external_id";
  static final String SUBJECT = "subject";
  static final String TOKEN = "token";
  static final Set<String> NAMES = Set.of(PROVIDER, EXTERNAL_ID, SUBJECT, TOKEN);

  private static final int LONGEST_ID = 200;
  private static final int LONGEST_SUBJECT = 255;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Any other name may be a token that stands in the wrong place. */
  private static final Pattern A_NAME = Pattern.compile("[a-z]{1,15}(_[a-z]{1,15}){0,4}");

  private final Instant now;

  RowReader(Instant now) {
    this.now = now;
  }

  /** Throws {@link RowRefused}. */
  ImportRow read(int row, Value value) {
    var fields = new Fields("", object(value, null));
    for (var name : fields.members().values().keySet()) {
      if (!NAMES.contains(name)) {
        throw new RowRefused(shown(name), Fault.UNKNOWN_FIELD);
      }
    }
    return new ImportRow(
        row,
        provider(fields),
        fields.required(EXTERNAL_ID, LONGEST_ID),
        fields.text(SUBJECT, LONGEST_SUBJECT),
        TokenFields.read(new Fields(TOKEN + ".", dictionary(fields)), now));
  }

  private static ProviderId provider(Fields fields) {
    var id = fields.required(PROVIDER, LONGEST_ID);
    if (!ID.matcher(id).matches()) {
      throw fields.refused(PROVIDER, Fault.NOT_AN_ID);
    }
    return new ProviderId(UUID.fromString(id));
  }

  /** An object, or the JSON of one in a string: that is how many kept it. */
  private static Value.Members dictionary(Fields fields) {
    return switch (fields.get(TOKEN)) {
      case null -> throw fields.refused(TOKEN, Fault.MISSING);
      case Value.Text(var json) -> {
        fields.notSerialized(TOKEN, json);
        yield object(JsonText.one(json, TOKEN), TOKEN);
      }
      case Value value -> object(value, TOKEN);
    };
  }

  private static Value.Members object(Value value, @Nullable String field) {
    if (!(value instanceof Value.Members members)) {
      throw new RowRefused(field, field == null ? notAnObject(value) : Fault.NOT_AN_OBJECT);
    }
    var twice = members.twice();
    if (twice != null) {
      throw new RowRefused(shown(twice), Fault.TWICE);
    }
    return members;
  }

  /** A row that is a string may be a whole serialized object. */
  private static Fault notAnObject(Value value) {
    if (value instanceof Value.Text(var text)) {
      return Serialized.in(text)
          .map(
              kind ->
                  switch (kind) {
                    case PICKLE -> Fault.PICKLE;
                    case JAVA_SERIALIZATION -> Fault.JAVA_SERIALIZATION;
                  })
          .orElse(Fault.NOT_AN_OBJECT);
    }
    return Fault.NOT_AN_OBJECT;
  }

  static String shown(String name) {
    return A_NAME.matcher(name).matches() ? name : "(a name that is not shown)";
  }
}

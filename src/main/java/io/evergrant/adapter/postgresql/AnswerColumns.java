package io.evergrant.adapter.postgresql;

import io.evergrant.domain.webhook.Answer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A webhook's answer as columns of {@code webhook_attempt}. */
record AnswerColumns(String result, @Nullable Integer status, @Nullable String cause, String said) {
  static AnswerColumns of(Answer answer) {
    return new AnswerColumns(answer.code(), answer.httpStatus(), cause(answer), said(answer));
  }

  private static @Nullable String cause(Answer answer) {
    return answer instanceof Answer.Missed missed
        ? missed.why().name().toLowerCase(Locale.ROOT)
        : null;
  }

  private static String said(Answer answer) {
    return switch (answer) {
      case Answer.Taken taken -> taken.said();
      case Answer.Gone gone -> gone.said();
      case Answer.Refused refused -> refused.said();
      case Answer.Missed missed -> "";
    };
  }

  /** What it asked for is not kept: it stands in the time of the next attempt. */
  static Answer read(ResultSet row) throws SQLException {
    var latency = Columns.millis(row, "latency_ms");
    var status = Objects.requireNonNullElse(Columns.maybeInt(row, "status"), 0);
    var said = Columns.text(row, "said");
    return switch (Columns.text(row, "result")) {
      case "taken" -> new Answer.Taken(status, said, latency);
      case "gone" -> new Answer.Gone(said, latency);
      case "refused" -> new Answer.Refused(status, said, Duration.ZERO, latency);
      default ->
          new Answer.Missed(
              Answer.Why.valueOf(Columns.text(row, "cause").toUpperCase(Locale.ROOT)), latency);
    };
  }
}

package io.evergrant.portal.bulk;

import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.bulk.BulkState;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;

/** What becomes of acts on many grants, in words and colours. */
@Named("bulkWords")
@Dependent
public class BulkWords {
  private final Sentences text;
  private final Words words;

  @Inject
  public BulkWords(Sentences text, Words words) {
    this.text = text;
    this.words = words;
  }

  public List<BulkKind> getKinds() {
    return List.of(BulkKind.values());
  }

  /** Colour and picture of a state. */
  public String stateTone(BulkState state) {
    return switch (state) {
      case ASKED -> "warn";
      case RUNNING -> "wait";
      case DONE -> "good";
      case CANCELLED, REFUSED, ENDED -> "idle";
    };
  }

  private static String tone(BulkResult result) {
    return switch (result) {
      case DONE, REVOKED_THERE, HERE_ONLY -> "good";
      case REFUSED_THERE, NOT_REACHED, STILL_DUE -> "warn";
      case NOT_REFRESHED, FAILED -> "bad";
      case LEFT_ALONE, GONE, CANCELLED -> "idle";
    };
  }

  public String lineTone(BulkLine line) {
    var result = line.result();
    return result == null ? "wait" : tone(result);
  }

  /** What became of one grant. */
  public String result(BulkKind kind, BulkLine line) {
    var result = line.result();
    if (result == null) {
      return text.of(line.begun() ? "bulk.begun." + kind.code() : "bulk.waiting");
    }
    return result == BulkResult.DONE
        ? text.of("bulk.done." + kind.code())
        : text.of("bulk.result." + result.code());
  }

  /** What specifies it; empty where there is nothing to add. */
  public String detail(BulkLine line) {
    var detail = Objects.requireNonNullElse(line.detail(), "");
    var link = line.link();
    if (link != null) {
      return text.of("bulk.answer." + link.code());
    }
    return switch (line.result()) {
      case NOT_REFRESHED -> words.outcome(detail, null);
      case LEFT_ALONE -> text.has("status." + detail) ? text.of("status." + detail) : detail;
      case null, default -> "";
    };
  }
}

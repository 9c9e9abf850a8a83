package io.evergrant.portal.importing;

import io.evergrant.usecase.importing.BodyFault;
import io.evergrant.usecase.importing.Imported;
import io.evergrant.usecase.importing.RowProblem;
import io.evergrant.usecase.importing.RowTaken.Result;
import io.evergrant.usecase.importing.sealed.Opened;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the last import of a session ended, without anything that was sent.
 *
 * @param code names its sentences
 * @param fault why nothing could be read; null where rows were
 * @param problems the first of the rows that were refused
 */
record Report(
    String code,
    @Nullable BodyFault fault,
    long imported,
    long replaced,
    long unchanged,
    long refused,
    List<RowProblem> problems) {
  private static final String ATTRIBUTE = "evergrant.import.report";
  private static final int MOST_TOLD = 200;

  Report {
    problems = List.copyOf(problems);
  }

  static Report of(Opened opened) {
    return switch (opened) {
      case Opened.Ran ran -> of(ran.imported());
      case Opened.Off off -> closed("off");
      case Opened.KeyUsed used -> closed("key_used");
      case Opened.KeyEnded ended -> closed("key_ended");
      case Opened.KeyUnknown unknown -> closed("key_unknown");
      case Opened.Unreadable unreadable -> closed("unreadable");
    };
  }

  private static Report of(Imported imported) {
    return switch (imported) {
      case Imported.BodyUnread unread ->
          new Report(
              "body." + unread.fault().kind().name().toLowerCase(Locale.ROOT),
              unread.fault(),
              0,
              0,
              0,
              0,
              List.of());
      case Imported.RowsRefused none ->
          new Report("nothing", null, 0, 0, 0, none.refused().size(), told(none.refused()));
      case Imported.Done done ->
          new Report(
              done.refused().isEmpty() ? "all" : "some",
              null,
              done.count(Result.IMPORTED),
              done.count(Result.REPLACED),
              done.count(Result.UNCHANGED),
              done.refused().size(),
              told(done.refused()));
    };
  }

  private static Report closed(String code) {
    return new Report(code, null, 0, 0, 0, 0, List.of());
  }

  private static List<RowProblem> told(List<RowProblem> problems) {
    return problems.stream().limit(MOST_TOLD).toList();
  }

  static Optional<Report> kept(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof Report report
        ? Optional.of(report)
        : Optional.empty();
  }

  void keep(HttpServletRequest request) {
    request.getSession().setAttribute(ATTRIBUTE, this);
  }
}
